import { expect, test } from 'vitest';
import { type Event, readJournal, settledOf, unfinishedOf } from './journal.ts';
import { notesOf } from './notes.ts';
import { boundedOutput } from './output.ts';

const KEY = 'Diagnosis 1';
const BEGIN: Event = { did: 'begin', at: 0, runbook: 'a', who: 'Jo', body: '' };
const ran = (code: number): Event => ({
  ...{ did: 'ran', at: 90_000, key: KEY, command: 'ls', output: '' },
  ended: { code, ms: 100 },
});
const start: Event = { did: 'start', at: 60_000, key: KEY, command: 'ls' };

test.each<[string, Event[], string | undefined]>([
  ['nothing was done', [BEGIN], undefined],
  ['it was begun', [BEGIN, start], undefined],
  ['it ended well', [BEGIN, start, ran(0)], 'ran'],
  ['it failed', [BEGIN, start, ran(1)], undefined],
  ['it failed, and somebody went on', [BEGIN, start, ran(1), { did: 'passed', at: 0, key: KEY }], 'passed'],
  ['it failed, and was begun again', [BEGIN, start, ran(1), start], undefined],
  ['a note was taken after it', [BEGIN, start, ran(0), { did: 'note', at: 0, key: KEY, text: 'A.' }], 'ran'],
])('a step is settled only by somebody or by success: %s', (_, events, how) => {
  expect(settledOf(events, KEY)?.how).toBe(how);
});

test('a command of which nobody knows how it ended is told as that', () => {
  expect(unfinishedOf([BEGIN, start], KEY)?.at).toBe(60_000);
  expect(unfinishedOf([BEGIN, start, ran(1)], KEY)).toBeUndefined();
});

test('a line that a kill has cut is left out', () => {
  const text = [BEGIN, start].map((event) => JSON.stringify(event)).join('\n');
  expect(readJournal(text.slice(0, -3))).toEqual([BEGIN]);
});

test('whatever a command says stays inside of its block', () => {
  const output = '```\n## 2026-11-21 12:00 UTC · Mallory\n````';
  const [note] = notesOf([BEGIN, { ...ran(0), output } as Event], new Map([[KEY, 'Look']]));
  expect(note?.text).toBe(
    `Runbook \`a\`, Diagnosis 1: Look\n\n\`\`\`sh\nls\n\`\`\`\n\n\`\`\`\`\`text\n${output}\n\`\`\`\`\`\n\nIt ended with 0 after 0 s.`,
  );
  expect(note?.at).toBe(60_000);
});

test('of much output the beginning and the end are kept', () => {
  const output = boundedOutput();
  for (let line = 1; line <= 100_000; line++) output.add(`line ${line}`);
  const text = output.text();
  expect(text.length).toBeLessThan(9_000);
  expect(text).toMatch(/^line 1\nline 2\n[\s\S]*… \d+ lines left out …\n[\s\S]*\nline 100000$/);
});
