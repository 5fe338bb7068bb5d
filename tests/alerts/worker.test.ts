import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { type BuildResult, build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const TOKEN = 'correct-horse-battery';
const FIRING = JSON.stringify({ key: 'k', title: 'Down', state: 'firing' });
const VARIABLES = {
  ALERTS_TOKEN_GENERIC: TOKEN,
  ALERTS_SECRET_GITHUB: TOKEN,
  GITHUB_TOKEN: 'the-token-for-github',
  GITHUB_REPOSITORY: 'acme/status',
};
/** What the web gives every program; neither `process` nor `Buffer` nor `require` is among it. */
const WEB = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'ByteLengthQueuingStrategy',
  'DOMException',
  'Event',
  'EventTarget',
  'File',
  'FormData',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URL',
  'URLSearchParams',
  'WritableStream',
  'atob',
  'btoa',
  'clearTimeout',
  'crypto',
  'queueMicrotask',
  'setTimeout',
  'structuredClone',
] as const;

let code = '';
let externals: string[] = [];

beforeAll(async () => {
  const result: BuildResult<{ metafile: true; write: false }> = await build({
    entryPoints: [resolve(ROOT, 'src/relay-worker.ts')],
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2023',
    external: ['node:*'],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  code = result.outputFiles[0]?.text ?? '';
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  externals = [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))];
});

test('the bundle asks for nothing of Node but hashing, which Workers have', () => {
  expect(externals.filter((name) => name !== 'node:crypto')).toEqual([]);
  console.log(
    `The bundle has ${Math.round(code.length / 1024)} KB before it is made smaller and imports ${externals.join() || 'nothing'}`,
  );
});

test('with a queue, a message is answered once it is in it, and handed on after that', async () => {
  const worker = startWorker();
  const store = createStore();
  const { response, done } = await worker.fetch(alertRequest(), { ...VARIABLES, SPOOL: store });
  expect(response.status).toBe(202);
  expect(store.history[0]).toMatch(/^put waiting\//);
  await done();
  expect(worker.dispatched.map((body) => body.client_payload.payload)).toEqual([JSON.parse(FIRING)]);
  expect(store.values.size).toBe(0);
});

test('with a queue, what GitHub does not take waits for the next run of the schedule', async () => {
  const worker = startWorker();
  const variables = { ...VARIABLES, SPOOL: createStore() };
  worker.answers.push(500, 401);
  const { response, done } = await worker.fetch(alertRequest(), variables);
  expect(response.status).toBe(202);
  await done();
  expect(variables.SPOOL.values.size).toBe(1);
  await worker.scheduled(variables);
  const health = await worker.fetch(new Request('https://relay.test/health'), variables);
  expect(health.response.status).toBe(503);
  expect(await health.response.json()).toMatchObject({
    ok: false,
    spooled: 1,
    problem: expect.stringContaining('401'),
  });
  await worker.scheduled(variables);
  expect(variables.SPOOL.values.size).toBe(0);
  expect(worker.dispatched).toHaveLength(1);
});

test('where the queue does not take a message, its sender keeps it', async () => {
  const store = { ...createStore(), put: () => Promise.reject(new Error('KV is away')) };
  const { response } = await startWorker().fetch(alertRequest(), { ...VARIABLES, SPOOL: store });
  expect(response.status).toBe(503);
});

test('without a queue, a message is taken only once GitHub took it', async () => {
  const worker = startWorker();
  worker.answers.push(502);
  expect((await worker.fetch(alertRequest(), VARIABLES)).response.status).toBe(503);
  expect((await worker.fetch(alertRequest(), VARIABLES)).response.status).toBe(202);
  expect(worker.dispatched).toHaveLength(1);
});

test('strangers are refused, and signatures are read without Node', async () => {
  const worker = startWorker();
  const body = '{"zen":"Keep it logically awesome."}';
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(TOKEN),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signature = Buffer.from(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))).toString('hex');
  const send = async (value: string): Promise<number> => {
    const headers = { 'x-hub-signature-256': `sha256=${value}`, 'x-github-event': 'ping' };
    const request = new Request('https://relay.test/alerts/github', { method: 'POST', body, headers });
    return (await worker.fetch(request, VARIABLES)).response.status;
  };
  expect(await send(signature)).toBe(200);
  expect(await send(signature.replace(/^./, 'x'))).toBe(401);
  expect((await worker.fetch(alertRequest('wrong'), VARIABLES)).response.status).toBe(401);
  expect(worker.dispatched).toEqual([]);
});

test('a Worker that is not set up says so in its log, and takes nothing', async () => {
  const worker = startWorker();
  const { response } = await worker.fetch(alertRequest(), { ...VARIABLES, GITHUB_TOKEN: '' });
  expect(response.status).toBe(503);
  expect(worker.log.join('\n')).toContain('GITHUB_TOKEN is not set');
});

function alertRequest(token = TOKEN): Request {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Request('https://relay.test/alerts/generic', { method: 'POST', body: FIRING, headers });
}

/** The bundle in a world with nothing but the web in it, and a GitHub that answers as told, else takes everything. */
function startWorker(): Started {
  const answers: number[] = [];
  const dispatched: Dispatched[] = [];
  const log: string[] = [];
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    expect(address).toBe('https://api.github.com/repos/acme/status/dispatches');
    expect(new Headers(init.headers).get('authorization')).toBe('token the-token-for-github');
    const status = answers.shift() ?? 204;
    if (status === 204) dispatched.push(JSON.parse(String(init.body)));
    return new Response(null, { status });
  };
  const globals = Object.fromEntries(WEB.map((name) => [name, globalThis[name]]));
  const module = { exports: {} as { default: Entry } };
  const node = (name: string): unknown => {
    expect(name).toBe('node:crypto');
    return process.getBuiltinModule('node:crypto');
  };
  const context = createContext({
    ...globals,
    // A minute must not pass in a test because GitHub is not to be asked more often than once a second.
    setTimeout: (task: () => void) => setTimeout(task, 0),
    console: { log: (line: string) => log.push(line), warn: () => {}, error: () => {} },
    fetch,
    module,
    exports: module.exports,
    require: node,
  });
  runInContext(code, context);
  const worker = module.exports.default;
  return {
    answers,
    dispatched,
    log,
    fetch: async (request, variables) => {
      const tasks: Promise<unknown>[] = [];
      const response = await worker.fetch(request, variables, { waitUntil: (task) => tasks.push(task) });
      return { response, done: () => Promise.all(tasks) };
    },
    scheduled: (variables) => worker.scheduled({}, variables, { waitUntil: () => {} }),
  };
}

function createStore(): Store {
  const values = new Map<string, string>();
  const history: string[] = [];
  return {
    values,
    history,
    get: async (key) => values.get(key) ?? null,
    put: async (key, value) => {
      history.push(`put ${key}`);
      values.set(key, value);
    },
    delete: async (key) => void values.delete(key),
    list: async ({ prefix }) => ({
      keys: [...values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })),
      list_complete: true,
    }),
  };
}

interface Entry {
  fetch: (request: Request, variables: object, context: Context) => Promise<Response>;
  scheduled: (event: object, variables: object, context: Context) => Promise<void>;
}

interface Context {
  waitUntil: (task: Promise<unknown>) => unknown;
}

interface Dispatched {
  client_payload: { payload: unknown };
}

interface Started {
  answers: number[];
  dispatched: Dispatched[];
  log: string[];
  fetch: (request: Request, variables: object) => Promise<{ response: Response; done: () => Promise<unknown> }>;
  scheduled: (variables: object) => Promise<void>;
}

interface Store {
  values: Map<string, string>;
  history: string[];
  get: (key: string) => Promise<string | null>;
  put: (key: string, value: string) => Promise<void>;
  delete: (key: string) => Promise<void>;
  list: (options: { prefix: string }) => Promise<{ keys: { name: string }[]; list_complete: boolean }>;
}
