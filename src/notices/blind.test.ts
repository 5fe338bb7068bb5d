import { expect, test } from 'vitest';
import { agedFrom, SIGHTED, withBlind } from './blind.ts';
import { EMPTY, type Ledger } from './ledger.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-24T10:00:00Z');

function ledgerWith(...spans: [channel: string | undefined, from: number, to?: number][]): Ledger {
  const blind = spans.map(([channel, from, to]) => ({
    blind: NOW - from,
    ...(to !== undefined && { end: NOW - to }),
    ...(channel !== undefined && { channel }),
  }));
  return { ...EMPTY, blind };
}

test('while settings cannot be read nothing grows old', () => {
  const age = (ledger: Ledger): number => (NOW - agedFrom(DAY, 'world', ledger, NOW)) / HOUR;
  expect(age(EMPTY)).toBe(24);
  expect(age(ledgerWith(['world', 30 * HOUR]))).toBe(54);
  expect(age(ledgerWith(['world', 40 * HOUR, 10 * HOUR]))).toBe(54);
  expect(age(ledgerWith([undefined, 40 * HOUR, 10 * HOUR], ['world', 20 * HOUR, 5 * HOUR]))).toBe(59);
  expect(age(ledgerWith(['team', 30 * HOUR]))).toBe(24);
  expect(age(ledgerWith(['world', 60 * HOUR, 30 * HOUR]))).toBe(24);
  expect(age(ledgerWith(['world', 90 * DAY]))).toBe(13 * 24);
});

test('when it began and ended is written down once', () => {
  const blind = { ...SIGHTED, channels: ['team'] };
  const begun = withBlind(EMPTY, blind, NOW);
  expect(begun.blind).toEqual([{ blind: NOW, channel: 'team' }]);
  expect(withBlind(begun, blind, NOW + HOUR)).toEqual(begun);
  const both = withBlind(begun, { ...blind, all: true }, NOW + HOUR);
  expect(both.blind).toEqual([{ blind: NOW, channel: 'team' }, { blind: NOW + HOUR }]);
  const over = withBlind(both, SIGHTED, NOW + DAY);
  expect(over.blind.map(({ end }) => end)).toEqual([NOW + DAY, NOW + DAY]);
  expect(withBlind(over, SIGHTED, NOW + 20 * DAY).blind).toEqual([]);
});
