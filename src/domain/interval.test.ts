import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, covers, merge, overlaps, total } from './interval.ts';

const HOUR_9_TO_10 = { from: 9, to: 10 };

test('an interval holds its first moment and not its last', () => {
  expect([8, 9, 9.5, 10].map((moment) => covers(HOUR_9_TO_10, moment))).toEqual([false, true, true, false]);
});

test('neighbours share no moment', () => {
  expect(overlaps(HOUR_9_TO_10, { from: 10, to: 11 })).toBe(false);
  expect(overlaps(HOUR_9_TO_10, { from: 9.9, to: 11 })).toBe(true);
  expect(overlaps(HOUR_9_TO_10, { from: 0, to: Number.POSITIVE_INFINITY })).toBe(true);
});

test('the part inside a window keeps what else it says', () => {
  const open = { from: 5, to: Number.POSITIVE_INFINITY, id: 'a' };
  expect(clip(open, HOUR_9_TO_10)).toEqual({ from: 9, to: 10, id: 'a' });
  expect(clip({ from: 0, to: 9 }, HOUR_9_TO_10)).toBeUndefined();
  expect(clip({ from: 10, to: 12 }, HOUR_9_TO_10)).toBeUndefined();
});

test('intervals that overlap or touch become one', () => {
  const some = [
    { from: 5, to: 7 },
    { from: 1, to: 3 },
    { from: 2, to: 4 },
    { from: 4, to: 5 },
    { from: 9, to: 9 },
  ];
  expect(merge(some)).toEqual([{ from: 1, to: 7 }]);
  expect(total(some)).toBe(6);
  expect(total([])).toBe(0);
});

test('the length of all together counts each moment once', () => {
  const some = fc.array(fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]) => ({ from, to: from + length })));
  fc.assert(
    fc.property(some, (intervals) => {
      const moments = Array.from({ length: 80 }, (_, moment) => moment);
      expect(total(intervals)).toBe(moments.filter((moment) => intervals.some((one) => covers(one, moment))).length);
      const merged = merge(intervals);
      expect(merged.every((one, index) => one.from < one.to && one.from > (merged[index - 1]?.to ?? -1))).toBe(true);
    }),
  );
});
