/** What GitHub said to a request; without a status where it said nothing, or not to the end. */
export interface DispatchAnswer {
  status?: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | number | undefined>>;
  message: string;
}

/**
 * What that means: taken; to be sent again later; not possible with these settings; or not possible with this message.
 * Nothing but `taken` lets go of a message.
 */
export type Outcome =
  | { kind: 'taken' }
  | { kind: 'later'; reason: string; waitMs?: number }
  | { kind: 'settings'; reason: string; problem: string }
  | { kind: 'refused'; reason: string; problem: string };

/** GitHub asks for a minute where it does not say how long. */
const LIMIT_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;
const SETTINGS: Record<number, string> = {
  401: 'GitHub does not accept the token (401). Check GITHUB_TOKEN; it may have expired.',
  403: 'GitHub does not let the token start workflows (403). Give it "Contents: read and write" on the repository.',
  404: 'GitHub knows no such repository, or the token may not see it (404). Check GITHUB_REPOSITORY and GITHUB_TOKEN.',
};

export function outcomeOf({ status, headers, message }: DispatchAnswer, now: number): Outcome {
  if (status === 204) return { kind: 'taken' };
  if (status === undefined) return { kind: 'later', reason: 'unreachable' };
  const isLimit = headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
  if (status === 429 || (status === 403 && (isLimit || /rate limit|abuse/i.test(message))))
    return { kind: 'later', reason: 'rate_limit', waitMs: waitOf(headers, now) };
  if (status >= 500 || status === 408 || status === 409) return { kind: 'later', reason: `status_${status}` };
  const problem = SETTINGS[status];
  if (problem) return { kind: 'settings', reason: `status_${status}`, problem };
  return {
    kind: 'refused',
    reason: `status_${status}`,
    problem: `GitHub refuses a message (${status}); it stays in the spool.`,
  };
}

function waitOf(headers: DispatchAnswer['headers'], now: number): number {
  const after = Number(headers['retry-after']) * 1000;
  if (after >= 0) return Math.min(after, LONGEST_WAIT_MS);
  const reset = Number(headers['x-ratelimit-reset']) * 1000 - now;
  const isUsedUp = String(headers['x-ratelimit-remaining']) === '0';
  return isUsedUp && reset > 0 ? Math.min(reset, LONGEST_WAIT_MS) : LIMIT_WAIT_MS;
}
