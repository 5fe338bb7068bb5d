import { expect, test } from 'vitest';
import { publicAction } from '../domain/action-item.ts';
import { readActionItems } from './action-items.ts';

test('an item is its words, whether it is done, and the parts it names, in any order and over several lines', () => {
  const text = `Ünïcödé 🎉 comes first.

- [x] Größere **Pools** 🎉 · due: 2026-01-09 · owner: Tomás Leal
  · done: 2026-01-08 · type: prevent
- [ ] Write down · what is · due: 2026-02-01
- no task
`;
  expect(readActionItems(text, true)).toEqual([
    {
      text: 'Größere **Pools** 🎉',
      done: true,
      due: '2026-01-09',
      doneOn: '2026-01-08',
      type: 'prevent',
      owner: 'Tomás Leal',
    },
    { text: 'Write down · what is', done: false, due: '2026-02-01' },
  ]);
});

test('a day that is none, or a day of being done that nobody ticked, is not taken for one', () => {
  expect(readActionItems('- [ ] One · due: soon · done: 2026-01-01\n- [x] Two · due: 2026-1-2\n', false)).toEqual([
    { text: 'One', done: false },
    { text: 'Two', done: true },
  ]);
});

test('text that cannot be read as MDX has no items; as Markdown it has', () => {
  const text = '<!-- a note -->\n\n- [ ] One\n';
  expect([readActionItems(text, true).length, readActionItems(text, false).length]).toEqual([0, 1]);
});

test('what the public reads of an item names no owner, cost, issue or note, however they were joined', () => {
  const [item] = readActionItems(
    '- [ ] Do it, owner: Mira Holm · due: 2026-01-01 · cost: 9 · issue: X-1 <!-- psst -->\n',
    false,
  );
  expect(item && publicAction(item)).toEqual({ text: 'Do it', done: false, due: '2026-01-01' });
});

test('a day that does not exist is none', () => {
  for (const day of ['2026-02-31', '2026-13-45']) {
    expect(readActionItems(`- [x] A · due: ${day} · done: ${day}`, false)).toEqual([{ text: 'A', done: true }]);
  }
});
