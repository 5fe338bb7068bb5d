import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';
import { Refused } from '../acts/refusal.ts';
import { editItem } from './edit.ts';
import { placedItems } from './placed.ts';

const PATH = 'postmortems/2026-11-18-slow-payments.md';
const LINES = [
  '- [ ] Do it · owner: Ana',
  '- [x] Done · done: 2026-11-01',
  '1. [ ] Count it | due: 2026-12-01',
  '- [ ] Long\n  way',
  '',
  '## Action items',
  'Text: `- [ ] code`.',
  '```\n- [ ] code\n```',
  '> - [ ] Quoted',
];

test('one change of one item changes one line of its file, whatever stands around it', () => {
  const file = fc.record({
    fields: fc.constantFrom('', 'tags:\n  - a\n', 'owner: Ana\n'),
    gap: fc.constantFrom('', '\n', '\n\n', '  \n\n'),
    blocks: fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 9 }),
    eol: fc.constantFrom('\n', '\r\n'),
  });
  const change = fc.constantFrom(
    { done: true, on: '2026-11-20' },
    { done: false },
    { issue: 'https://github.com/o/r/issues/5' },
  );
  let edited = 0;
  fc.assert(
    fc.property(file, change, fc.nat(), ({ fields, gap, blocks, eol }, asked, pick) => {
      const text = `---\ntitle: Slow\nsummary: Slow.\n${fields}---\n${gap}${blocks.join('\n')}\n`.replaceAll('\n', eol);
      const before = placedItems(contentWith({ [PATH]: text }));
      const chosen = before[pick % Math.max(1, before.length)];
      if (!chosen) return;
      let after: string;
      try {
        after = editItem(text, chosen, asked);
      } catch (error) {
        // An item that goes on below may not be changed alone.
        expect(error).toBeInstanceOf(Refused);
        return;
      }
      const [old, now] = [text.split('\n'), after.split('\n')];
      expect(now.length).toBe(old.length);
      expect(
        old.flatMap((line, at) => (line === now[at] ? [] : [at + 1])).filter((line) => line !== chosen.line),
      ).toEqual([]);
      const again = placedItems(contentWith({ [PATH]: after }));
      expect(again[before.indexOf(chosen)]).toMatchObject({
        key: chosen.key,
        ...('done' in asked ? { done: asked.done } : asked),
      });
      edited++;
    }),
    { numRuns: 80 },
  );
  expect(edited).toBeGreaterThan(30);
});
