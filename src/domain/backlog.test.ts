import { expect, test } from 'vitest';
import { snapshotWith } from '../../tests/fixtures/content.ts';
import { burnDown, standingActions } from './backlog.ts';

const PATH = 'postmortems/2026-11-18-slow-payments.md';
const TASKS = [
  '- [ ] Late · due: 2026-11-19',
  '- [ ] Soon · due: 2026-12-01',
  '- [x] Done · due: 2026-11-10 · done: 2026-11-20',
  '- [x] Some day',
];

function snapshot(published = '') {
  const text = `---\ntitle: Slow\nsummary: Slow.\nstatus: published\n${published}---\n\n${TASKS.join('\n')}\n`;
  return snapshotWith({ [PATH]: text }, { audience: 'internal' });
}

test('an item is open, overdue or done as of today', () => {
  expect(standingActions(snapshot()).map(({ verdict }) => verdict)).toEqual(['overdue', 'open', 'done late', 'done']);
});

test('a week counts what was there at its end and not done by then; what is done nobody knows when is not counted', () => {
  expect(burnDown(snapshot('published: 2026-11-08\n'), 2)).toEqual([
    { day: '2026-11-07', overdue: 0, notDue: 0 },
    { day: '2026-11-14', overdue: 1, notDue: 2 },
    { day: '2026-11-21', overdue: 1, notDue: 1 },
  ]);
});

test('without a day of publication, items are there since the incident was over', () => {
  expect(burnDown(snapshot(), 1)[0]).toEqual({ day: '2026-11-14', overdue: 0, notDue: 0 });
});

test('items tell the team their line, and the public neither that nor the owner', () => {
  const [item] = snapshot().postmortems[0]?.actions ?? [];
  expect(item?.line).toBe(7);
  expect(
    snapshotWith({ [PATH]: `---\ntitle: Slow\nsummary: S.\nstatus: published\n---\n\n${TASKS[0]} · owner: Ana\n` })
      .postmortems[0]?.actions,
  ).toEqual([{ text: 'Late', done: false, due: '2026-11-19' }]);
});
