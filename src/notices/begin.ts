import type { Begin, Ledger } from './ledger.ts';
import type { Audiences } from './listener.ts';
import { plannedKeys } from './maintenance-notices.ts';

/** What was news before a channel was there is told it only where it is younger. */
const FIRST_LOOK_MS = 3_600_000;

/**
 * The ledger with a beginning for each channel that has none, and without those of channels that are gone. A beginning
 * that lies ahead was written by a wrong clock, and counts as none.
 */
export function withBegins(ledger: Ledger, channels: readonly string[], audiences: Audiences, now: number): Ledger {
  const { blind, internal } = audiences;
  const present = new Set([...Object.keys(internal.site.channels ?? {}), ...blind.channels]);
  const isGone = (channel: string): boolean => !blind.all && !present.has(channel);
  const kept = ledger.begins.filter((one) => one.since <= now && !isGone(one.channel));
  const begun = new Set(kept.map(({ channel }) => channel));
  const added = channels
    .filter((channel) => !begun.has(channel))
    .map((channel): Begin => ({ since: now - FIRST_LOOK_MS, channel, known: plansAhead(audiences) }));
  return added.length === 0 && kept.length === ledger.begins.length
    ? ledger
    : { ...ledger, begins: [...kept, ...added] };
}

/** Keys of plans that lie ahead: they count as told to whoever begins. */
export function plansAhead({ internal }: Audiences): string[] {
  return internal.maintenance.filter(({ start }) => start > internal.now).flatMap(plannedKeys);
}
