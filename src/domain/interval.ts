/** From `from` up to, but not including, `to`: two neighbours share no moment. `to` is Infinity while it goes on. */
export interface Interval {
  from: number;
  to: number;
}

/** The part of `interval` inside `window`, if there is one. */
export function clip<Kind extends Interval>(interval: Kind, window: Interval): Kind | undefined {
  const from = Math.max(interval.from, window.from);
  const to = Math.min(interval.to, window.to);
  return from < to ? { ...interval, from, to } : undefined;
}

/** Whether the moment lies inside. */
export function covers(interval: Interval, moment: number): boolean {
  return interval.from <= moment && moment < interval.to;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The same moments as intervals that neither overlap nor touch, in order. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (from < to) merged.push({ from, to });
  }
  return merged;
}

/** The length of all intervals together, moments in several of them counted once. */
export function total(intervals: readonly Interval[]): number {
  return merge(intervals).reduce((sum, interval) => sum + interval.to - interval.from, 0);
}
