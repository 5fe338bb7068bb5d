/** The least of the times, as many as they are; undefined where there is none. */
export function earliestOf(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined;
}

export function latestOf(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : undefined;
}
