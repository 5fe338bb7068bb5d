import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import { z } from 'zod';
import { type GithubIssues, githubIssues } from './github-issues.ts';
import { SMALL_SITE } from './small-site.ts';

const TOKEN = 'known-token';
const REPOSITORY = 'octo/site';

/** GitHub on this machine: a real HTTP API, in front of it a door that counts requests and makes them go wrong. */
export async function startGithub(files: Readonly<Record<string, string>> = SMALL_SITE): Promise<Github> {
  const inner = await createEmulator({
    service: 'github',
    port: await freePort(),
    seed: {
      tokens: { [TOKEN]: { login: 'octo', scopes: ['repo'] } },
      github: { users: [{ login: 'octo' }], repos: [{ owner: 'octo', name: 'site', auto_init: true }] },
    },
  });
  const requests: string[] = [];
  const dispatches: Dispatch[] = [];
  const issues = githubIssues(`https://github.example/${REPOSITORY}`);
  const faults: { kind: string; after: number; fault: Fault }[] = [];

  const forward = async (path: string, method = 'GET', body?: string): Promise<Answer> => {
    const about = issues.answer(method, path, parse(body ?? ''));
    if (about) return { ...about, body: JSON.stringify(about.body) ?? '' };
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(inner.url + path, { method, headers, ...(body ? { body } : {}) });
    return { status: response.status, body: await response.text() };
  };

  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const body = await textOf(request);
    const kind = kindOf(method, url);
    requests.push(kind);
    if (request.headers.authorization !== `token ${TOKEN}`)
      return send(response, { status: 401, ...said('Bad credentials') });
    const due = faults.find((one) => one.kind === kind && one.after-- === 0);
    if (due) return goWrong(response, due.fault, () => forward(url, method, body));
    if (kind === 'POST dispatches') return send(response, dispatched(url, body, dispatches));
    send(response, await forward(url, method, body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  const github: Github = {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    owner: 'octo',
    repo: 'site',
    token: TOKEN,
    requests,
    dispatches,
    issues,
    failAt: (kind, nth, fault) => faults.push({ kind, after: nth, fault }),
    async push(message, contents) {
      const tip = refs.parse(JSON.parse((await forward(`/repos/${REPOSITORY}/git/ref/heads/main`)).body)).object.sha;
      const base = commits.parse(JSON.parse((await forward(`/repos/${REPOSITORY}/git/commits/${tip}`)).body));
      const post = async (what: string, value: unknown, method = 'POST'): Promise<string> => {
        const { status, body } = await forward(`/repos/${REPOSITORY}/git/${what}`, method, JSON.stringify(value));
        if (status > 299) throw new Error(body);
        return z.object({ sha: z.string().default('') }).parse(JSON.parse(body)).sha;
      };
      const entries = Object.entries(contents).map(([path, content]) => ({
        path,
        mode: '100644',
        type: 'blob',
        content,
      }));
      const tree = await post('trees', { base_tree: base.tree.sha, tree: entries });
      const sha = await post('commits', { message, tree, parents: [tip] });
      await post('refs/heads/main', { sha, force: false }, 'PATCH');
    },
    async subjects() {
      const { body } = await forward(`/repos/${REPOSITORY}/commits?per_page=100`);
      const list = z.array(z.object({ commit: z.object({ message: z.string() }) })).parse(JSON.parse(body));
      return list.map(({ commit }) => commit.message.split('\n')[0] ?? '').reverse();
    },
    async file(path) {
      const { status, body } = await forward(`/repos/${REPOSITORY}/contents/${path}`);
      if (status === 404) return undefined;
      return Buffer.from(z.object({ content: z.string() }).parse(JSON.parse(body)).content, 'base64').toString();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await inner.close();
    },
  };
  await github.push(
    'Begin',
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`content/${path}`, text])),
  );
  return github;
}

const refs = z.object({ object: z.object({ sha: z.string() }) });
const commits = z.object({ tree: z.object({ sha: z.string() }) });

// As the documentation of the API limits it.
const dispatch = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z
    .record(z.string(), z.unknown())
    .refine((payload) => Object.keys(payload).length <= 10 && JSON.stringify(payload).length < 65_536)
    .default({}),
});

function dispatched(url: string, body: string, dispatches: Dispatch[]): Answer {
  if (!url.startsWith(`/repos/${REPOSITORY}/`)) return { status: 404, ...said('Not Found') };
  const parsed = dispatch.safeParse(parse(body));
  if (!parsed.success) return { status: 422, ...said('Invalid request.') };
  dispatches.push(parsed.data);
  return { status: 204, body: '' };
}

async function goWrong(response: ServerResponse, fault: Fault, forward: () => Promise<Answer>): Promise<void> {
  const answer = fault.done ? await forward() : { status: 200, body: '{"message":"' };
  await fault.meanwhile?.();
  if (fault.how === 'answer') return send(response, { ...answer, ...fault.answer });
  if (fault.how === 'silence') return;
  if (fault.how === 'half') {
    const length = Buffer.byteLength(answer.body) + 10;
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': length });
    response.write(answer.body.slice(0, answer.body.length / 2));
    setTimeout(() => response.destroy(), 20);
    return;
  }
  if (fault.how === 'cut') return send(response, { ...answer, body: answer.body.slice(0, answer.body.length / 2) });
  response.destroy();
}

function kindOf(method: string, url: string): string {
  const [path = ''] = url.split('?');
  const [, , , , ...rest] = path.split('/');
  // `POST comments`, `GET comment`, `PATCH issue`
  if (rest[0] === 'issues')
    return `${method} ${rest[3] ?? (rest[1] === 'comments' ? 'comment' : (rest[2] ?? 'issue'))}`;
  return `${method} ${rest[0] === 'git' ? rest[1] : rest[0]}`;
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

function said(message: string): { body: string } {
  return { body: JSON.stringify({ message }) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

interface Answer {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** `done`: what was asked has taken effect all the same; `meanwhile`: what happens before the answer. */
export type Fault = { done?: boolean; meanwhile?: () => Promise<void> } & (
  | { how: 'answer'; answer: Partial<Answer> & { status: number } }
  | { how: 'reset' | 'half' | 'cut' | 'silence' }
);

export interface Dispatch {
  event_type: string;
  client_payload: Record<string, unknown>;
}

export interface Github {
  apiUrl: string;
  owner: string;
  repo: string;
  token: string;
  /** What was asked, such as `PATCH refs` or `POST dispatches`. */
  requests: string[];
  dispatches: Dispatch[];
  issues: GithubIssues;
  /** Makes one request of a kind go wrong, counted from 0 among those to come. */
  failAt(kind: string, nth: number, fault: Fault): void;
  /** A commit by somebody else; paths count from the top of the repository. */
  push(message: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** First lines of the messages in main, oldest first. */
  subjects(): Promise<string[]>;
  /** A file in main. */
  file(path: string): Promise<string | undefined>;
  close(): Promise<void>;
}
