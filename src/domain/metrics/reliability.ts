import { FEW } from '../../schema/measures.ts';
import { clip, type Interval } from '../interval.ts';
import { sortedOverlapping, sortedWithin } from '../sorted.ts';
import { partOf } from '../uptime.ts';
import { type Book, type Failure, failingRows, observedIn } from './book.ts';
import { poissonInterval } from './statistics.ts';

/** How often something failed, in milliseconds of operation. */
export interface Reliability {
  failures: number;
  /** The time looked at, less maintenance and the time it had failed. */
  operating: number;
  /** Operating time ÷ failures (MTBF); absent where there are too few failures. */
  between?: number;
  /** Where it lies with at least 90 % confidence, if failures come by chance. */
  interval?: [low: number, high: number];
}

export function componentReliability(book: Book, component: string, stretch: Interval): Reliability {
  const ledger = book.ledgers.get(component);
  if (!ledger) return reliability(0, 0);
  const { observed, excluded, rows } = partOf(ledger, stretch);
  const failed = lengthOf(failingRows({ ...ledger, rows }, book.snapshot.site.uptime.failure));
  return reliability(count(book.failures.get(component) ?? [], stretch), observed - excluded - failed);
}

/** The site fails where any of its components does; maintenance of a part is operation of the whole. */
export function siteReliability(book: Book, stretch: Interval): Reliability {
  const seen = observedIn(book, stretch);
  const failed = lengthOf(sortedOverlapping(book.failing, seen).flatMap((one) => clip(one, seen) ?? []));
  return reliability(count(book.siteFailures, seen), seen.to - seen.from - failed);
}

function reliability(failures: number, operating: number): Reliability {
  if (failures < FEW || operating <= 0) return { failures, operating };
  const [fewest, most] = poissonInterval(failures);
  return { failures, operating, between: operating / failures, interval: [operating / most, operating / fewest] };
}

function count(failures: readonly Failure[], stretch: Interval): number {
  return sortedWithin(failures, stretch, (failure) => failure.at).length;
}

function lengthOf(stretches: readonly Interval[]): number {
  return stretches.reduce((sum, one) => sum + one.to - one.from, 0);
}
