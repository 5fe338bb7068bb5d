import type { Episode } from './episode.ts';
import type { Policy } from './policy.ts';

/**
 * Puts together what has one cause: troubles of one component that go on, or come back within the time to reopen, and
 * troubles that begin at about the same time in components that need each other. The result does not depend on the order.
 */
export function clustersOf(episodes: readonly Episode[], policy: Policy): Episode[][] {
  const sorted = [...episodes].sort(byTime);
  const groups = groupsOf(sorted.length);
  const byThing = Map.groupBy(sorted.keys(), (index) => sorted[index]?.thing ?? '');
  for (const indices of byThing.values()) joinSame(sorted, indices, reopenWindow(policy), groups.join);
  const components = [...byThing.keys()].filter((thing) => policy.needs.has(thing));
  for (const a of components) {
    for (const b of components) {
      if (!policy.needs.get(a)?.has(b) || a === b) continue;
      joinNear(sorted, byThing.get(a) ?? [], byThing.get(b) ?? [], policy.settings.correlate, groups.join);
    }
  }
  for (const indices of Map.groupBy(sorted.keys(), (index) => sorted[index]?.crowd).values()) {
    joinCrowd(sorted, indices, policy.settings.correlate, groups.join);
  }
  const clusters = Map.groupBy(sorted.keys(), groups.find);
  return [...clusters.values()].map((indices) => indices.flatMap((index) => sorted[index] ?? []));
}

/** For how long after its end a trouble of the same thing still belongs to it; never shorter than the calm that is waited for. */
export function reopenWindow({ settings }: Policy): number {
  return Math.max(settings.reopen, settings.flapping.calm);
}

/** Whether two troubles belong to one incident by themselves, without others between them. */
export function belongTogether(a: Episode, b: Episode, policy: Policy): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  if (a.thing === b.thing) return second.from <= first.to + reopenWindow(policy);
  const isCrowd = a.crowd !== undefined && a.crowd === b.crowd;
  return (isCrowd || related(a.thing, b.thing, policy)) && second.from - first.from <= policy.settings.correlate;
}

/** Earliest told first; the same order on every machine. */
export function byTime(a: Episode, b: Episode): number {
  return a.from - b.from || (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0);
}

/** Whether troubles in two components can have one cause. */
export function related(a: string, b: string, { needs }: Policy): boolean {
  return a === b || (needs.get(a)?.has(b) ?? false) || (needs.get(b)?.has(a) ?? false);
}

type Join = (a: number, b: number) => void;

function joinSame(sorted: readonly Episode[], indices: readonly number[], window: number, join: Join): void {
  let last: { index: number; to: number } | undefined;
  for (const index of indices) {
    const one = sorted[index];
    if (!one) continue;
    if (last && one.from <= last.to + window) join(last.index, index);
    if (!last || one.to > last.to) last = { index, to: one.to };
  }
}

/** Joins what nobody knows more of than the tool it comes from, where it begins one soon after the other. */
function joinCrowd(sorted: readonly Episode[], indices: readonly number[], window: number, join: Join): void {
  for (const [position, index] of indices.entries()) {
    const [one, next] = [sorted[index], indices[position + 1]];
    const other = next === undefined ? undefined : sorted[next];
    if (next === undefined || !one || !other || one.crowd === undefined) continue;
    if (other.from - one.from <= window) join(index, next);
  }
}

/** Joins each of one list with all of the other that begin within the window, in one pass. */
function joinNear(
  sorted: readonly Episode[],
  ones: readonly number[],
  others: readonly number[],
  window: number,
  join: Join,
): void {
  const begin = (index: number | undefined): number => (index === undefined ? Infinity : (sorted[index]?.from ?? 0));
  const links = new Array<number>(ones.length + 1).fill(0);
  let [low, high] = [0, 0];
  for (const other of others) {
    while (begin(ones[low]) < begin(other) - window) low++;
    while (begin(ones[high]) <= begin(other) + window) high++;
    const first = ones[low];
    if (first === undefined || low >= high) continue;
    join(first, other);
    links[low] = (links[low] ?? 0) + 1;
    links[high - 1] = (links[high - 1] ?? 0) - 1;
  }
  let open = 0;
  for (const [position, index] of ones.entries()) {
    const next = ones[position + 1];
    open += links[position] ?? 0;
    if (open > 0 && next !== undefined) join(index, next);
  }
}

function groupsOf(count: number): { join: Join; find: (index: number) => number } {
  const parent = Array.from({ length: count }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = index; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const join: Join = (a, b) => {
    const [x, y] = [find(a), find(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  return { join, find };
}
