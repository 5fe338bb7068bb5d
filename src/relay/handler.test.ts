import { describe, expect, test } from 'vitest';
import { readMessage } from '../alerts/sources/registry.ts';
import { SOURCE_IDS } from '../schema/sources.ts';
import { createHandler } from './handler.ts';
import { readKeys } from './keys.ts';
import { LIMITS } from './limits.ts';
import type { LogEvent } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { RelayOptions } from './options.ts';
import type { Entry } from './spool.ts';

const TOKEN = 'correct-horse-battery';
const FIRING = { key: 'k', title: 'Down', state: 'firing' };
const ELSEWHERE = ['/', '/alerts', '/alerts/', '/alerts/generic/more', '/.env', '/HEALTH', '/admin'];
const START = Date.parse('2026-11-24T10:00:00Z');

/** A relay whose spool is a list, and whose clock stands still. */
function relay(overrides: Partial<RelayOptions> = {}, variables: Record<string, string> = {}): Bench {
  const spooled: Entry[] = [];
  const dead: { entry: Entry; reason: string }[] = [];
  const events: LogEvent[] = [];
  const names: string[] = [];
  const { keys } = readKeys({ ALERTS_TOKEN_GENERIC: TOKEN, ALERTS_TOKEN_ALERTMANAGER: TOKEN, ...variables });
  const handle = createHandler({
    keys,
    spool: {
      add: async (entry) => `name-${spooled.push(entry)}`,
      addDead: async (entry, reason) => void dead.push({ entry, reason }),
      backlog: async () => ({ waiting: spooled.length, oldestAt: spooled[0]?.receivedAt, dead: dead.length }),
    },
    read: readMessage,
    now: () => START,
    log: (event) => events.push(event),
    metrics: createMetrics(),
    fetch: () => Promise.reject(new Error('no network')),
    handingOn: () => ({}),
    ...overrides,
  });
  const ask = async (method: string, path: string, init: Init = {}): Promise<Answer> => {
    const { body, host = 'relay.test', ...headers } = init;
    const request = new Request(`http://${host}${path}`, { method, headers, ...(body !== undefined && { body }) });
    const response = await handle(request, (name) => names.push(name));
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text.startsWith('{') ? JSON.parse(text) : {},
    };
  };
  return {
    spooled,
    dead,
    events,
    names,
    ask,
    send: (payload, init = {}) =>
      ask('POST', '/alerts/generic', {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        body: typeof payload === 'string' ? payload : JSON.stringify(payload),
        ...init,
      }),
  };
}

describe('addresses', () => {
  test('a tool that is nearly known is told what was meant', async () => {
    const { status, json } = await relay().ask('POST', '/alerts/alertmanagr');
    expect({ status, json }).toEqual({
      status: 404,
      json: { error: '"alertmanagr" is no tool whose alerts are understood. Did you mean "alertmanager"?' },
    });
  });

  test('no other address says anything', async () => {
    for (const path of ELSEWHERE)
      for (const method of ['GET', 'HEAD', 'PUT']) {
        const { status, text } = await relay().ask(method, path);
        expect({ path, status, text }).toEqual({ path, status: 404, text: '' });
      }
  });

  test('an alert that is sent elsewhere is told where alerts are taken', async () => {
    for (const path of ELSEWHERE) {
      const { status, json } = await relay().ask('POST', path, { body: '{}' });
      expect({ path, status, json }).toEqual({
        path,
        status: 404,
        json: {
          error: 'No alerts are taken at this address; send them to the one of your tool.',
          addresses: SOURCE_IDS.map((source) => `/alerts/${source}`),
        },
      });
    }
  });

  test('a name of any length is answered', async () => {
    const { status, text } = await relay().ask('POST', `/alerts/${'x'.repeat(10_000)}`);
    expect(status).toBe(404);
    expect(text.length).toBeLessThan(400);
  });

  test('anything but POST is told to be POST', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await relay().ask(method, '/alerts/generic');
      expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
    }
  });
});

describe('a message of a known sender', () => {
  test('is taken once it is safe, and not before', async () => {
    const bench = relay();
    const { status, json } = await bench.send(FIRING);
    expect({ status, json }).toEqual({ status: 202, json: { accepted: 1 } });
    expect(bench.spooled).toEqual([
      {
        source: 'generic',
        receivedAt: START,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(FIRING),
      },
    ]);
    expect(bench.names).toEqual(['name-1']);
  });

  test('is left with its sender where it cannot be kept', async () => {
    const add = (): Promise<string> => Promise.reject(new Error('No space left on device'));
    const bench = relay();
    const full = relay({
      spool: { add, addDead: add as never, backlog: async () => ({ waiting: 0, oldestAt: undefined, dead: 0 }) },
    });
    for (const payload of [FIRING, { state: 'unheard of' }, '{']) {
      const { status, headers } = await full.send(payload);
      expect({ status, after: headers.get('retry-after') }).toEqual({ status: 503, after: '30' });
    }
    expect(full.names).toEqual([]);
    expect(bench.dead).toEqual([]);
  });

  test('that says nothing we know is put aside for a person, with the reason', async () => {
    const bench = relay();
    const { status, json } = await bench.send({ ...FIRING, state: 'exploded' });
    expect(status).toBe(422);
    expect(json).toEqual({ accepted: 0, error: 'state is "exploded"; known are firing, ended, resolved.' });
    expect(bench.spooled).toEqual([]);
    expect(bench.dead).toMatchObject([{ entry: { body: JSON.stringify({ ...FIRING, state: 'exploded' }) } }]);
  });

  test('that was sent to the address of another tool is told which', async () => {
    const bench = relay();
    const group = { version: '4', status: 'firing', alerts: [{ status: 'firing', labels: { alertname: 'Down' } }] };
    const { status, json } = await bench.send(group);
    expect(status).toBe(422);
    expect(json['error']).toMatch(/^It looks like Prometheus Alertmanager; send it to \/alerts\/alertmanager\. /);
    expect(bench.dead[0]?.reason).toContain('send it to /alerts/alertmanager.');
    expect((await bench.send({ some: 'thing' })).json['error']).not.toContain('It looks like');
  });

  test('that is no JSON, or too deep, is put aside as it came', async () => {
    const bench = relay();
    for (const [body, error] of [
      ['{"title": "a "quoted" word"}', 'The body is not valid JSON.'],
      ['['.repeat(200_000), 'The JSON is nested more than 32 levels deep.'],
    ] as const) {
      const { status, json } = await bench.send(body);
      expect({ status, error: json['error'] }).toEqual({ status: 400, error });
    }
    expect(bench.dead.map(({ entry }) => entry.body.length)).toEqual([28, 200_000]);
  });

  test('that is no news is answered with why, and kept nowhere', async () => {
    const bench = relay();
    const { status, json } = await bench.send({ alerts: [] });
    expect({ status, json }).toEqual({ status: 200, json: { accepted: 0, ignored: ['Holds no alert.'] } });
    expect([bench.spooled, bench.dead]).toEqual([[], []]);
  });

  test('with some alerts in it is taken, and told what was not understood', async () => {
    const bench = relay();
    const { status, json } = await bench.send({ alerts: [FIRING, { ...FIRING, state: '?' }] });
    expect({ status, accepted: json['accepted'] }).toEqual({ status: 202, accepted: 1 });
    expect(json['refused']).toHaveLength(1);
  });

  test('that makes reading fail is put aside', async () => {
    const bench = relay({
      read: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
    });
    expect((await bench.send(FIRING)).status).toBe(422);
    expect(bench.dead).toHaveLength(1);
  });

  test('keeps only the headers that mean something', async () => {
    const bench = relay();
    await bench.send(FIRING, { cookie: 'secret', 'x-github-event': 'x'.repeat(400), 'ce-id': '1', 'ce-odd_name': 'x' });
    expect(bench.spooled[0]?.headers).toEqual({
      'content-type': 'application/json',
      'ce-id': '1',
      'x-github-event': 'x'.repeat(300),
    });
  });
});

describe('anybody else', () => {
  test('is refused, whatever is sent, and nothing of it is kept', async () => {
    const bench = relay({}, { ALERTS_SECRET_GITHUB: TOKEN });
    for (const authorization of ['', 'Bearer wrong', `Bearer ${TOKEN}x`])
      expect((await bench.send(FIRING, { authorization })).status).toBe(401);
    expect((await bench.ask('POST', '/alerts/github', { body: '{}', 'content-type': 'application/json' })).status).toBe(
      401,
    );
    expect([bench.spooled, bench.dead]).toEqual([[], []]);
  });

  test('is refused for a tool without a key, and the log names the variable', async () => {
    const bench = relay();
    expect(
      (await bench.ask('POST', '/alerts/pagerduty', { body: '{}', 'content-type': 'application/json' })).status,
    ).toBe(401);
    expect(bench.events.at(-1)).toMatchObject({
      reason: 'no_key',
      hint: 'Set ALERTS_TOKEN_PAGERDUTY or ALERTS_SECRET_PAGERDUTY.',
    });
  });

  test('fills neither the log nor the way of those who are known', async () => {
    const bench = relay();
    const answers = [];
    for (let at = 0; at < 500; at++) answers.push((await bench.send(FIRING, { authorization: 'Bearer wrong' })).status);
    expect(answers.filter((status) => status === 401)).toHaveLength(LIMITS.refused.burst);
    expect(answers.filter((status) => status === 429)).toHaveLength(500 - LIMITS.refused.burst);
    expect(bench.events).toHaveLength(LIMITS.refused.burst);
    expect((await bench.send(FIRING)).status).toBe(202);
  });
});

describe('bounds', () => {
  test('a body larger than allowed is refused before it is read to its end', async () => {
    const limits = { ...LIMITS, bytes: 1_000 };
    const bench = relay({ limits });
    expect((await bench.send('x'.repeat(1_001))).status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 100;
        controller.enqueue(new Uint8Array(100));
      },
    });
    const handle = createHandler({ ...(await optionsOf()), limits });
    const request = new Request('http://relay.test/alerts/generic', {
      method: 'POST',
      body: endless,
      headers: { authorization: `Bearer ${TOKEN}` },
      duplex: 'half',
    } as RequestInit);
    expect((await handle(request)).status).toBe(413);
    expect(sent).toBeLessThan(2_000);
  });

  test('what is compressed or no JSON is refused', async () => {
    const bench = relay();
    expect((await bench.send(FIRING, { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await bench.send(FIRING, { 'content-type': 'text/html' })).status).toBe(415);
  });

  test('who is known is slowed down only beyond a generous rate, each in the way it understands', async () => {
    const bench = relay();
    const burst = LIMITS.verified.source.burst;
    for (let at = 0; at < burst; at++) expect((await bench.send({ alerts: [] })).status).toBe(200);
    const { status, headers } = await bench.send(FIRING);
    expect({ status, after: headers.get('retry-after') }).toEqual({ status: 429, after: '1' });
    const group = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      body: '{"version":"4","alerts":[]}',
    };
    for (let at = 0; at < burst; at++) await bench.ask('POST', '/alerts/alertmanager', group);
    expect((await bench.ask('POST', '/alerts/alertmanager', group)).status).toBe(503);
  });
});

describe('on one machine, without keys', () => {
  const open = { open: true, keys: new Map() };

  test('programs may send', async () => {
    expect((await relay(open).send(FIRING, { host: 'localhost:4321' })).status).toBe(202);
  });

  test('web pages may not, nor names that point here', async () => {
    expect((await relay(open).send(FIRING, { host: 'localhost:4321', origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await relay(open).send(FIRING, { host: 'evil.example:4321' })).status).toBe(403);
  });

  test('a tool that has a key still needs it', async () => {
    const bench = relay({ open: true });
    expect((await bench.send(FIRING, { host: 'localhost', authorization: '' })).status).toBe(401);
  });
});

describe('those who look after the relay', () => {
  test('see that all is well, or what is not', async () => {
    let now = START;
    const state: { problem?: string; handedOnAt?: number } = {};
    const bench = relay({ now: () => now, handingOn: () => state });
    expect((await bench.ask('GET', '/health')).json).toEqual({
      ok: true,
      spooled: 0,
      oldestSeconds: 0,
      dead: 0,
      handedOnAt: null,
    });
    await bench.send(FIRING);
    now += LIMITS.oldestMs;
    expect((await bench.ask('GET', '/health')).status).toBe(200);
    now += 1;
    const late = await bench.ask('GET', '/health');
    expect({ status: late.status, json: late.json }).toEqual({
      status: 503,
      json: {
        ok: false,
        spooled: 1,
        oldestSeconds: 600,
        dead: 0,
        handedOnAt: null,
        problem: 'The oldest message has waited too long to be handed on.',
      },
    });
    Object.assign(state, { problem: 'Check GITHUB_TOKEN.', handedOnAt: START });
    expect((await bench.ask('GET', '/health')).json).toMatchObject({
      problem: 'Check GITHUB_TOKEN.',
      handedOnAt: '2026-11-24T10:00:00.000Z',
    });
  });

  test('are told that the spool cannot be read', async () => {
    const failing = (): Promise<never> => Promise.reject(new Error('EIO'));
    const bench = relay({ spool: { add: failing, addDead: failing, backlog: failing } });
    expect((await bench.ask('GET', '/health')).status).toBe(503);
    expect((await bench.ask('GET', '/metrics')).status).toBe(500);
  });

  test('count what happens, with the token where there is one', async () => {
    const bench = relay({ metricsTokens: ['metrics-token-0123'] });
    await bench.send(FIRING);
    await bench.send(FIRING, { authorization: 'Bearer wrong' });
    expect((await bench.ask('GET', '/metrics')).status).toBe(401);
    const { text, headers } = await bench.ask('GET', '/metrics', { authorization: 'Bearer metrics-token-0123' });
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
      'allclear_relay_received_total{source="generic"} 2',
      'allclear_relay_accepted_total{source="generic"} 1',
      'allclear_relay_refused_total{source="generic",reason="token"} 1',
      'allclear_relay_handed_on_total 0',
      'allclear_relay_spooled 1',
      'allclear_relay_oldest_age_seconds 0',
      'allclear_relay_dead 0',
      '',
    ]);
  });

  test('find neither alerts nor secrets nor addresses in the log', async () => {
    const bench = relay({}, { ALERTS_SECRET_GITHUB: TOKEN });
    await bench.send({ ...FIRING, title: 'CANARY' });
    await bench.send({ ...FIRING, title: 'CANARY', state: 'CANARY' });
    await bench.send('CANARY{');
    await bench.ask('POST', `/alerts/github?token=CANARY&x=${TOKEN}`, {
      body: 'CANARY',
      'content-type': 'text/CANARY',
    });
    await bench.ask('POST', '/alerts/CANARY');
    const log = JSON.stringify(bench.events);
    expect(bench.events.length).toBeGreaterThan(3);
    for (const secret of ['CANARY', TOKEN]) expect(log).not.toContain(secret);
  });
});

describe('a sender of CloudEvents that asks first', () => {
  const asks = (bench: Bench, headers: Record<string, string>, query = ''): Promise<Answer> =>
    bench.ask('OPTIONS', `/alerts/cloudevents${query}`, headers);

  test('is allowed, at the rate that the relay keeps up with, if it has the token', async () => {
    const bench = relay({}, { ALERTS_TOKEN_CLOUDEVENTS: TOKEN });
    const { status, headers } = await asks(
      bench,
      { 'WebHook-Request-Origin': 'eventgrid.azure.net', 'WebHook-Request-Rate': '9999' },
      `?token=${TOKEN}`,
    );
    expect(status).toBe(200);
    expect(headers.get('webhook-allowed-origin')).toBe('eventgrid.azure.net');
    expect(headers.get('webhook-allowed-rate')).toBe('1200');
  });

  test('is not, without the token or its own name, nor called back', async () => {
    const called: string[] = [];
    const fetch = (address: string): Promise<never> => {
      called.push(address);
      return Promise.reject(new Error());
    };
    const bench = relay({ fetch }, { ALERTS_TOKEN_CLOUDEVENTS: TOKEN });
    const origin = {
      'WebHook-Request-Origin': 'eventgrid.azure.net',
      'WebHook-Request-Callback': 'http://169.254.169.254/',
    };
    expect((await asks(bench, origin)).status).toBe(401);
    expect((await asks(relay(), origin, `?token=${TOKEN}`)).status).toBe(401);
    expect((await asks(bench, { 'WebHook-Request-Origin': '<script>' }, `?token=${TOKEN}`)).status).toBe(400);
    expect((await asks(bench, origin, `?token=${TOKEN}`)).status).toBe(200);
    expect(called).toEqual([]);
  });
});

async function optionsOf(): Promise<RelayOptions> {
  const none = async (): Promise<never> => Promise.reject(new Error());
  return {
    keys: readKeys({ ALERTS_TOKEN_GENERIC: TOKEN }).keys,
    spool: { add: none, addDead: none, backlog: none },
    read: readMessage,
    now: () => START,
    log: () => {},
    metrics: createMetrics(),
    fetch: none,
    handingOn: () => ({}),
  };
}

type Init = Record<string, string> & { body?: string; host?: string };

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

interface Bench {
  spooled: Entry[];
  dead: { entry: Entry; reason: string }[];
  events: LogEvent[];
  names: string[];
  ask: (method: string, path: string, init?: Init) => Promise<Answer>;
  send: (payload: unknown, init?: Init) => Promise<Answer>;
}
