import { expect, test } from 'vitest';
import { createBucket, createBuckets } from './rate.ts';

test('lets a burst through, then so many a second, and says how long to wait', () => {
  const take = createBucket({ perSecond: 2, burst: 3 });
  expect([0, 0, 0, 0].map((now) => take(now))).toEqual([0, 0, 0, 1]);
  expect(take(499)).toBe(1);
  expect(take(500)).toBe(0);
  expect(take(3_600_000)).toBe(0);
});

test('a clock that goes back lets nothing through and takes nothing away', () => {
  const take = createBucket({ perSecond: 1, burst: 1 });
  expect(take(10_000)).toBe(0);
  expect(take(0)).toBe(1);
  expect(take(11_000)).toBe(0);
});

test('one name does not use up what another has', () => {
  const take = createBuckets({ perSecond: 1, burst: 1 });
  expect([take('a', 0), take('a', 0), take('b', 0)]).toEqual([0, 1, 0]);
});
