import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git, type Outcome } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { SMALL_SITE } from '../support/small-site.ts';

const NOW = '2026-11-24T12:00:00Z';

test('one is begun, tells what is left to write, counts in the list, and is reviewed; nothing else changes', async () => {
  const folder = makeRepository(SMALL_SITE);
  expect((await list(folder)).stdout).toBe('There is no runbook.\n\n! Without a runbook: 2 components (api and web)\n');
  const begun = await runbook(folder, 'new', 'slow-api', '--component', 'api');
  expect([begun.code, begun.stderr]).toEqual([0, '']);
  expect(begun.stdout).toContain('npm run runbook -- lint slow-api tells what is left');
  const lint = await runbook(folder, 'lint', '--json');
  expect([lint.code, JSON.parse(lint.stdout)]).toMatchObject([1, { warnings: 5 }]);
  expect(JSON.parse((await list(folder, '--json')).stdout)).toMatchObject({
    componentsWithout: ['web'],
    stale: [],
    runbooks: [{ id: 'slow-api', reviewBy: '2027-05-24', review: 'fine' }],
  });
  expect(await list(folder, '--strict')).toMatchObject({ code: 1 });

  const file = join(folder, 'content/runbooks/slow-api.md');
  const before = readFileSync(file, 'utf8');
  expect(await runbook(folder, 'reviewed', 'slow', '--until', '2027-03-01')).toMatchObject({ code: 0, stderr: '' });
  const after = readFileSync(file, 'utf8').split('\n');
  const same = after.filter((line) => line !== 'reviewed: 2026-11-24');
  expect(same.join('\n')).toBe(before.replace('reviewBy: 2027-05-24', 'reviewBy: 2027-03-01'));
  expect(after.length).toBe(same.length + 1);
  expect(git(folder, 'status', '--porcelain').trim()).toBe('?? content/runbooks/');
});

test('a stale one is marked, and so is one that nothing leads to', async () => {
  const text = (fields: string): string => `---\ntitle: A\n${fields}---\n\nLook.\n`;
  const folder = makeRepository({
    ...SMALL_SITE,
    'runbooks/alone.md': text('reviewBy: 2026-12-20\n'),
    'runbooks/old.md': text('components: [api, web]\nreviewBy: 2026-11-23\n'),
  });
  const { stdout } = await list(folder);
  expect(stdout).toContain('old           2026-11-23     stale  A\n');
  expect(stdout).toContain(
    '\n! Stale: 1 runbook (old)\n! Due soon: 1 runbook (alone)\n! Nothing leads to: 1 runbook (alone)\n',
  );
});

test.each([
  [['new', 'Slow API'], 'Name it in lower-case letters'],
  [['new', 'a', '--component', 'wep'], 'There is no component "wep". Did you mean "web"?'],
  [['reviewed', 'slo'], 'There is no runbook "slo"'],
  [['list', '--strikt'], '--strikt is no option of runbook list. Did you mean "--strict"?'],
  [['slow'], 'There is no runbook "slow"'],
])('%s is answered with what to write', async (args, said) => {
  const folder = makeRepository(SMALL_SITE);
  expect(await runbook(folder, ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
});

function list(folder: string, ...args: string[]): Promise<Outcome> {
  return runbook(folder, 'list', ...args);
}

function runbook(folder: string, ...args: string[]): Promise<Outcome> {
  return command('runbook', args, { CONTENT: join(folder, 'content'), NOW });
}
