import { CONFIDENCE, FEW } from '../../schema/measures.ts';

/** A length of time that is over, or one that still goes on and is known to be longer than this. */
export interface Observation {
  ms: number;
  ended: boolean;
}

/** What can be said of many lengths of time. Figures are absent where there are too few, or too many still go on. */
export interface Summary {
  /** Those that are over. */
  n: number;
  /** Those that still go on. */
  open: number;
  /** Fewer than five are over: no figure is drawn from them. */
  few: boolean;
  shortest?: number;
  longest?: number;
  median?: number;
  /** Where the median lies with at least 90 % confidence, whatever the shape of the distribution. No upper end: undefined. */
  interval?: [low: number, high: number | undefined];
  /** A quarter is shorter, a quarter longer. */
  middleHalf?: [low: number, high: number];
  p90?: number;
  /** Of those that are over. */
  mean?: number;
}

// Shares are products of fractions, which floating point keeps only nearly.
const NEARLY = 1e-9;

export function summarise(observations: readonly Observation[]): Summary {
  const ended = observations.filter((one) => one.ended).map((one) => one.ms);
  const few = ended.length < FEW;
  const summary: Summary = { n: ended.length, open: observations.length - ended.length, few };
  if (ended.length > 0) Object.assign(summary, { shortest: least(ended), longest: greatest(ended) });
  if (few) return summary;
  const survival = survivalOf(observations);
  const low = quantile(survival, 0.25);
  const high = quantile(survival, 0.75);
  return {
    ...summary,
    ...known('median', medianOf(survival)),
    ...known('interval', medianInterval(observations)),
    ...known('middleHalf', low === undefined || high === undefined ? undefined : ([low, high] as [number, number])),
    ...known('p90', quantile(survival, 0.9)),
    mean: ended.reduce((sum, ms) => sum + ms, 0) / ended.length,
  };
}

/** The share of lengths longer than each that was seen (Kaplan and Meier): what still goes on counts as long as it is known to last. */
function survivalOf(observations: readonly Observation[]): { ms: number; share: number }[] {
  const sorted = [...observations].sort((a, b) => a.ms - b.ms || Number(b.ended) - Number(a.ended));
  const steps: { ms: number; share: number }[] = [];
  let share = 1;
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    const { ms } = sorted[first] as Observation;
    let over = 0;
    for (; sorted[next]?.ms === ms; next++) over += sorted[next]?.ended ? 1 : 0;
    if (over === 0) continue;
    share *= 1 - over / (sorted.length - first);
    steps.push({ ms, share });
  }
  return steps;
}

/** The exact interval from two of the values themselves: a binomial count of how many lie below the median. */
export function medianInterval(observations: readonly Observation[]): [number, number | undefined] | undefined {
  const size = observations.length;
  const outside = outsideCount(size);
  if (outside === undefined) return undefined;
  const lows = observations.map((one) => one.ms).sort((a, b) => a - b);
  const highs = observations.map((one) => (one.ended ? one.ms : Number.POSITIVE_INFINITY)).sort((a, b) => a - b);
  const high = highs[size - 1 - outside] as number;
  return [lows[outside] as number, Number.isFinite(high) ? high : undefined];
}

/** The exact interval for the mean count of events that come by chance, from the number that came. */
export function poissonInterval(count: number): [low: number, high: number] {
  const interval = poissonIntervals.get(count) ?? makePoissonInterval(count);
  poissonIntervals.set(count, interval);
  return interval;
}

const poissonIntervals = new Map<number, [number, number]>();

function makePoissonInterval(count: number): [number, number] {
  const tail = (1 - CONFIDENCE) / 2;
  const low = count === 0 ? 0 : bisect((mean) => 1 - poissonUpTo(count - 1, mean) < tail, 0, count);
  const high = bisect((mean) => poissonUpTo(count, mean) > tail, count, 2 * count + 20);
  return [low, high];
}

/** The chance of at least `count` successes in `trials`, each of which succeeds with `chance`. */
export function binomialAtLeast(count: number, trials: number, chance: number): number {
  let sum = 0;
  for (let hits = count; hits <= trials; hits++) sum += Math.exp(logBinomial(hits, trials, chance));
  return Math.min(1, sum);
}

function medianOf(survival: readonly { ms: number; share: number }[]): number | undefined {
  const at = survival.findIndex((step) => step.share <= 0.5 + NEARLY);
  const here = survival[at];
  if (!here) return undefined;
  if (Math.abs(here.share - 0.5) >= NEARLY) return here.ms;
  // The one above the middle may still go on, with nothing after it that is over.
  const next = survival[at + 1];
  return next && (here.ms + next.ms) / 2;
}

/** The shortest of the values than which at least `share` of all are not longer. */
function quantile(survival: readonly { ms: number; share: number }[], share: number): number | undefined {
  return survival.find((step) => step.share <= 1 - share + NEARLY)?.ms;
}

const known = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };

const outsideCounts = new Map<number, number | undefined>();

/** How many values may be left out at either end so that the rest holds the median surely enough. */
function outsideCount(size: number): number | undefined {
  if (!outsideCounts.has(size)) {
    let outside: number | undefined;
    let tail = 0;
    for (let count = 0; count < size / 2; count++) {
      tail += Math.exp(logBinomial(count, size, 0.5));
      if (1 - 2 * tail < CONFIDENCE) break;
      outside = count;
    }
    outsideCounts.set(size, outside);
  }
  return outsideCounts.get(size);
}

function poissonUpTo(count: number, mean: number): number {
  let log = -mean;
  let sum = Math.exp(log);
  for (let index = 1; index <= count; index++) {
    log += Math.log(mean / index);
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** Where `below` turns from true to false between two bounds. */
function bisect(below: (value: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logBinomial(hits: number, trials: number, chance: number): number {
  return logChoose(trials, hits) + hits * Math.log(chance) + (trials - hits) * Math.log(1 - chance);
}

const logFactorials = [0];

function logChoose(size: number, count: number): number {
  return logFactorial(size) - logFactorial(count) - logFactorial(size - count);
}

function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next++) {
    logFactorials.push((logFactorials[next - 1] as number) + Math.log(next));
  }
  return logFactorials[number] as number;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
