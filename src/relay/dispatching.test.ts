import { expect, test } from 'vitest';
import { readMessage } from '../alerts/sources/registry.ts';
import { createDispatching } from './dispatching.ts';
import { toDispatches } from './forward.ts';
import type { Drained } from './handing-on.ts';
import type { LogEvent } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { DispatchAnswer } from './outcome.ts';
import type { Entry } from './spool.ts';

const TAKEN: DispatchAnswer = { status: 204, headers: {}, message: '' };
const failing = (status?: number, headers: DispatchAnswer['headers'] = {}): DispatchAnswer => ({
  ...(status !== undefined && { status }),
  headers,
  message: '',
});

/** A spool in memory, a GitHub that answers as told, and a clock that only the test moves. */
function bench(...names: string[]): Bench {
  const waiting = new Map(names.map((name) => [name, entryOf(name)]));
  const answers: DispatchAnswer[] = [];
  const sent: string[] = [];
  const buried: string[] = [];
  const events: LogEvent[] = [];
  const clock = { now: 1_000_000 };
  const drain = createDispatching({
    spool: {
      list: async () => [...waiting.keys()].sort(),
      read: async (name) => waiting.get(name),
      remove: async (gone) => {
        for (const name of gone) waiting.delete(name);
      },
      bury: async (name) => {
        buried.push(name);
        waiting.delete(name);
      },
    },
    read: readMessage,
    send: async (body) => {
      sent.push(JSON.parse(body).client_payload.payload?.key ?? 'part');
      return answers.shift() ?? TAKEN;
    },
    now: () => clock.now,
    pause: async (ms) => {
      clock.now += ms;
    },
    log: (event) => events.push(event),
    metrics: createMetrics(),
  });
  return { waiting, answers, sent, buried, events, clock, drain };
}

function entryOf(name: string): Entry {
  return {
    source: 'generic',
    receivedAt: 1,
    headers: {},
    body: JSON.stringify({ key: name, title: 'Down', state: 'firing' }),
  };
}

test('messages go oldest first, a second apart, and leave once taken', async () => {
  const { drain, sent, waiting, clock } = bench('a', 'b', 'c');
  expect(await drain()).toEqual({ handedOn: 3 });
  expect(sent).toEqual(['a', 'b', 'c']);
  expect(waiting.size).toBe(0);
  expect(clock.now).toBe(1_003_000);
});

test('while GitHub is away everything waits, for longer and longer, and nothing is asked twice in a row', async () => {
  const { drain, sent, waiting, answers, clock } = bench('a', 'b');
  answers.push(...Array.from({ length: 12 }, () => failing(502)));
  const pauses: number[] = [];
  while (waiting.size > 0) {
    const before = clock.now;
    const count = sent.length;
    while (sent.length === count) {
      await drain();
      clock.now += 1_000;
    }
    pauses.push(Math.round((clock.now - before) / 1_000));
  }
  expect(sent).toEqual([...Array.from({ length: 13 }, () => 'a'), 'b']);
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 302]);
});

test('limits are kept to the second', async () => {
  const { drain, sent, answers, clock } = bench('a');
  answers.push(failing(429, { 'retry-after': '120' }), failing(403, { 'retry-after': '60' }));
  await drain();
  clock.now += 119_999;
  await drain();
  expect(sent).toHaveLength(1);
  clock.now += 1;
  await drain();
  expect(sent).toHaveLength(2);
  clock.now += 60_000;
  expect(await drain()).toEqual({ handedOn: 1 });
});

test('a mistake in the settings loses nothing, is told until it is corrected, and is told loudly', async () => {
  for (const status of [401, 403, 404]) {
    const { drain, sent, waiting, buried, answers, clock, events } = bench('a', 'b');
    answers.push(...Array.from({ length: 50 }, () => failing(status)));
    let drained: Drained = { handedOn: 0 };
    for (let at = 0; at < 50; at++) {
      drained = await drain();
      expect(drained.problem).toContain(`(${status})`);
      clock.now += 3_600_000;
    }
    expect([...waiting.keys(), ...buried]).toEqual(['a', 'b']);
    expect(sent).toHaveLength(50);
    expect(events.every(({ level }) => level === 'error')).toBe(true);
    expect(await drain()).toEqual({ handedOn: 2 });
  }
});

test('a message that GitHub refuses waits apart, holds up no other, and is told', async () => {
  const { drain, sent, waiting, answers, clock } = bench('a', 'b', 'c');
  answers.push(failing(422));
  expect(await drain()).toEqual({ handedOn: 2, problem: 'GitHub refuses a message (422); it stays in the spool.' });
  expect([...waiting.keys()]).toEqual(['a']);
  for (let at = 0; at < 10; at++) expect(await drain()).toMatchObject({ handedOn: 0, problem: expect.any(String) });
  expect(sent).toEqual(['a', 'b', 'c']);
  clock.now += 60_000;
  expect(await drain()).toEqual({ handedOn: 1 });
});

test('of a message in parts, those that were taken are not sent again', async () => {
  const { drain, sent, waiting, answers, clock } = bench();
  const alerts = Array.from({ length: 400 }, (_, at) => ({
    key: `${at}`,
    title: 'Down',
    state: 'firing',
    text: 'x'.repeat(400),
  }));
  waiting.set('a', { ...entryOf('a'), body: JSON.stringify({ alerts }) });
  const parts = toDispatches(waiting.get('a') ?? expect.fail(), readMessage)?.length;
  expect(parts).toBeGreaterThan(2);
  answers.push(TAKEN, TAKEN, failing());
  await drain();
  expect([sent.length, waiting.size]).toEqual([3, 1]);
  clock.now += 10_000;
  await drain();
  expect([sent.length, waiting.size]).toEqual([(parts ?? 0) + 1, 0]);
});

test('what cannot be made to fit is put aside, and the rest goes on', async () => {
  const { drain, waiting, buried } = bench('a', 'b');
  waiting.set('a', { ...entryOf('a'), body: JSON.stringify({ nothing: 'x'.repeat(70_000) }) });
  expect(await drain()).toEqual({ handedOn: 1 });
  expect(buried).toEqual(['a']);
});

interface Bench {
  waiting: Map<string, Entry>;
  answers: DispatchAnswer[];
  sent: string[];
  buried: string[];
  events: LogEvent[];
  clock: { now: number };
  drain: () => Promise<Drained>;
}
