import type { Ledger, Trial } from './ledger.ts';
import type { Notice } from './notice.ts';

const MINUTE_MS = 60_000;
/** What was not taken is tried again after 1, 2, 4, 8 and then each time 15 minutes. */
const LONGEST_PAUSE_MS = 15 * MINUTE_MS;
/** What nobody knows of whether it was taken is tried again after 5 and 25 minutes, and then no more. */
const UNSURE_BASE = 5;
export const MOST_UNSURE = 3;
/** No receiver may ask for more patience; what is longer was written by a wrong clock. */
export const LONGEST_AGAIN_MS = 6 * 3_600_000;
const KEPT_MS = 86_400_000;

/** How a notice was not taken. */
export interface Failure {
  refused: 'message' | 'channel';
  /** Whether it may have been taken all the same. */
  unsure: boolean;
  /** When the receiver wants to be asked again. */
  again: number | undefined;
}

/** What a notice waits for that may not be tried now. */
export function waitOf({ channel, thread }: Notice, { trials }: Ledger, now: number): Trial | undefined {
  const [last] = trials
    .filter((one) => one.channel === channel && (one.whole || one.thread === thread))
    .filter(({ again }) => again > now && again <= now + LONGEST_AGAIN_MS)
    .sort((a, b) => b.again - a.again);
  return last;
}

/** The ledger with one failure more. */
export function withFailure(ledger: Ledger, { channel, thread }: Notice, failure: Failure, now: number): Ledger {
  const isSame = (one: Trial): boolean => one.channel === channel && one.thread === thread;
  const { failures = 0, unsure = 0 } = ledger.trials.find(isSame) ?? {};
  const pause = failure.unsure
    ? UNSURE_BASE ** (unsure + 1) * MINUTE_MS
    : Math.min(2 ** failures * MINUTE_MS, LONGEST_PAUSE_MS);
  const trial: Trial = {
    again: Math.min(Math.max(now + pause, failure.again ?? 0), now + LONGEST_AGAIN_MS),
    channel,
    thread,
    whole: failure.refused === 'channel',
    asked: failure.again !== undefined,
    failures: failures + 1,
    unsure: unsure + (failure.unsure ? 1 : 0),
  };
  const others = ledger.trials.filter((one) => !isSame(one) && Math.abs(one.again - now) < KEPT_MS);
  return { ...ledger, trials: [...others, trial] };
}

/** The ledger once a notice was taken, or is given up: what else its channel is to be told waits for itself alone. */
export function withoutTrial(ledger: Ledger, { channel, thread }: Pick<Notice, 'channel' | 'thread'>): Ledger {
  const left = ledger.trials
    .filter((one) => one.channel !== channel || one.thread !== thread)
    .map((one) => (one.channel === channel ? { ...one, whole: false } : one));
  return { ...ledger, trials: left };
}

/** Whether it has been tried as often as something may be that was perhaps taken. */
export function isLastTry({ channel, thread }: Notice, { trials }: Ledger): boolean {
  const unsure = trials.find((one) => one.channel === channel && one.thread === thread)?.unsure ?? 0;
  return unsure + 1 >= MOST_UNSURE;
}
