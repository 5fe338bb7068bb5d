import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, Reading } from '../../src/alerts/alert.ts';
import { readMessage } from '../../src/alerts/sources/registry.ts';
import { SOURCE_IDS, type SourceId } from '../../src/schema/sources.ts';
import { cleanLine, cleanText } from '../../src/schema/text.ts';
import { type Fields, PAYLOADS, RECEIVED, snsEnvelope } from '../fixtures/payloads.ts';

const SEED = Number(process.env['SEED'] ?? 20261121);
const MESSAGES = 20_000;
const HUGE = 10_000_000;
const DEEP = 200_000;
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);
const FIELDS = [
  ...['source', 'key', 'state', 'labels', 'title', 'text', 'at', 'startedAt', 'endedAt', 'acknowledgedAt', 'url'],
  'partial',
];

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...['', ' ', '\u0000', '\uD800', '\uDC00x', '\u202Eevil', '\u2066', '\uFEFF', 'e\u0301', '👩‍🚀', '日本'],
    ...[
      '::set-env name=A::b',
      '::add-mask::x',
      '[skip ci] down',
      '$(rm -rf /)',
      '`id`',
      '$\u007B{ secrets.TOKEN }}',
      '{{ x }}',
    ],
    ...['---\ntitle: x\n---', '## 2026-11-21 10:00 UTC · resolved', '\n\n## resolved\n', '@team', '#1', 'Fixes #1'],
    ...['<script>alert(1)</script>', 'javascript:alert(1)', 'https://user:pass@evil.example/', 'http://[', '../../etc'],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '\r\n', 'a\u2028b', 'x'.repeat(5_000)],
    ...['2026-11-21T10:00:00Z', '1999-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '2026-13-40'],
    ...['*alertType*', '$ALERT_ID', 'null', 'NaN', '1e400', '-0', '{"a":', '[[[[', '{"AlarmName":"x"}', 'e30='],
    ...['firing', 'resolved', 'ended', 'ALARM', 'OK', 'open', 'closed', 'incident.triggered', 'Create', 'critical'],
  ),
);

const values = fc.oneof(
  texts,
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    0,
    -1,
    1e308,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    2 ** 53,
    1e21,
    1e-9,
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], [{}], { name: {} }, [['a', 'b']], [{ name: 'a', value: 'b' }]),
  fc.double(),
  fc.integer(),
  fc.array(texts, { maxLength: 5 }),
  fc.dictionary(texts, texts, { maxKeys: 5 }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

const changes = fc.array(
  fc.record({
    where: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'wrap', 'repeat'),
    name: texts,
    value: values,
  }),
  { maxLength: 5 },
);

const headers = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.dictionary(
    fc.constantFrom(
      'x-github-event',
      'sentry-hook-resource',
      'ce-id',
      'ce-type',
      'ce-source',
      'ce-specversion',
      'ce-data',
    ),
    texts,
  ),
);

const messages = fc.record({
  source: fc.constantFrom(...SOURCE_IDS),
  which: fc.nat(),
  changes,
  form: fc.constantFrom('value', 'value', 'value', 'value', 'text', 'cut text', 'envelope'),
  cut: fc.nat(),
  headers,
});

test(`${MESSAGES} messages made from real ones: none throws, none is lost, and every alert keeps its bounds`, () => {
  const found = { alerts: 0, ignored: 0, refused: 0 };
  fc.assert(
    fc.property(messages, (one) => {
      const reading = readMessage({
        source: one.source,
        payload: payloadOf(one),
        headers: one.headers,
        receivedAt: RECEIVED,
      });
      expect(problemsOf(reading, one.source)).toEqual([]);
      found.alerts += reading.alerts.length;
      found.ignored += reading.ignored.length;
      found.refused += reading.refused.length;
    }),
    { seed: SEED, numRuns: MESSAGES },
  );
  process.stdout.write(`seed ${SEED}: ${MESSAGES} messages, ${JSON.stringify(found)}\n`);
  // What is made from real messages has to reach the alerts often enough to try their bounds.
  expect(found.alerts).toBeGreaterThan(MESSAGES / 4);
});

test.each(SOURCE_IDS)('%s: texts of 10 MB and values nested 200,000 deep', (source) => {
  const huge = 'A\u0000é '.repeat(HUGE / 4);
  const deep = [`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`];
  const started = performance.now();
  for (const value of [huge, ...deep.map((text) => JSON.parse(text) as unknown), deep[0]]) {
    for (const payload of [value, ...PAYLOADS[source].slice(0, 2).flatMap((base) => everywhere(base, value))]) {
      const reading = readMessage({ source, payload, headers: {}, receivedAt: RECEIVED });
      expect(problemsOf(reading, source)).toEqual([]);
    }
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

function payloadOf({ source, which, changes: made, form, cut }: Made): unknown {
  const bases = PAYLOADS[source];
  let payload: unknown = structuredClone(bases[which % bases.length]);
  // Values are copied, since later changes reach into them.
  for (const change of made) payload = changed(payload, { ...change, value: structuredClone(change.value) });
  if (form === 'envelope' && source === 'cloudwatch') return snsEnvelope(payload);
  if (form === 'value' || form === 'envelope') return payload;
  const text = JSON.stringify(payload) ?? '';
  return form === 'text' ? text : text.slice(0, cut % (text.length + 1));
}

function changed(payload: unknown, { where, how, name, value }: Change): unknown {
  const paths = pathsIn(payload);
  const path = paths[where % paths.length] ?? [];
  const old = valueAt(payload, path);
  if (how === 'add') {
    if (typeof old === 'object' && old !== null && !Array.isArray(old)) {
      Object.defineProperty(old, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return payload;
  }
  const fresh = { replace: value, drop: undefined, wrap: [old], repeat: [old, structuredClone(old), value] }[how];
  if (path.length === 0) return how === 'drop' ? {} : fresh;
  const holder = valueAt(payload, path.slice(0, -1)) as Fields;
  Object.defineProperty(holder, path.at(-1) ?? '', {
    value: fresh,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return payload;
}

/** The payload with a value in the place of each of its parts in turn, a few of them. */
function everywhere(base: unknown, value: unknown): unknown[] {
  const paths = pathsIn(base).filter((path) => path.length > 0);
  const step = Math.max(1, Math.floor(paths.length / 12));
  return paths
    .filter((_, index) => index % step === 0)
    .map((path) => {
      const payload = structuredClone(base);
      (valueAt(payload, path.slice(0, -1)) as Fields)[path.at(-1) ?? ''] = value;
      return payload;
    });
}

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || path.length > 12) return [path];
  return [path, ...Object.keys(value).flatMap((name) => pathsIn((value as Fields)[name], [...path, name]))];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Fields)[name], value);
}

const GLOBALS = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const OWN_KEYS = GLOBALS.map((one) => Reflect.ownKeys(one));

/** Everything about a reading that is not as promised. */
function problemsOf({ alerts, ignored, refused }: Reading, source: SourceId): string[] {
  const problems: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) problems.push(what);
  };
  GLOBALS.forEach((one, index) => {
    must(Reflect.ownKeys(one).length === OWN_KEYS[index]?.length, 'a prototype has other keys');
  });
  must(alerts.length + ignored.length + refused.length > 0, 'nothing is said');
  must(alerts.length <= 5_000, 'too many alerts');
  must(ignored.length <= 101 && refused.length <= 101, 'too many reasons');
  for (const reason of [...ignored, ...refused]) must(isLine(reason, 300), `reason ${JSON.stringify(reason)}`);
  // What is caught at the end was thrown by an adapter.
  must(!refused.some((reason) => reason.startsWith('Could not be read')), `thrown: ${refused[0]}`);
  for (const alert of alerts) checkAlert(alert, source, must);
  return problems;
}

function checkAlert(alert: Alert, source: SourceId, must: (holds: boolean, what: string) => void): void {
  const { key, state, labels, title, text, at, startedAt, endedAt, acknowledgedAt, url, partial } = alert;
  must(
    Object.keys(alert).every((name) => FIELDS.includes(name)),
    'unknown field',
  );
  must(alert.source === source, 'source');
  must(isLine(key, 500), 'key');
  must(state === 'firing' || state === 'ended', 'state');
  must(isLine(title, 200), 'title');
  must(text.length <= 4_000 && cleanText(text).trim() === text && text.isWellFormed(), 'text');
  for (const [name, time] of Object.entries({ at, startedAt, endedAt, acknowledgedAt })) {
    must(time === undefined || (time >= EARLIEST && time < LATEST), `${name} is ${time}`);
  }
  must(endedAt === undefined || (state === 'ended' && endedAt >= (startedAt ?? 0)), 'endedAt');
  must(
    url === undefined || (/^https?:\/\/[^\s@]+$/.test(url.split(/[/?#]/, 3).join('/')) && isLine(url, 2_000)),
    'url',
  );
  must(partial === undefined || partial === true, 'partial');
  const prototype = Object.getPrototypeOf(labels) as unknown;
  must(prototype === null || prototype === Object.prototype, 'labels have a prototype of their own');
  const names = Reflect.ownKeys(labels);
  must(names.length <= 64 && isLine(labels['alertname'] ?? '', 200), 'number of labels');
  for (const name of names) {
    must(typeof name === 'string' && /^[a-zA-Z0-9_.-]{1,64}$/.test(name), `label ${String(name)}`);
    must(!['__proto__', 'constructor', 'prototype'].includes(String(name)), `label ${String(name)}`);
    must(isLine(labels[String(name)] ?? '', 200), `value of label ${String(name)}`);
  }
}

function isLine(text: string, most: number): boolean {
  return text !== '' && text.length <= most && text.isWellFormed() && cleanLine(text) === text;
}

type Change = { where: number; how: 'replace' | 'drop' | 'add' | 'wrap' | 'repeat'; name: string; value: unknown };
type Made = { source: SourceId; which: number; changes: Change[]; form: string; cut: number };
