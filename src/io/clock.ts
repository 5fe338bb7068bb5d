/** The only place that asks what time it is. */
export function now(fixed?: number): number {
  return fixed ?? Date.now();
}
