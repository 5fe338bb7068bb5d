import type { Durations } from './durations.ts';
import { binomialAtLeast } from './statistics.ts';

/** Whether one thing differs from another by more than chance explains. */
export type Difference = 'more' | 'less' | 'no telling' | 'too few';

// Two-sided: a difference this large comes by chance less than once in ten.
export const CHANCE = 0.1;

/** Medians differ where the intervals around them do not meet. */
export function compareDurations(now: Durations, before: Durations): Difference {
  if (!now.interval || !before.interval) return 'too few';
  const [low, high = Number.POSITIVE_INFINITY] = now.interval;
  const [lowBefore, highBefore = Number.POSITIVE_INFINITY] = before.interval;
  if (low > highBefore) return 'more';
  return high < lowBefore ? 'less' : 'no telling';
}

/** Two counts of events over two lengths of time, by the exact test for their rates. */
export function compareRates(now: Rate, before: Rate): Difference {
  const all = now.count + before.count;
  const share = now.time / (now.time + before.time);
  if (all === 0 || !(share > 0 && share < 1)) return 'too few';
  if (2 * binomialAtLeast(now.count, all, share) < CHANCE) return 'more';
  return 2 * binomialAtLeast(before.count, all, 1 - share) < CHANCE ? 'less' : 'no telling';
}

export interface Rate {
  count: number;
  time: number;
}
