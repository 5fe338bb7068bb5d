import type { Bytes } from './bytes.ts';

/**
 * What looking at a signature says: right; not there; wrong; made too long ago or in the future; or not known, because
 * what is needed to tell could not be had.
 */
export type Verdict = 'right' | 'missing' | 'wrong' | 'stale' | 'unknown';

/** A request as it was signed. */
interface Signed {
  headers: Headers;
  body: Bytes;
  now: number;
}

/** How a tool signs: it says whether one of the secrets made the signature that came with a request. */
export type Scheme = (signed: Signed, secrets: readonly Bytes[]) => Promise<Verdict>;

const WINDOW_SECONDS = 300;
/** More than any tool sends while it changes its secret; fewer than would cost anything. */
export const MOST_SIGNATURES = 10;

/** Whether seconds since 1970, as a header gives them, are at most five minutes from now. */
export function isFresh(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now / 1000 - Number(seconds)) <= WINDOW_SECONDS;
}
