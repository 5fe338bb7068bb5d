/** Updates with ids made of their times; the second of the same minute gets a number. */
export function withIds<Dated extends { at: number; id: string }>(updates: readonly Dated[], letter = 'u'): Dated[] {
  const seen = new Map<string, number>();
  return updates.map((update) => {
    const stamp = new Date(update.at).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').toLowerCase();
    const count = (seen.get(stamp) ?? 0) + 1;
    seen.set(stamp, count);
    return { ...update, id: count === 1 ? `${letter}${stamp}z` : `${letter}${stamp}z-${count}` };
  });
}
