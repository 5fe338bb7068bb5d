import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTE_KINDS } from '../schema/note.ts';
import { readNoteHeading } from './note-heading.ts';
import { printNote } from './print-update.ts';
import { readNotes } from './updates.ts';

const AT = Date.parse('2026-11-21T14:45:00Z');

test.each([
  ['## 2026-11-21 14:45 UTC · Ana Lind', { at: AT, who: 'Ana Lind' }],
  ['## 2026-11-21 15:45 +01:00 | Ana Lind | Decision', { at: AT, who: 'Ana Lind', as: 'decision' }],
  ['## 2026-11-21T14:45Z — Anne-Sofie Ó Briain — runbook', { at: AT, who: 'Anne-Sofie Ó Briain', as: 'runbook' }],
])('%s', (line, heading) => {
  expect(readNoteHeading(line)).toEqual({ kind: 'update', heading });
});

test.each([
  ['## 2026-11-21 14:45 · Ana Lind', 'the time has no zone', '## 2026-11-21 14:45 UTC · Ana Lind'],
  ['## 2026-11-21 14:45 UTC', 'it is not said who wrote it', '## 2026-11-21 14:45 UTC · Your Name'],
  ['# 2026-11-21 14:45 UTC · Ana Lind', 'it needs exactly two # and a space', '## 2026-11-21 14:45 UTC · Ana Lind'],
  ['##2026-11-21 14:45 UTC · Ana Lind', 'a space is missing after ##', '## 2026-11-21 14:45 UTC · Ana Lind'],
  [
    '## 2026-11-21 14:45 UTC · Ana Lind · decison',
    '"decison" is none of decision, action, observation, runbook',
    '## 2026-11-21 14:45 UTC · Ana Lind · decision',
  ],
])('%s is nearly one, and comes back with the line to write', (line, reason, corrected) => {
  expect(readNoteHeading(line)).toEqual({ kind: 'nearly', reason, corrected });
  expect(readNoteHeading(corrected).kind).toBe('update');
});

test.each(['### What we saw', '## Ideas', 'at 14:45 UTC it was slow', '2026-11-21 14:45 UTC · Ana Lind'])(
  '%s is none',
  (line) => {
    expect(readNoteHeading(line).kind).toBe('other');
  },
);

test('whatever is printed is read again as what it was', () => {
  const note = fc.record(
    {
      at: fc.integer({ min: 0, max: 4_000_000 }).map((minute) => AT - minute * 60_000),
      who: fc.stringMatching(/^[A-Za-zÀ-ž'.][A-Za-zÀ-ž'. ]{0,30}[A-Za-z]$/),
      as: fc.constantFrom(...NOTE_KINDS),
      text: fc.stringMatching(/^[a-z][a-z .,*_]{0,80}[a-z.]$/),
    },
    { requiredKeys: ['at', 'who', 'text'] },
  );
  fc.assert(
    fc.property(fc.array(note, { maxLength: 5 }), (notes) => {
      const text = notes.map(printNote).join('\n');
      const { updates, problems, intro } = readNotes(text, 1, { path: 'logs/a.md', text });
      const read = updates.map(({ at, who, as, text: words }) => ({ at, who, ...(as && { as }), text: words }));
      expect([read, problems, intro]).toEqual([notes, [], '']);
    }),
  );
});
