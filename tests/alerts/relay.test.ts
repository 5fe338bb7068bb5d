import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as ask } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readMessage } from '../../src/alerts/sources/registry.ts';
import { createSender } from '../../src/io/dispatch.ts';
import { type RelayServer, serveRelay } from '../../src/io/relay-server.ts';
import { openSpool } from '../../src/io/spool.ts';
import { readSettings } from '../../src/relay/environment.ts';
import { createHandingOn } from '../../src/relay/handing-on.ts';
import { LIMITS } from '../../src/relay/limits.ts';
import type { LogEvent } from '../../src/relay/log.ts';
import { createRelay } from '../../src/relay/relay.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { type DispatchStandIn, FAULTS, serveDispatches } from './dispatch-stand-in.ts';
import { notification, type SnsSender, snsSender, TOPIC } from './sns-sender.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GITHUB_TOKEN = 'the-token-for-github';
const [OLD, NEW] = ['the-secret-of-last-year', 'the-secret-of-this-year'];
const STANDARD = [Buffer.from(OLD).toString('base64'), Buffer.from(NEW).toString('base64')];
const generous = { perSecond: 1e6, burst: 1e6 };
const folder = mkdtempSync(join(tmpdir(), 'relay-'));
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const closing: (() => Promise<void> | void)[] = [];

afterAll(async () => {
  agent.destroy();
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
});

const KEYS = {
  ALERTS_SECRET_GITHUB: `${OLD},${NEW}`,
  ALERTS_SECRET_PAGERDUTY: `${OLD},${NEW}`,
  ALERTS_SECRET_SENTRY: `${OLD},${NEW}`,
  ALERTS_SECRET_GRAFANA: `${OLD},${NEW}`,
  ALERTS_SECRET_GENERIC: STANDARD.map((secret) => `whsec_${secret}`).join(),
  ALERTS_TOKEN_ALERTMANAGER: `${OLD},${NEW}`,
  ALERTS_TOPICS_CLOUDWATCH: TOPIC,
};

test('10,000 forged requests of every kind are refused, and what either key signs is taken', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const random = createRandom(seed);
  const amazon = snsSender();
  const bench = await startBench({ amazon });
  const senders = sendersOf(amazon);
  for (const sender of senders)
    for (const key of sender.keys) expect((await post(bench, sender.make(key))).status, sender.name).toBe(202);

  const refused = new Map<number, number>();
  const wrong: string[] = [];
  let controls = 0;
  const total = 10_000;
  const lanes = Array.from({ length: 24 }, async (_, lane) => {
    for (let at = lane; at < total; at += 24) {
      const sender = pick(senders, random);
      const forgery = pick(sender.forgeries, random);
      const { status } = await post(bench, forgery.forge(sender, random)).catch((error) => ({ status: String(error) }));
      if (status === 401) refused.set(401, (refused.get(401) ?? 0) + 1);
      else wrong.push(`${sender.name}, ${forgery.name}: ${status}`);
      if (at % 500 === 0 && (await post(bench, sender.make(pick(sender.keys, random)))).status === 202) controls++;
    }
  });
  await Promise.all(lanes);
  console.log(
    `T10 ${total} forgeries over HTTP, ${refused.get(401)} refused, ${wrong.length} not, ${controls} of 20 right ones between them taken, seed ${seed}`,
  );
  expect(wrong).toEqual([]);
  expect(controls).toBe(20);
  expect(bench.events.filter(({ event }) => event === 'failed to answer')).toEqual([]);
  expect((await bench.spool.backlog()).waiting).toBe(
    controls + senders.reduce((sum, { keys }) => sum + keys.length, 0),
  );
  expect((await bench.spool.backlog()).dead).toBe(0);
});

test('whatever goes wrong at GitHub, at whichever request, every message arrives, with few requests more', async () => {
  let cases = 0;
  let most = 0;
  for (const fault of FAULTS)
    for (let at = 0; at < 5; at++) {
      const bench = await startBench({});
      const sent = [
        ...(await sendGroup(bench, 1, 400)),
        ...(await sendGroup(bench, 2, 1)),
        ...(await sendGroup(bench, 3, 1)),
      ];
      bench.github.faults.push(...Array.from({ length: at }, () => undefined), fault);
      for (let round = 0; round < 8 && (await bench.spool.backlog()).waiting > 0; round++) {
        await bench.drain();
        bench.clock.skew += 61_000;
      }
      expect(missing(sent, bench.github.taken), `${fault} at request ${at + 1}`).toEqual([]);
      expect(await bench.spool.backlog()).toMatchObject({ waiting: 0, dead: 0 });
      most = Math.max(most, bench.github.asked.length);
      cases++;
      await bench.close();
    }
  console.log(`T11 ${cases} faults injected, 0 alerts lost, at most ${most} requests for the 5 that are needed`);
  expect(most).toBeLessThanOrEqual(6);
});

test('while GitHub refuses the token nothing is lost and /health calls; with the right token all goes on', async () => {
  const bench = await startBench({ token: 'an-expired-token' });
  const sent = await sendGroup(bench, 1, 3);
  await bench.drain();
  const health = await get(bench, '/health');
  expect(health.status).toBe(503);
  expect(JSON.parse(health.text).problem).toMatch(/does not accept the token \(401\)/);
  expect(await bench.spool.backlog()).toMatchObject({ waiting: 1, dead: 0 });
  await bench.close();
  const again = await startBench({ spool: bench.spool });
  await again.drain();
  expect(missing(sent, again.github.taken)).toEqual([]);
});

test('/health calls when messages wait too long', async () => {
  const bench = await startBench({});
  bench.github.faults.push(...Array.from({ length: 100 }, () => '500' as const));
  await sendGroup(bench, 1, 1);
  await bench.drain();
  expect((await get(bench, '/health')).status).toBe(200);
  bench.clock.skew += 601_000;
  expect((await get(bench, '/health')).status).toBe(503);
});

test('a body that never ends and one that is too large are cut, and told', async () => {
  const bench = await startBench({ requestMs: 30_000 });
  const head = `POST /alerts/alertmanager HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${NEW}\r\nContent-Type: application/json\r\n`;
  const large = await talk(bench, [`${head}Content-Length: 999999999\r\n\r\n`, 'x']);
  expect(large.text).toMatch(/^HTTP\/1.1 413 /);
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const endless = await talk(bench, [`${head}Transfer-Encoding: chunked\r\n\r\n`], (socket) =>
    socket.write(chunk.repeat(8)),
  );
  expect(endless.text).toMatch(/^HTTP\/1.1 413 /);
  expect(endless.ms).toBeLessThan(5_000);
});

test('who sends drop by drop is cut off, and others are served meanwhile', async () => {
  const bench = await startBench({});
  const drip = (socket: Socket): unknown => socket.write('x');
  const slow = [
    talk(bench, ['POST /alerts/alertmanager HTTP/1.1\r\nHost: x\r\nX-A: '], drip),
    talk(
      bench,
      [`POST /alerts/alertmanager HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${NEW}\r\nContent-Length: 1000\r\n\r\n`],
      drip,
    ),
    talk(bench, ['GET /health HTTP/1.1\r\nHost: x\r\n']),
  ];
  expect(await sendGroup(bench, 1, 1)).toHaveLength(1);
  for (const { text, ms } of await Promise.all(slow)) {
    expect(text).toMatch(/^(?:HTTP\/1.1 (?:408|400) .*)?/s);
    expect(text).not.toMatch(/ 202 /);
    expect(ms).toBeLessThan(5_000);
  }
  expect(await bench.spool.backlog()).toMatchObject({ waiting: 1 });
});

test('requests that are no requests are answered or cut, and the relay goes on', async () => {
  const bench = await startBench({});
  const broken = [
    '\0\0\0\0\r\n\r\n',
    'GET /health HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET //evil.example/health HTTP/1.1\r\nHost: x\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
    'TRACE /health HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /alerts/%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n',
    'POST /alerts/generic HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  ];
  for (const text of broken) expect((await talk(bench, [text])).text, text.slice(0, 40)).not.toMatch(/ 20[02] /);
  const elsewhere = await talk(bench, ['GET http://evil.example/health HTTP/1.1\r\nHost: x\r\n\r\n']);
  expect(elsewhere.text).toMatch(/^HTTP\/1.1 400 /);
  expect((await get(bench, '/health')).status).toBe(200);
});

test('killed at any moment, every message that was taken is in the spool or was handed on', async () => {
  const github = await serveDispatches(GITHUB_TOKEN);
  closing.push(github.close);
  const spoolFolder = join(folder, 'killed');
  const random = createRandom(7);
  const accepted: string[] = [];
  const rounds = 10;
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const relay = await startProcess(spoolFolder, github);
    const target = accepted.length + 5 + Math.floor(random() * 100);
    let isEnough = (): void => {};
    const enough = new Promise<void>((done) => {
      isEnough = done;
    });
    const lanes = Array.from({ length: 8 }, async () => {
      for (;;) {
        const id = `k${next++}`;
        const answer = await post(relay, groupOf([id])).catch(() => undefined);
        if (answer === undefined) return;
        if (answer.status === 202) accepted.push(id);
        if (accepted.length >= target) isEnough();
      }
    });
    await enough;
    relay.child.kill('SIGKILL');
    await Promise.all(lanes);
  }
  const spool = openSpool(spoolFolder);
  const waiting: string[] = [];
  for (const name of await spool.list()) waiting.push((await spool.read(name))?.body ?? '');
  console.log(
    `${accepted.length} messages taken over ${rounds} kills, ${github.taken.length} dispatches, ${waiting.length} waiting after the last`,
  );
  expect(accepted.length).toBeGreaterThan(rounds * 5);
  expect(missing(accepted, [...github.taken, ...waiting])).toEqual([]);
  expect((await spool.backlog()).dead).toBe(0);
});

test('asked to stop, it answers what is under way and ends with 0', async () => {
  const github = await serveDispatches(GITHUB_TOKEN);
  closing.push(github.close);
  const relay = await startProcess(join(folder, 'stopped'), github);
  const { headers, body } = groupOf(['late']);
  const socket = connect(Number(new URL(relay.address).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `POST /alerts/alertmanager HTTP/1.1\r\nHost: x\r\n${lines.join('')}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  );
  await new Promise((done) => setTimeout(done, 200));
  relay.child.kill('SIGTERM');
  await new Promise((done) => setTimeout(done, 200));
  socket.write(body.slice(10));
  const code = await new Promise((done) => relay.child.on('exit', done));
  expect(code).toBe(0);
  expect(answer).toMatch(/^HTTP\/1.1 202 /);
  expect(answer).toMatch(/\r\nConnection: close\r\n/);
});

interface Bench {
  address: string;
  server: RelayServer;
  spool: Spool;
  github: DispatchStandIn;
  events: LogEvent[];
  clock: { skew: number };
  drain: () => Promise<void>;
  close: () => Promise<void>;
}

interface BenchOptions {
  amazon?: SnsSender;
  token?: string;
  spool?: Spool;
  requestMs?: number;
}

/** A relay on a port of its own, with a GitHub of its own; handing on happens when the test says so. */
async function startBench(options: BenchOptions): Promise<Bench> {
  const github = await serveDispatches(GITHUB_TOKEN);
  const spool = options.spool ?? openSpool(mkdtempSync(join(folder, 'spool-')));
  const clock = { skew: 0 };
  const now = (): number => Date.now() + clock.skew;
  const events: LogEvent[] = [];
  const log = (event: LogEvent): void => void events.push(event);
  const read = readSettings({
    ...KEYS,
    GITHUB_TOKEN: options.token ?? GITHUB_TOKEN,
    GITHUB_REPOSITORY: 'acme/status',
    GITHUB_API_URL: github.address,
  });
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const relay = createRelay(read.settings, {
    spool,
    read: readMessage,
    send: createSender({ ...read.settings.github, timeoutMs: 300 }),
    now,
    pause: async () => {},
    log,
    fetch: async () => new Response(options.amazon?.pem ?? ''),
    limits: { ...LIMITS, verified: { source: generous, all: generous }, refused: generous },
  });
  const handingOn = createHandingOn({ drain: relay.dispatching(), note: relay.note, log });
  const limits = { headersMs: 600, requestMs: options.requestMs ?? 800, stopMs: 500 };
  const server = await serveRelay(relay.handle, { host: '127.0.0.1', port: 0, limits });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await server.close();
    await github.close();
  };
  closing.push(close);
  return {
    address: server.address,
    server,
    spool,
    github,
    events,
    clock,
    drain: () => {
      handingOn.trigger();
      return handingOn.idle();
    },
    close,
  };
}

/** The relay as people run it. */
async function startProcess(spool: string, github: DispatchStandIn): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'scripts/relay.ts')], {
    env: {
      ...process.env,
      RELAY_SPOOL: spool,
      PORT: '0',
      HOST: '127.0.0.1',
      GITHUB_TOKEN,
      GITHUB_REPOSITORY: 'acme/status',
      GITHUB_API_URL: github.address,
      ALERTS_TOKEN_ALERTMANAGER: NEW,
      RELAY_MODE: 'dispatch',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closing.push(() => void child.kill('SIGKILL'));
  const address = await new Promise<string>((done, failed) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /"address":"([^"]+)"/.exec(text)?.[1];
      if (found !== undefined) done(found);
    });
    child.on('exit', (code) => failed(new Error(`The relay ended with ${code}: ${text}`)));
  });
  return { address, child };
}

interface Sent {
  source: string;
  query?: string;
  headers: Record<string, string>;
  body: Buffer;
}

interface Sender {
  name: string;
  keys: readonly string[];
  make: (key: string, body?: string, seconds?: number) => Sent;
  /** The headers that carry the proof, and the one with the time. */
  proof: readonly string[];
  time?: string;
  forgeries: readonly Forgery[];
}

interface Forgery {
  name: string;
  forge: (sender: Sender, random: () => number) => Sent;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
const key = (sender: Sender, random: () => number): string => pick(sender.keys, random);

const changeBody: Forgery = {
  name: 'one bit of the body',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const body = Buffer.from(sent.body);
    const at = Math.floor(random() * body.length);
    body[at] = (body[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return { ...sent, body };
  },
};
const changeProof: Forgery = {
  name: 'one bit of the signature',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const name = pick(sender.proof, random);
    const value = sent.headers[name] ?? '';
    // The last bit keeps every character one that a header may have.
    const at = value.lastIndexOf(value.includes(',') ? ',' : '=', value.length - 3) + 1;
    const place = at + Math.floor(random() * (value.length - at));
    const flipped = String.fromCharCode(value.charCodeAt(place) ^ 1);
    return { ...sent, headers: { ...sent.headers, [name]: value.slice(0, place) + flipped + value.slice(place + 1) } };
  },
};
const otherKey: Forgery = {
  name: 'another key',
  forge: (sender, random) => sender.make(`${key(sender, random)}${Math.floor(random() * 10)}`),
};
const otherBody: Forgery = {
  name: 'the signature of another body',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random), samplePayload('another'));
    return { ...sent, body: sender.make(key(sender, random)).body };
  },
};
const otherLength: Forgery = {
  name: 'another length',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const cut = 1 + Math.floor(random() * 50);
    return {
      ...sent,
      body: random() < 0.5 ? sent.body.subarray(0, -cut) : Buffer.concat([sent.body, Buffer.alloc(cut, ' ')]),
    };
  },
};
const noProof: Forgery = {
  name: 'a header missing, empty or cut',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const name = pick(sender.proof, random);
    const { [name]: value = '', ...others } = sent.headers;
    const changed = pick(
      [undefined, '', value.slice(0, -1), `${value}0`, value.slice(0, 8), 'x'.repeat(5_000)],
      random,
    );
    return { ...sent, headers: changed === undefined ? others : { ...others, [name]: changed } };
  },
};
const otherTool: Forgery = {
  name: 'sent to another tool',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const others = ['github', 'pagerduty', 'sentry', 'generic', 'cloudwatch', 'alertmanager'].filter(
      (name) => name !== sent.source,
    );
    return { ...sent, source: pick(others, random) };
  },
};
const otherTime: Forgery = {
  name: 'another time',
  forge: (sender, random) => {
    const sent = sender.make(key(sender, random));
    const name = sender.time ?? '';
    const seconds = Number(sent.headers[name]) + pick([-1, 1, 10, -100], random);
    return { ...sent, headers: { ...sent.headers, [name]: String(seconds) } };
  },
};
const replayed: Forgery = {
  name: 'replayed, or from the future',
  forge: (sender, random) => {
    const seconds = (random() < 0.5 ? -1 : 1) * (310 + Math.floor(random() * 100_000));
    return sender.make(key(sender, random), undefined, nowSeconds() + seconds);
  },
};

function sendersOf(amazon: SnsSender): Sender[] {
  const always = [changeBody, changeProof, otherKey, otherBody, otherLength, noProof, otherTool];
  const timed = [...always, otherTime, replayed];
  const hex = (secret: string, data: string): string => createHmac('sha256', secret).update(data).digest('hex');
  const plain = (name: string, header: string, prefix: string): Sender => ({
    name,
    keys: [OLD ?? '', NEW ?? ''],
    proof: [header],
    make: (secret, body = samplePayload(name)) => ({
      source: name,
      headers: { 'content-type': 'application/json', [header]: prefix + hex(secret, body) },
      body: Buffer.from(body),
    }),
    forgeries: always,
  });
  const grafana: Sender = {
    ...plain('grafana', 'x-grafana-alerting-signature', ''),
    name: 'grafana with time',
    time: 'x-grafana-alerting-timestamp',
    make: (secret, body = samplePayload('grafana'), seconds = nowSeconds()) => ({
      source: 'grafana',
      headers: {
        'content-type': 'application/json',
        'x-grafana-alerting-signature': hex(secret, `${seconds}:${body}`),
        'x-grafana-alerting-timestamp': String(seconds),
      },
      body: Buffer.from(body),
    }),
    forgeries: timed,
  };
  const standard: Sender = {
    name: 'standard webhooks',
    keys: STANDARD,
    proof: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
    time: 'webhook-timestamp',
    make: (secret, body = samplePayload('generic'), seconds = nowSeconds()) => ({
      source: 'generic',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4',
        'webhook-timestamp': String(seconds),
        'webhook-signature': `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(`msg_p5jXN8AQM9LWM0D4.${seconds}.${body}`).digest('base64')}`,
      },
      body: Buffer.from(body),
    }),
    forgeries: timed
      .filter((forgery) => forgery !== otherKey)
      .concat({ name: 'another key', forge: (sender) => sender.make('AAAAAAAAAAAAAAAAAAAAAAAA') }),
  };
  return [
    plain('github', 'x-hub-signature-256', 'sha256='),
    plain('pagerduty', 'x-pagerduty-signature', 'v1='),
    plain('sentry', 'sentry-hook-signature', ''),
    plain('grafana', 'x-grafana-alerting-signature', ''),
    grafana,
    standard,
    cloudwatch(amazon),
    tokens('Authorization', (token) => `Bearer ${token}`),
    tokens('X-Allclear-Token', (token) => token),
  ];
}

function cloudwatch(amazon: SnsSender): Sender {
  const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'Type', 'Signature'];
  const stranger = snsSender();
  const sent = (message: Record<string, string>): Sent => ({
    source: 'cloudwatch',
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: Buffer.from(JSON.stringify(message)),
  });
  const right = amazon.sign(notification());
  const change = (random: () => number, edit: (value: string) => string): Sent => {
    const name = pick(signed, random);
    return sent({ ...right, [name]: edit(right[name] ?? '') });
  };
  return {
    name: 'cloudwatch',
    keys: ['1', '2'],
    proof: [],
    make: (version) => sent(amazon.sign(notification({ SignatureVersion: version }))),
    forgeries: [
      {
        name: 'one bit of a signed field',
        forge: (_, random) =>
          change(random, (value) => {
            const place = Math.floor(random() * value.length);
            return value.slice(0, place) + String.fromCharCode(value.charCodeAt(place) ^ 1) + value.slice(place + 1);
          }),
      },
      {
        name: 'another length',
        forge: (_, random) => change(random, (value) => (random() < 0.5 ? value.slice(1) : `${value} `)),
      },
      { name: 'another key', forge: () => sent(stranger.sign(notification())) },
      { name: 'another topic', forge: () => sent(amazon.sign(notification({ TopicArn: `${TOPIC}x` }))) },
      {
        name: 'replayed, or from the future',
        forge: (_, random) => {
          const hours = (random() < 0.5 ? -1 : 1) * (1.2 + random() * 1_000);
          return sent(amazon.sign(notification({}, Date.now() + hours * 3_600_000)));
        },
      },
      {
        name: 'a field missing',
        forge: (_, random) => {
          const { [pick(signed, random)]: __, ...others } = right;
          return sent(others);
        },
      },
    ],
  };
}

function tokens(header: string, write: (token: string) => string): Sender {
  return {
    name: `token in ${header}`,
    keys: [OLD ?? '', NEW ?? ''],
    proof: [header],
    make: (token) => ({ ...groupOf(['t']), headers: { 'content-type': 'application/json', [header]: write(token) } }),
    forgeries: [
      otherKey,
      noProof,
      { name: 'another character', forge: (sender, random) => sender.make(key(sender, random).replace(/.$/, 'X')) },
      otherTool,
    ],
  };
}

const SAMPLES: Record<string, (id: string) => unknown> = {
  github: (id) => ({
    action: 'completed',
    workflow_run: {
      id: 1,
      name: id,
      run_number: 1,
      head_branch: 'main',
      event: 'push',
      status: 'completed',
      conclusion: 'failure',
      workflow_id: 7,
      html_url: 'https://github.com/acme/web/actions/runs/1',
      created_at: '2026-11-24T10:00:00Z',
      updated_at: '2026-11-24T10:05:00Z',
      run_attempt: 1,
      run_started_at: '2026-11-24T10:00:00Z',
    },
    workflow: { id: 7, name: 'CI', path: '.github/workflows/ci.yml' },
    repository: { full_name: 'acme/web', name: 'web', default_branch: 'main', html_url: 'https://github.com/acme/web' },
  }),
  pagerduty: (id) => ({
    event: {
      id,
      event_type: 'incident.triggered',
      resource_type: 'incident',
      occurred_at: '2026-11-24T10:00:00.000Z',
      data: {
        id: 'PGR0VU2',
        type: 'incident',
        html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
        number: 2,
        status: 'triggered',
        title: 'A bump',
        service: { id: 'PF9KMXH', summary: 'API' },
        priority: { summary: 'P1' },
        urgency: 'high',
      },
    },
  }),
  sentry: (id) => ({
    action: 'created',
    data: {
      issue: {
        id: '1',
        shortId: id,
        title: 'TypeError',
        culprit: 'x',
        level: 'error',
        status: 'unresolved',
        firstSeen: '2026-11-24T10:00:00Z',
        lastSeen: '2026-11-24T10:00:00Z',
        project: { slug: 'web', name: 'web' },
        permalink: 'https://sentry.io/1',
      },
    },
    installation: { uuid: 'x' },
  }),
  generic: (id) => ({ key: id, title: 'Down', state: 'firing' }),
  grafana: (id) => ({ ...group([id]), version: '1', orgId: 1, state: 'alerting', title: 'T', message: 'M' }),
};

function samplePayload(name: string): string {
  return JSON.stringify((SAMPLES[name] ?? SAMPLES['generic'])?.(`id-${name}`));
}

function group(ids: readonly string[], text = ''): Record<string, unknown> {
  return {
    version: '4',
    status: 'firing',
    receiver: 'x',
    alerts: ids.map((id) => ({
      status: 'firing',
      labels: { alertname: 'Down', id },
      annotations: { description: text },
      startsAt: '2026-11-24T10:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      fingerprint: id,
    })),
  };
}

function groupOf(ids: readonly string[], text = ''): Sent {
  return {
    source: 'alertmanager',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${NEW}` },
    body: Buffer.from(JSON.stringify(group(ids, text))),
  };
}

/** Sends one message with so many alerts; says what they are called. */
async function sendGroup(bench: { address: string }, number: number, size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, (_, at) => `g${number}-${at}-`);
  const { status } = await post(bench, groupOf(ids, 'x'.repeat(150)));
  expect(status).toBe(202);
  return ids;
}

/** The ids that are in none of the texts. */
function missing(ids: readonly string[], texts: readonly string[]): string[] {
  const seen = new Set(texts.flatMap((text) => [...text.matchAll(/"fingerprint":"([^"]+)"/g)].map(([, id]) => id)));
  return ids.filter((id) => !seen.has(id));
}

function post({ address }: { address: string }, sent: Sent): Promise<{ status: number; text: string }> {
  return exchange(`${address}alerts/${sent.source}${sent.query ?? ''}`, 'POST', sent.headers, sent.body);
}

function get({ address }: { address: string }, path: string): Promise<{ status: number; text: string }> {
  return exchange(`${address}${path.slice(1)}`, 'GET', {}, undefined);
}

function exchange(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const request = ask(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, text }));
      response.on('error', failed);
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** Says something over a plain connection, goes on as told ten times a second, and waits until it is closed. */
function talk(
  { address }: { address: string },
  texts: readonly string[],
  more?: (socket: Socket) => unknown,
): Promise<{ text: string; ms: number }> {
  return new Promise((done) => {
    const start = performance.now();
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let text = '';
    for (const part of texts) socket.write(part);
    const timer = setInterval(() => more?.(socket), 100);
    const quiet = more ? undefined : setTimeout(() => socket.end(), 3_000);
    socket.on('data', (chunk) => {
      text += chunk;
      if (!more) socket.end();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      clearTimeout(quiet);
      done({ text, ms: performance.now() - start });
    });
  });
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined && values.length === 0) throw new Error('There is nothing to pick from.');
  return value as Value;
}

function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
