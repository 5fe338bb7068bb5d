import type { Durations } from '../../domain/metrics/durations.ts';
import { duration, listing, plural } from '../format.ts';

/** The median in a few words, or why there is none. */
export function medianWords(durations: Durations): string {
  const { n, few, median, open } = durations;
  if (median !== undefined) return duration(median);
  if (n + open === 0) return 'nothing to measure';
  return few ? 'too few to say' : 'not known yet';
}

/** The same as a sentence about recovery. */
export function medianSentence(durations: Durations): string {
  const { n, few, median, open } = durations;
  if (median !== undefined) {
    return open === 0
      ? `Half of the ${n} incidents with both moments known were over within ${duration(median)} of being noticed.`
      : `Half were over within ${duration(median)} of being noticed: ${n} are over, and ${open === 1 ? 'the one still going on counts as lasting longer than it has until now' : `the ${open} still going on count as lasting longer than they have until now`}.`;
  }
  if (few) return `${plural(n, 'incident')} with both moments known: too few for a median.`;
  return `${n} are over, but too many of all ${n + open} still go on: there is no median yet.`;
}

/** What the longest of them took; a tenth of fewer than ten is none. */
export function longestWords({ n, open, p90, longest }: Durations): string | undefined {
  if (longest === undefined) return undefined;
  if (n >= 10 && p90 !== undefined) return `nine of ten took up to ${duration(p90)}`;
  return `the longest${open > 0 ? ' that is over' : ''} took ${duration(longest)}`;
}

/** What stands beside a mean: it knows only those that are over. */
export function fromWords({ n, open, leftOut }: Durations): string {
  const besides = [open > 0 && `${open} going on`, leftOut > 0 && `${leftOut} left out`].filter(
    (part) => part !== false,
  );
  return `from ${n}${besides.length > 0 ? `; ${listing(besides)}` : ''}`;
}
