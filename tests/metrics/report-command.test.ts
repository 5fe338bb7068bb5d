import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE_NOW, sampleSite } from '../support/build.ts';
import { command } from '../support/command.ts';
import { folderWith, SMALL_SITE } from '../support/small-site.ts';

const NOW = { NOW: SAMPLE_NOW };
const SITE = 'https://status.parcelwright.example';

test('npm run report prints what the page says, with addresses that lead there from anywhere', async () => {
  const twin = readFileSync(join(await sampleSite(), 'reports/2026-q3/index.md'), 'utf8');
  const { code, stdout } = await command('report', ['2026-Q3'], NOW);
  expect(code).toBe(0);
  expect(stdout).toBe(twin.replaceAll('](/', `](${SITE}/`));
});

test('without a period it is the last month that is over; --out writes a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-report-'));
  const file = join(folder, 'october.md');
  const { code, stdout } = await command('report', ['--out', file], NOW);
  expect([code, stdout]).toEqual([0, `✓ The report of 2026-10 is in ${file}.\n`]);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Report: October 2026\n/);
  rmSync(folder, { recursive: true });
});

test('a period that is none is refused with those that are', async () => {
  for (const period of ['2026-13', '2024-10', '2026-12', '2026', 'october']) {
    const { code, stdout, stderr } = await command('report', [period], NOW);
    expect([code, stdout], period).toEqual([2, '']);
    expect(stderr).toContain(`There is no report named "${period}". Write a month from 2024-11 to 2026-11`);
  }
});

test('before anything is in service there is nothing to report, and that is said', async () => {
  const content = folderWith({
    ...SMALL_SITE,
    'components/api.md': '---\nname: API\nsince: 2027-01-01\n---\n\nText.\n',
    'components/web.md': '---\nname: Web\nsince: 2027-01-01\n---\n\nText.\n',
  });
  const { code, stderr } = await command('report', [], { ...NOW, CONTENT: content });
  rmSync(content, { recursive: true });
  expect([code, stderr]).toEqual([1, '✗ There is nothing to report yet: no component has come into service.\n']);
});
