import { expect, test } from 'vitest';
import { contentWith, snapshotWith } from '../../tests/fixtures/content.ts';
import { toTerminal } from '../problems/terminal.ts';

const PATH = 'logs/2026/2026-11-18-slow-payments.md';
const NOTE = '## 2026-11-18 09:12 UTC · Ana Lind · decision\n\nWe take the release back.\n';

test('an internal timeline needs no fields, and lies under the name of its incident', () => {
  const { problems, entries } = contentWith({ [PATH]: NOTE });
  expect(problems).toEqual([]);
  expect(entries.log.map(({ id, updates }) => [id, updates[0]?.line])).toEqual([['2026-11-18-slow-payments', 1]]);
});

test.each<[string, string, RegExp]>([
  ['a text above the first entry', `Ana: hello\n\n${NOTE}`, /1 \| Ana: hello/],
  ['a heading that nearly is one', `${NOTE}\n## 2026-11-18 09:15 · Ana Lind\n\nA.\n`, /5 \| ## 2026-11-18 09:15 · Ana/],
  ['a heading of another kind', `${NOTE}\n## Ideas\n\nA.\n`, /5 \| ## Ideas/],
  ['a field', `---\ntitle: A\n---\n\n${NOTE}`, /2 \| title: A/],
])('%s is a problem at its line', (_, text, line) => {
  const { problems } = contentWith({ [PATH]: text });
  expect(problems.map(({ level, file }) => [level, file])).toEqual([['error', PATH]]);
  expect(toTerminal(problems, { color: false, root: 'content' })).toMatch(line);
});

test('one of an incident that is not there is told which may be meant', () => {
  const { problems } = contentWith({ 'logs/2026/2026-11-18-slow-payment.md': NOTE });
  expect(toTerminal(problems, { color: false, root: 'content' })).toMatchInlineSnapshot(`
    "content/logs/2026/2026-11-18-slow-payment.md
        1 | ## 2026-11-18 09:12 UTC · Ana Lind · decision
          | ^
            The log belongs to "2026-11-18-slow-payment", and there is no such incident.  [orphan-log]
            → Did you mean "2026-11-18-slow-payments"? Name the file like its incident.
    "
  `);
});

test('the team sees it in the order of time, the public nothing of it, not even that it is broken', () => {
  const later = NOTE.replace('09:12', '09:40').replace('Ana Lind', 'CANARY');
  const changes = { [PATH]: `${later}\n${NOTE}`, 'logs/2026/2026-11-21-search-down.md': 'CANARY\n' };
  const team = snapshotWith(changes, { audience: 'internal' });
  expect(team.logs.get('2026-11-18-slow-payments')?.map(({ who }) => who)).toEqual(['Ana Lind', 'CANARY']);
  expect(team.unreadable.map(({ file }) => file)).toEqual(['logs/2026/2026-11-21-search-down.md']);
  const { logs, unreadable } = snapshotWith(changes);
  expect([...logs, ...unreadable]).toEqual([]);
});
