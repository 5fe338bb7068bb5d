import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ago, date, duration, listing, moment, monthName, plural, shortDate } from './format.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;

describe('a length of time has at most two units', () => {
  for (const [ms, text] of [
    [0, '0 s'],
    [40 * SECOND, '40 s'],
    [59_499, '59 s'],
    [59_500, '1 min'],
    [90 * SECOND, '2 min'],
    [59 * MINUTE, '59 min'],
    [59 * MINUTE + 31 * SECOND, '1 h'],
    [HOUR, '1 h'],
    [2 * HOUR + 20 * MINUTE, '2 h 20 min'],
    [23 * HOUR + 59 * MINUTE + 40 * SECOND, '1 day'],
    [DAY, '1 day'],
    [DAY + HOUR, '1 day 1 h'],
    [3 * DAY + 4 * HOUR + 50 * MINUTE, '3 days 4 h'],
    [3 * DAY + 20 * MINUTE, '3 days'],
    [90 * DAY, '90 days'],
  ] as const) {
    test(`${ms} ms are ${text}`, () => {
      expect(duration(ms)).toBe(text);
    });
  }

  test('and never says 60 min or 24 h', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
        expect(duration(ms)).toMatch(
          /^(?:[1-5]?\d s|[1-5]?\d min|(?:1?\d|2[0-3]) h(?: [1-5]?\d min)?|\d+ days?(?: (?:1?\d|2[0-3]) h)?)$/,
        );
      }),
    );
  });
});

test('how long ago has one unit, rounded down', () => {
  const said = [0, 59 * SECOND, MINUTE, 59 * MINUTE, HOUR, 47 * HOUR, 2 * DAY, 90 * DAY, -MINUTE].map(ago);
  expect(said).toEqual([
    'just now',
    'just now',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '47 h ago',
    '2 days ago',
    '90 days ago',
    'just now',
  ]);
});

test('a list reads like a sentence', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listing)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('one is singular', () => {
  expect([0, 1, 2].map((number) => plural(number, 'incident'))).toEqual(['0 incidents', '1 incident', '2 incidents']);
});

test('a moment names its zone', () => {
  expect(moment(Date.parse('2026-11-01T04:05:06Z'))).toEqual({
    iso: '2026-11-01T04:05:06Z',
    text: '1 Nov 2026, 04:05 UTC',
    clock: '04:05 UTC',
  });
});

test('days and months are written out', () => {
  expect([date('2026-01-09'), shortDate('2026-12-31'), monthName('2026-02')]).toEqual([
    '9 Jan 2026',
    '31 Dec',
    'February 2026',
  ]);
});
