import { Octokit } from 'octokit';
import type { DispatchAnswer } from '../relay/outcome.ts';

/** Shorter than any tool waits for its answer. */
const TIMEOUT_MS = 8_000;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Sends bodies of `repository_dispatch` to GitHub, each once: whoever calls knows better when to try again. */
export function createSender(options: SenderOptions): (body: string) => Promise<DispatchAnswer> {
  const { token, owner, repo, url, timeoutMs = TIMEOUT_MS } = options;
  const octokit = new Octokit({
    auth: token,
    baseUrl: url,
    userAgent: 'allclear-relay',
    log: silent,
    retry: { enabled: false },
    throttle: { enabled: false },
    ...(options.fetch && { request: { fetch: options.fetch } }),
  });
  return async (body) => {
    try {
      const { status, headers } = await octokit.request({
        method: 'POST',
        url: '/repos/{owner}/{repo}/dispatches',
        owner,
        repo,
        data: body,
        headers: { 'content-type': 'application/json' },
        request: { signal: AbortSignal.timeout(timeoutMs) },
      });
      return { status, headers, message: '' };
    } catch (error) {
      return answerIn(error);
    }
  };
}

// A failure without an answer has a status too, which says nothing.
function answerIn(error: unknown): DispatchAnswer {
  const { response, message } = error as Partial<GitHubError>;
  if (!response) return { headers: {}, message: message ?? '' };
  return { status: response.status, headers: response.headers, message: message ?? '' };
}

interface GitHubError {
  message: string;
  response: { status: number; headers: Record<string, string | number | undefined> };
}

interface SenderOptions {
  token: string;
  owner: string;
  repo: string;
  /** Where the API is; another place than github.com for GitHub Enterprise. */
  url: string;
  fetch?: typeof fetch;
  timeoutMs?: number;
}
