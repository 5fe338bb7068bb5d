import type { Claim, Ledger } from './ledger.ts';
import type { Notice } from './notice.ts';

/** So long somebody has a channel to themselves: longer than any receiver is waited for. Who is killed holds it up for no longer. */
export const LEASE_MS = 3 * 60_000;

/** Who tells, and at what time. */
interface Claimant {
  by: string;
  at: number;
}

/** The notice that is sent next, and who else is at work. */
export interface Turn {
  notice: Notice | undefined;
  /** When a channel that others tell may be taken over; only where nothing else is left. */
  busy: number | undefined;
}

/** The first notice of a channel that nobody else has claimed. */
export function turnOf(notices: readonly Notice[], { claims }: Ledger, { by, at }: Claimant): Turn {
  const others = new Map(
    claims.filter((one) => one.by !== by && holds(one, at)).map(({ channel, until }) => [channel, until]),
  );
  const notice = notices.find(({ channel }) => !others.has(channel));
  const ends = notice ? [] : notices.flatMap(({ channel }) => others.get(channel) ?? []);
  return { notice, busy: ends.length > 0 ? Math.min(...ends) : undefined };
}

/** The ledger with a claim on one channel, or with none of whoever asks. */
export function withClaim(ledger: Ledger, channel: string | undefined, { by, at }: Claimant): Ledger {
  const others = ledger.claims.filter((one) => one.by !== by && holds(one, at));
  const mine = channel === undefined ? [] : [{ until: at + LEASE_MS, channel, by }];
  return { ...ledger, claims: [...others, ...mine] };
}

/** A claim that ends later than any can was made by a wrong clock. */
function holds({ until }: Claim, at: number): boolean {
  return until > at && until <= at + LEASE_MS;
}
