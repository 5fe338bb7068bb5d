import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { SITE } from './story.ts';

const OPEN = '---\ntitle: Slow\nseverity: sev2\n---\n\n## 2026-11-24 12:00 UTC · investigating\n\nLooking.\n';
const NOW = '2026-11-24T12:20:00Z';

const folder = makeRepository({
  ...SITE,
  'incidents/2026/2026-11-24-slow-answers.md': OPEN,
  'incidents/2026/2026-11-24-slow-pages.md': OPEN,
  'maintenance/2026/2026-12-01-disks.md':
    '---\ntitle: Disks\nstart: 2026-12-01T02:00:00Z\nend: 2026-12-01T04:00:00Z\ncomponents: [api]\n---\n\nA pause.\n',
});

test.each<[string, string, string]>([
  ['state', 'update answers --state identifed --text A', 'Did you mean "identified"?'],
  ['component', 'update answers --component wbe=degraded --text A', 'Did you mean "web"?'],
  ['impact', 'update answers --component web=degradd --text A', 'Did you mean "degraded"?'],
  ['no impact', 'update answers --component web --text A', 'Write "web=degraded"'],
  ['severity', 'severity answers --to sev7', '"sev7"'],
  ['severity of a new one', 'new --title A --severity sve2 --text A', 'Did you mean "sev2"?'],
  ['role', 'assign answers --role comander --name Ana', 'Did you mean "commander"?'],
  ['kind', 'new --title A --severity sev2 --text A --kind outage', 'Use one of: availability'],
  ['a time without a zone', 'update answers --at 12:10 --text A', 'Write "12:10 UTC".'],
  ['a date without a zone', 'update answers --at 2026-11-24_12:10 --text A', 'Write "2026-11-24 12:10 UTC".'],
  ['a named zone', 'update answers --next 15:30_CET --text A', 'Write "15:30 +01:00".'],
  ['no time', 'update answers --at yesterday --text A', 'Write "2026-11-24 12:20 UTC", "12:20 UTC", or "15 min ago".'],
  ['a promise that is over', 'update answers --next 2026-11-24_11:00_UTC --text A', 'Promise a time to come.'],
  ['a time to come', 'ack answers --at 2026-11-24_15:00_UTC', 'Leave the time out'],
  ['a first update to come', 'new --title A --severity sev2 --text A --at 2026-11-24_15:00_UTC', 'Leave the time out'],
  ['a clock that does not exist', 'update answers --at 25:99 --text A', '"25:99" is no time.'],
  ['a promise in the past', 'update answers --next 5_min_ago --text A', '"5 min ago" is over.'],
  ['unknown id', 'update answres --text A', 'There is no incident "answres"'],
  ['ambiguous id', 'update slow --text A', 'Write one of: 2026-11-24-slow-pages, 2026-11-24-slow-answers.'],
  ['no id, several open', 'update --text A', 'Name one after "update": 2026-11-24-slow-'],
  ['no id to reopen', 'reopen --text A', 'There is no incident for "reopen".'],
  ['words that are an update', 'update answers --text ##_2026-11-24_12:20_UTC_·_resolved', 'Indent the line'],
])('%s: refused with what to write instead, and nothing is written', async (_, line, said) => {
  const before = state();
  const { code, stderr, stdout } = await asked('incident', line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).toMatch(/✗ .+\n {2}→ .+\nNothing was written\.\n$/);
  expect(state()).toEqual(before);
});

test.each([
  ['update answers --text _', '--text is empty. Write: npm run incident -- update <id> --text "…"'],
  ['new --title _ --severity sev2 --text A', '--title is empty.'],
  ['update answers', '--text is missing'],
])('%s: what is empty is bad use, as what is missing; the help of that very command is named', async (line, said) => {
  const { code, stderr } = await asked('incident', line);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  expect(stderr).toContain(`npm run incident -- ${line.split(' ')[0]} --help tells how it is used.`);
});

test.each([
  ['incident', 'update answers'],
  ['incident', 'nonsense'],
  ['maintenance', 'plan --titel A'],
  ['actions', 'list --nonsense'],
  ['notify', '--nonsense'],
  ['validate', '--nonsense'],
])('%s %s --json: a program reads what is wrong, too', async (name, line) => {
  const { code, stdout } = await asked(name, `${line} --json`);
  expect([code, JSON.parse(stdout)]).toEqual([
    2,
    { refusals: [{ what: expect.any(String), remedy: expect.stringContaining('--help') }] },
  ]);
});

test.each<[string, string, string]>([
  ['end', 'move --start 2026-12-02_02:00_UTC --end 2026-12-02_01:00_UTC', 'Give an end that is later'],
  ['length', 'move --start 2026-12-02_02:00_UTC --for long', '"45 min", "2 h", "1 day"'],
  ['component', 'plan --title A --start 2_h --for 1_h --component apy --text A', 'Did you mean "api"?'],
])('%s of a maintenance', async (_, line, said) => {
  const before = state();
  const { code, stderr } = await asked('maintenance', line);
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  expect(state()).toEqual(before);
});

/** Words with `_` for the spaces in them. */
function asked(name: string, line: string) {
  const args = line.split(' ').map((word) => word.replaceAll('_', ' '));
  return command(name, args, { CONTENT: join(folder, 'content'), NOW });
}

function state() {
  return [git(folder, 'rev-parse', 'HEAD'), git(folder, 'status', '--porcelain')];
}
