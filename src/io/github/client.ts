import { setTimeout as wait } from 'node:timers/promises';
import { Octokit } from 'octokit';
import type { z } from 'zod';
import { boundedFetch } from './bounded-fetch.ts';
import { errorOf, type Fault, faultOf, type Limit } from './fault.ts';

const TRIES = 4;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_WAIT_MS = 120_000;
const REQUEST_MS = 30_000;

/** Requests to one repository. Octokit's own retries and pacing are off: they repeat what must first be decided anew. */
export function githubClient(options: ClientOptions): Client {
  const { owner, repo, token, apiUrl, now = Date.now, sleep = wait, requestMs = REQUEST_MS } = options;
  const octokit = new Octokit({
    auth: token,
    ...(apiUrl === undefined ? {} : { baseUrl: apiUrl.replace(/\/$/, '') }),
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: boundedFetch(options.fetch ?? fetch, requestMs) },
  });

  // What one request is told about a limit holds for all: they wait together, and give up together.
  let limit: { since: number; until: number; fault: Limit } | undefined;
  const isTooLong = (): boolean => limit !== undefined && limit.until - limit.since > LONGEST_WAIT_MS;
  const gate = async (): Promise<Limit | undefined> => {
    for (let turn = 0; turn < TRIES && limit && now() < limit.until; turn++) {
      if (isTooLong()) return { ...limit.fault, milliseconds: limit.until - now() };
      await sleep(limit.until - now());
    }
    if (isTooLong()) limit = undefined;
    return undefined;
  };

  const once: Client['once'] = async (schema, route, parameters) => {
    const closed = await gate();
    if (closed) return { fault: closed };
    try {
      const { data } = await octokit.request(route, { owner, repo, ...parameters });
      limit = undefined;
      const parsed = schema.safeParse(data);
      return parsed.success
        ? { answer: parsed.data }
        : { fault: { kind: 'unknown', said: 'an answer in no known form' } };
    } catch (error) {
      const fault = faultOf(error, now());
      if (fault.kind === 'limit') {
        limit = { since: limit?.since ?? now(), until: now() + fault.milliseconds, fault };
      }
      return { fault };
    }
  };

  const patience = (route: string): Patience => {
    let tries = 0;
    return async (fault) => {
      tries++;
      const final = fault.kind === 'refused' && (fault.status !== 409 || fault.said.includes('empty'));
      const late = fault.kind === 'limit' && isTooLong();
      if (final || late || tries === TRIES) throw errorOf(fault, route, now());
      if (fault.kind !== 'limit') await sleep(FIRST_PAUSE_MS * 2 ** (tries - 1));
    };
  };

  return {
    once,
    patience,
    async ask(schema, route, parameters) {
      for (const beforeNext = patience(route); ; ) {
        const { answer, fault } = await once(schema, route, parameters);
        if (fault === undefined) return answer;
        await beforeNext(fault);
      }
    },
  };
}

function silent(): void {}

export interface ClientOptions {
  owner: string;
  repo: string;
  token: string;
  /** Of a GitHub Enterprise server. */
  apiUrl?: string;
  fetch?: typeof fetch;
  now?(): number;
  sleep?(milliseconds: number): Promise<unknown>;
  requestMs?: number;
}

/** Waits until a request may be made again, or throws when it should not be. */
type Patience = (fault: Fault) => Promise<void>;

export type Outcome<Answer> = { answer: Answer; fault?: undefined } | { fault: Fault; answer?: undefined };

export interface Client {
  /** For what does no harm when it is done twice. */
  ask<Answer>(schema: z.ZodType<Answer>, route: string, parameters: Parameters): Promise<Answer>;
  once<Answer>(schema: z.ZodType<Answer>, route: string, parameters: Parameters): Promise<Outcome<Answer>>;
  patience(route: string): Patience;
}

type Parameters = Readonly<Record<string, unknown>>;
