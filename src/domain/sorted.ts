import type { Interval } from './interval.ts';

/** The position of the first item of a sorted list for which `reached` holds, by halving; the list's length where none does. */
function firstAt<Item>(items: readonly Item[], reached: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Those of a list, sorted by a moment, whose moment lies in a stretch. */
export function sortedWithin<Item>(
  items: readonly Item[],
  stretch: Interval,
  momentOf: (item: Item) => number,
): Item[] {
  const first = firstAt(items, (item) => momentOf(item) >= stretch.from);
  return items.slice(
    first,
    firstAt(items, (item) => momentOf(item) >= stretch.to),
  );
}

/** Those of a list of stretches, in order and apart, that overlap a stretch. */
export function sortedOverlapping<Item extends Interval>(items: readonly Item[], stretch: Interval): Item[] {
  const first = firstAt(items, (item) => item.to > stretch.from);
  return items.slice(
    first,
    firstAt(items, (item) => item.from >= stretch.to),
  );
}
