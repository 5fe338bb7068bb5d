import { expect, test } from 'vitest';
import { EMPTY, type Ledger } from './ledger.ts';
import type { Notice } from './notice.ts';
import { isLastTry, LONGEST_AGAIN_MS, waitOf, withFailure, withoutTrial } from './trial.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-11-24T10:00:00Z');
const [one, other, elsewhere] = [
  ['world', 'incidents/a'],
  ['world', 'incidents/b'],
  ['team', 'incidents/a'],
].map(([channel, thread]) => ({ channel, thread }) as Notice) as [Notice, Notice, Notice];
const REFUSED = { refused: 'channel', unsure: false, again: undefined } as const;

function until(notice: Notice, ledger: Ledger, at: number): number | undefined {
  return waitOf(notice, ledger, at)?.again;
}

/** After how many minutes each further try comes. */
function pauses(failure: Parameters<typeof withFailure>[2], count: number): number[] {
  let ledger: Ledger = EMPTY;
  let at = AT;
  return Array.from({ length: count }, () => {
    ledger = withFailure(ledger, one, failure, at);
    const again = until(one, ledger, at) ?? 0;
    const pause = (again - at) / MINUTE;
    at = again;
    return pause;
  });
}

test('what is not taken is tried again after longer and longer pauses', () => {
  expect(pauses(REFUSED, 6)).toEqual([1, 2, 4, 8, 15, 15]);
});

test('what was perhaps taken is sent three times at most', () => {
  expect(pauses({ ...REFUSED, unsure: true }, 2)).toEqual([5, 25]);
  const twice = [1, 2].reduce((ledger: Ledger) => withFailure(ledger, one, { ...REFUSED, unsure: true }, AT), EMPTY);
  expect([isLastTry(one, EMPTY), isLastTry(one, twice), isLastTry(other, twice)]).toEqual([false, true, false]);
  const refused = [1, 2].reduce((ledger: Ledger) => withFailure(ledger, one, REFUSED, AT), EMPTY);
  expect(isLastTry(one, refused)).toBe(false);
});

test('a channel in trouble waits as a whole, a message that is refused alone', () => {
  const channel = withFailure(EMPTY, one, REFUSED, AT);
  expect([one, other, elsewhere].map((each) => until(each, channel, AT) !== undefined)).toEqual([true, true, false]);
  const message = withFailure(EMPTY, one, { ...REFUSED, refused: 'message' }, AT);
  expect([one, other, elsewhere].map((each) => until(each, message, AT) !== undefined)).toEqual([true, false, false]);
  const answers = withoutTrial(channel, other);
  expect([until(one, answers, AT), until(other, answers, AT)]).toEqual([AT + MINUTE, undefined]);
  expect(withoutTrial(answers, one).trials).toEqual([]);
});

test('a receiver may ask for patience, but not for ever, and no wrong clock can', () => {
  const asked = (again: number): number | undefined =>
    until(one, withFailure(EMPTY, one, { ...REFUSED, again }, AT), AT);
  expect([asked(AT + 30 * MINUTE), asked(AT), asked(AT * 2)]).toEqual([
    AT + 30 * MINUTE,
    AT + MINUTE,
    AT + LONGEST_AGAIN_MS,
  ]);
  const ahead = withFailure(EMPTY, one, REFUSED, AT * 2);
  expect(until(one, ahead, AT)).toBeUndefined();
});
