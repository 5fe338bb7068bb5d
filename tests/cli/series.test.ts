import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { BEGAN, SERIES, SERIES_ID, SITE } from './story.ts';

const SERIES_PATH = `maintenance/2026/${SERIES_ID}.md`;
const WEEKLY_ID = '2026-11-22-upkeep';
const WEEKLY_PATH = `maintenance/2026/${WEEKLY_ID}.md`;
const WEEKLY = `---
title: Upkeep
start: 2026-11-22T02:00:00Z
end: 2026-11-22T03:00:00Z
repeat: every week
timezone: Europe/Berlin
components: [api]
---

Answers may pause.
`;

test('the series that prompts plan, planned by options: the same file, and when its next windows are', async () => {
  const { folder, maintenance } = site();
  const { stdout, code } = await maintenance([
    ...['plan', '--title', 'Upkeep', '--start', '2026-12-06 03:00', '--for', '1 h', '--component', 'api'],
    ...['--repeat', 'every 16 weeks', '--timezone', 'Europe/Berlin', '--until', '2028-01-31'],
    ...['--text', 'Answers may pause.'],
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain(`  │ 2026-12-06 02:00 UTC to 2026-12-06 03:00 UTC · every 16 weeks on Sunday at 03:00`);
  expect(stdout).toContain(`When it comes
  Europe/Berlin         UTC
  Sun 2026-12-06 03:00  2026-12-06 02:00 UTC
  Sun 2027-03-28 03:00  2027-03-28 01:00 UTC
  Sun 2027-07-18 03:00  2027-07-18 01:00 UTC
  Sun 2027-11-07 03:00  2027-11-07 02:00 UTC
  and no more
`);
  expect(readFileSync(join(folder, 'content', SERIES_PATH), 'utf8')).toBe(SERIES);
});

test('each window is listed as it stands: moved, cancelled, or as planned', async () => {
  const { maintenance, json } = site({ [WEEKLY_PATH]: WEEKLY });
  await maintenance(['move', '2026-12-06-upkeep', '--start', '2026-12-07 02:00 UTC']);
  await maintenance(['cancel', '2026-11-29-upkeep']);
  const { stdout } = await maintenance(['list', '--all']);
  expect(stdout).toBe(
    [
      'id                 state             start                 for  components  title',
      '2026-12-06-upkeep  scheduled, moved  2026-12-07 02:00 UTC  1 h  api         Upkeep',
      '2026-12-13-upkeep  scheduled         2026-12-13 02:00 UTC  1 h  api         Upkeep',
      '2026-12-20-upkeep  scheduled         2026-12-20 02:00 UTC  1 h  api         Upkeep',
      '2026-11-29-upkeep  cancelled         2026-11-29 02:00 UTC  1 h  api         Upkeep',
      '2026-11-22-upkeep  completed         2026-11-22 02:00 UTC  1 h  api         Upkeep',
      '',
      'series             comes',
      '2026-11-22-upkeep  every week on Sunday at 03:00 (Europe/Berlin)',
      '',
    ].join('\n'),
  );
  expect(await json(['list'])).toMatchObject([
    { id: '2026-12-06-upkeep', start: '2026-12-07T02:00:00Z', series: { planned: '2026-12-06T02:00:00Z' } },
    { id: '2026-12-13-upkeep', state: 'scheduled' },
    { id: '2026-12-20-upkeep', state: 'scheduled' },
  ]);
});

test('what is said of the only series is about its next window; which one is moved or cancelled has to be said', async () => {
  const { maintenance } = site({ [WEEKLY_PATH]: WEEKLY });
  const { stdout, stderr } = await maintenance(['update', '--text', 'We prepare.', '--dry-run']);
  expect(stderr).toBe('About 2026-11-29-upkeep, the only one that can be meant.\n');
  expect(stdout).toContain('│ 2026-11-29 02:00 UTC to 2026-11-29 03:00 UTC · api');
  for (const args of [['move', '--start', '2026-12-15 02:00 UTC'], ['cancel']]) {
    const { code, stderr } = await maintenance(args);
    const said = `Name one after "${args[0]}": 2026-11-29-upkeep, 2026-12-06-upkeep, 2026-12-13-upkeep`;
    expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  }
});

test('a series is ended: its next window is cancelled, none comes after it, and what was moved is told', async () => {
  const { folder, maintenance, json } = site({ [WEEKLY_PATH]: WEEKLY });
  await maintenance(['move', '2026-12-06-upkeep', '--start', '2026-12-07 02:00 UTC']);
  const dry = await maintenance(['cancel', '--series', '--dry-run']);
  expect(dry.stdout).toContain('  + until: 2026-11-29\n');
  expect(dry.stdout).toContain('Planned all the same\n  2026-12-06-upkeep has a file of its own');
  expect(await json(['cancel', '--series'])).toMatchObject({ id: WEEKLY_ID, stays: ['2026-12-06-upkeep'] });
  const ended = readFileSync(join(folder, 'content', WEEKLY_PATH), 'utf8');
  expect(ended).toContain('\nuntil: 2026-11-29\n');
  expect(ended).toContain('· cancelled\n\nThe series has ended: no window comes after this one.\n');
  expect(await json(['cancel', '2026-12-06'])).toMatchObject({ written: true });
  expect((await maintenance(['list'])).stdout).toMatch(/^No maintenance is planned\./);
});

test.each<[string, string, string]>([
  ['rhythm', '--repeat fortnightly', 'Write, for example, `every week`.'],
  ['zone', '--repeat every_week --timezone Berlin', 'Write one such as `Europe/Berlin`.'],
  ['zone of a local hour', '--timezone Berlin --start 2026-12-06_03:00', 'Write one such as `Europe/Berlin`.'],
  ['local hour without a zone', '--repeat every_week --start 2026-12-06_03:00', 'Write "2026-12-06 03:00 UTC".'],
  ['last day', '--repeat every_week --until June', '"until" is "June"'],
  ['last day without a rhythm', '--until 2027-06-30', 'only of use where `repeat` says how often'],
])('%s: refused with what to write instead, and nothing is written', async (_, line, said) => {
  const { folder, maintenance } = site();
  const args = line.split(' ').map((word) => word.replaceAll('_', ' '));
  const plan = ['plan', '--title', 'Upkeep', '--for', '1 h', '--component', 'api', '--text', 'A pause.', ...args];
  const start = args.includes('--start') ? [] : ['--start', '2026-12-06 02:00 UTC'];
  const { code, stderr } = await maintenance([...plan, ...start]);
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  expect(git(folder, 'status', '--porcelain')).toBe('');
  expect(git(folder, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
});

test('of a single window, a zone only says what its hours mean', async () => {
  const { maintenance } = site();
  const { stdout } = await maintenance([
    ...['plan', '--title', 'Upkeep', '--timezone', 'Europe/Berlin', '--start', '2026-12-06 03:00', '--end'],
    ...['2026-12-06 04:30', '--component', 'api', '--text', 'A pause.', '--dry-run'],
  ]);
  expect(stdout).toContain('+ start: 2026-12-06T02:00:00Z\n  + end: 2026-12-06T03:30:00Z\n');
  expect(stdout).not.toContain('timezone');
});

function site(files: Readonly<Record<string, string>> = {}) {
  const folder = makeRepository({ ...SITE, ...files });
  const maintenance = (args: readonly string[]) =>
    command('maintenance', args, { CONTENT: join(folder, 'content'), NOW: BEGAN });
  const json = async (args: readonly string[]) => JSON.parse((await maintenance([...args, '--json'])).stdout);
  return { folder, maintenance, json };
}
