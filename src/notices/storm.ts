import type { Draft } from './listener.ts';
import type { Channel } from './notice.ts';

/** What goes to a channel now, and when the rest may. */
export interface Flow {
  single: Draft[];
  /** What goes as one message. */
  digest: Draft[];
  next: number | undefined;
}

/**
 * Holds back what would be too much for a channel. That an incident of the worst severity has begun always goes, by itself; of all
 * else, the last message that there is room for is a digest of what is left.
 */
export function calmed(drafts: readonly Draft[], { most }: Channel, moments: readonly number[], now: number): Flow {
  // What lies far ahead was told by a wrong clock.
  const recent = moments.filter((at) => Math.abs(now - at) < most.within).sort((a, b) => b - a);
  const [ready, held] = [drafts.filter(({ held = 0 }) => held <= now), drafts.flatMap(({ held = 0 }) => held)];
  const inOrder = [...ready].sort((a, b) => rank(a) - rank(b) || a.at - b.at || (a.about < b.about ? -1 : 1));
  const worst = inOrder.filter((draft) => rank(draft) === 0);
  const others = inOrder.slice(worst.length);
  const room = Math.max(0, most.count - recent.length - worst.length);
  const fits = others.length <= room;
  const single = others.slice(0, fits ? others.length : Math.max(0, room - 1));
  const rest = others.slice(single.length);
  const digest = room > 0 ? rest : [];
  const leaving = recent[most.count - worst.length - 1] ?? now;
  const again = rest.length > 0 && room === 0 ? leaving + most.within : undefined;
  return { single: [...worst, ...single], digest, next: soonest([...held.filter((at) => at > now), again]) };
}

/** The first of some moments. */
export function soonest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function rank({ alone }: Draft): number {
  return alone ? 0 : 1;
}
