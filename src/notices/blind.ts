import { type Blind, KEPT_MS, type Ledger } from './ledger.ts';

/** What of the settings cannot be read, so that nobody knows what to tell. */
export interface Blindness {
  /** Nobody at all can be told: not even who there is, or where the page is. */
  all: boolean;
  /** Whoever hears of some incidents is not known; the others are told. */
  some: boolean;
  /** Channels that stand in `site.yaml`, but not so that they can be used. */
  channels: readonly string[];
  /** For a person, with file and line. */
  problems: readonly string[];
}

export const SIGHTED: Blindness = { all: false, some: false, channels: [], problems: [] };

/** The ledger with when it began, and ended, that a channel or all of them could not be told. */
export function withBlind(ledger: Ledger, { all, some, channels }: Blindness, now: number): Ledger {
  const present = [...(all || some ? [undefined] : []), ...channels];
  const kept = ledger.blind
    .filter(({ end = now }) => end > now - KEPT_MS)
    .map((one) => (one.end !== undefined || present.includes(one.channel) ? one : { ...one, end: now }));
  const open = new Set(kept.filter(({ end }) => end === undefined).map(({ channel }) => channel));
  const begun = present
    .filter((channel) => !open.has(channel))
    .map((channel): Blind => ({ blind: now, ...(channel !== undefined && { channel }) }));
  return { ...ledger, blind: [...kept, ...begun] };
}

/** The moment that lies so much time back in which a channel could be told. Blind time makes nothing older. */
export function agedFrom(age: number, channel: string, { blind }: Ledger, now: number): number {
  const mine = blind
    .filter((one) => one.channel === undefined || one.channel === channel)
    .map(({ blind: start, end = now }) => ({ start, end: Math.min(end, now) }))
    .sort((a, b) => b.end - a.end);
  let [at, left] = [now, age];
  for (const { start, end } of mine) {
    const sighted = Math.max(0, at - end);
    if (sighted >= left) break;
    left -= sighted;
    at = Math.min(at, start);
  }
  // What is forgotten could not be told from what was never told.
  return Math.max(at - left, Math.min(now - age, now - KEPT_MS + 86_400_000));
}
