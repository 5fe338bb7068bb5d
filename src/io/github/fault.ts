import { RequestError } from 'octokit';
import { z } from 'zod';
import { GithubError } from './error.ts';

const MINUTE_MS = 60_000;

const complaint = z.object({ message: z.string().max(10_000), errors: z.unknown().optional() });

/** What went wrong with a request, and so what may be done about it. */
export function faultOf(error: unknown, now: number): Fault {
  const response = error instanceof RequestError ? error.response : undefined;
  if (!response) return { kind: 'unknown', said: error instanceof Error ? error.message : String(error) };
  const { status, headers } = response;
  const said = wordsOf(response.data);
  const milliseconds = limitOf(status, headers, said, now);
  if (milliseconds !== undefined) return { kind: 'limit', status, said, milliseconds };
  if (status >= 500 || status === 408) return { kind: 'unknown', status, said };
  return { kind: 'refused', status, said };
}

/** A fault in words, with what to check. */
export function errorOf(fault: Fault, call: string, now: number): GithubError {
  const { said } = fault;
  const status = fault.status === undefined ? {} : { status: fault.status };
  if (fault.kind === 'limit') {
    const until = now + fault.milliseconds;
    return new GithubError(
      `GitHub takes no more requests for now (${call}: ${said}).`,
      `It takes them again at ${new Date(until).toISOString()}; until then nothing is lost, only late.`,
      { ...status, until },
    );
  }
  if (fault.kind === 'unknown') {
    return new GithubError(
      `GitHub does not answer as it should (${call}: ${said}).`,
      'Look at https://www.githubstatus.com and at the network; the next try may do.',
      status,
    );
  }
  return new GithubError(
    `GitHub refuses ${call}: ${fault.status} ${said}.`,
    remedyOf(fault.status, said, call),
    status,
  );
}

function remedyOf(status: number, said: string, call: string): string {
  const needed = call.includes('/issues') ? 'issues: write' : 'contents: write';
  if (status === 401) return 'GITHUB_TOKEN is no token that it knows: make a new one, and see that it has not expired.';
  if (status === 403) {
    return `GITHUB_TOKEN may not do this: give it "${needed}" for this repository, in a workflow under "permissions:".`;
  }
  if (status === 404) {
    return `Check the names of the repository and the branch, and that GITHUB_TOKEN may see them: it needs "${needed}".`;
  }
  if (status === 409 && said.includes('empty')) return 'Push a first commit.';
  return 'Check the rules that protect the branch.';
}

// GitHub's own advice: what Retry-After says, else when the quota is renewed, else a minute.
function limitOf(status: number, headers: Headers, said: string, now: number): number | undefined {
  if (status !== 403 && status !== 429 && status !== 503) return undefined;
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return Math.max(0, after * 1000);
  if (status === 503) return undefined;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return Math.max(0, reset * 1000 - now) + 1000;
  return status === 429 || /secondary rate limit|abuse detection/i.test(said) ? MINUTE_MS : undefined;
}

function wordsOf(data: unknown): string {
  const parsed = complaint.safeParse(data);
  if (!parsed.success) return 'no reason given';
  const { message, errors } = parsed.data;
  return errors === undefined ? message : `${message} ${JSON.stringify(errors).slice(0, 1000)}`;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** `unknown` is the one after which a request may have taken effect. */
export type Fault =
  | { kind: 'refused'; status: number; said: string }
  | { kind: 'unknown'; status?: number; said: string }
  | Limit;

export interface Limit {
  kind: 'limit';
  status: number;
  said: string;
  milliseconds: number;
}
