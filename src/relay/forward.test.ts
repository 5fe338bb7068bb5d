import { expect, test } from 'vitest';
import type { Alert } from '../alerts/alert.ts';
import { readEvent } from '../alerts/dispatch.ts';
import { readMessage } from '../alerts/sources/registry.ts';
import { MOST_BYTES, toDispatches } from './forward.ts';
import type { Entry } from './spool.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');

function entry(source: Entry['source'], payload: unknown, headers: Entry['headers'] = {}): Entry {
  return { source, receivedAt: NOW, headers, body: JSON.stringify(payload) };
}

function alert(index: number, more = 0, extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    status: index % 3 === 0 ? 'resolved' : 'firing',
    labels: { alertname: 'Down', instance: `web-${index}` },
    annotations: { description: 'é'.repeat(more / 2) },
    startsAt: '2026-11-24T09:00:00Z',
    endsAt: index % 3 === 0 ? '2026-11-24T09:30:00Z' : '0001-01-01T00:00:00Z',
    fingerprint: `f${index}`,
    ...extra,
  };
}

const group = (alerts: unknown[], more: Record<string, unknown> = {}): Record<string, unknown> => ({
  version: '4',
  status: 'firing',
  receiver: 'x',
  alerts,
  ...more,
});

/** What a workflow would read from dispatches. */
function readBack(bodies: readonly string[] | undefined): Alert[] {
  return (bodies ?? []).flatMap((body) => {
    const { event_type: type, client_payload: sent } = JSON.parse(body);
    expect(type).toBe('alert');
    expect(Object.keys(sent).length).toBeLessThanOrEqual(10);
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(65_535);
    return readEvent({ action: 'alert', client_payload: sent }, NOW).alerts;
  });
}

const meant = (sent: Entry): Alert[] => readMessage({ ...sent, payload: JSON.parse(sent.body) }).alerts;
const plain = (alerts: readonly Alert[]): unknown[] => alerts.map(({ partial: _, ...rest }) => rest);

test('a small message goes as it is, under one name', () => {
  const sent = entry(
    'github',
    { action: 'completed' },
    { 'x-github-event': 'workflow_run', 'content-type': 'application/json' },
  );
  expect(toDispatches(sent, readMessage)?.map((body) => JSON.parse(body))).toEqual([
    {
      event_type: 'alert',
      client_payload: {
        source: 'github',
        receivedAt: NOW,
        payload: { action: 'completed' },
        headers: { 'x-github-event': 'workflow_run' },
      },
    },
  ]);
});

test('a message of exactly the size that fits is left alone, and one byte more is not', () => {
  const sized = (bytes: number): Entry => entry('alertmanager', group([alert(1)], { filler: 'x'.repeat(bytes) }));
  const empty = toDispatches(sized(0), readMessage)?.[0]?.length ?? 0;
  const fitting = toDispatches(sized(MOST_BYTES - empty), readMessage);
  expect(fitting).toHaveLength(1);
  expect(fitting?.[0]?.length).toBe(MOST_BYTES);
  expect(fitting?.[0]).toContain('"payload"');
  const larger = toDispatches(sized(MOST_BYTES - empty + 1), readMessage);
  expect(larger?.[0]).not.toContain('"payload"');
  expect(plain(readBack(larger))).toEqual(plain(meant(sized(0))));
});

test('pictures and contexts are left out where the alerts stay the same', () => {
  const heavy = 'x'.repeat(100_000);
  const grafana = entry('grafana', {
    ...group([alert(1, 0, { embeddedImage: heavy })]),
    version: '1',
    orgId: 1,
    state: 'alerting',
    title: 'T',
  });
  const [body, ...others] = toDispatches(grafana, readMessage) ?? [];
  expect(others).toEqual([]);
  expect(body).not.toContain('embeddedImage');
  expect(JSON.parse(body ?? '').client_payload.payload.truncatedAlerts).toBeUndefined();
  expect(readBack([body ?? ''])).toEqual(meant(grafana));
});

test('nothing is left out that says something', () => {
  const old = {
    ruleId: 7,
    ruleName: 'Disk',
    state: 'alerting',
    title: '[Alerting] Disk',
    message: 'The disk is full.',
  };
  const sent = entry('grafana', { ...old, evalMatches: 'x'.repeat(100_000) });
  expect(meant(sent)[0]?.text).toContain('The disk is full.');
  expect(readBack(toDispatches(sent, readMessage))).toEqual(meant(sent));
});

test('a large group goes in parts with the same envelope, which say that something is left out only where it is', () => {
  const alerts = Array.from({ length: 500 }, (_, index) => alert(index, 400));
  for (const [source, more, before] of [
    ['alertmanager', {}, 0],
    ['grafana', { version: '1', orgId: 1, state: 'alerting', title: 'T', truncatedAlerts: 3 }, 3],
  ] as const) {
    const sent = entry(source, group(alerts, more));
    const bodies = toDispatches(sent, readMessage);
    expect(bodies?.length).toBeGreaterThan(3);
    expect(plain(readBack(bodies))).toEqual(plain(meant(sent)));
    expect(readBack(bodies).every(({ partial }) => (partial ?? false) === before > 0)).toBe(true);
    for (const body of bodies ?? []) {
      const { payload } = JSON.parse(body).client_payload;
      expect(payload.truncatedAlerts ?? 0).toBe(before);
      expect(payload.receiver).toBe('x');
    }
  }
});

test('an alert too large for one dispatch goes as what was read from it, the others as they are', () => {
  const sent = entry('alertmanager', group([alert(1), alert(2, 90_000), alert(3)]));
  const bodies = toDispatches(sent, readMessage);
  expect(bodies?.map((body) => Object.keys(JSON.parse(body).client_payload).join())).toEqual([
    'source,receivedAt,payload',
    'source,receivedAt,alerts',
    'source,receivedAt,payload',
  ]);
  expect(plain(readBack(bodies))).toEqual(plain(meant(sent)));
});

test('a message that cannot be split goes as what was read from it', () => {
  const sent = entry('generic', { title: 'Down', key: 'k', state: 'firing', details: 'x'.repeat(100_000) });
  const bodies = toDispatches(sent, readMessage);
  expect(bodies).toHaveLength(1);
  expect(readBack(bodies)).toEqual(meant(sent));
  expect(readBack(bodies)).toHaveLength(1);
});

test('what was refused beside is told too', () => {
  const sent = entry('alertmanager', group([alert(1, 90_000), { status: 'unheard of' }]));
  const all = toDispatches(sent, readMessage)?.join('\n');
  expect(all).toContain('unheard of');
});

test('even alerts beyond every bound are cut until they fit', () => {
  const huge: Alert = {
    source: 'generic',
    key: 'k',
    state: 'firing',
    title: 't'.repeat(90_000),
    text: '🚨'.repeat(90_000),
    at: NOW,
    labels: Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`label${at}`, 'v'.repeat(1_000)])),
  };
  const bodies = toDispatches(entry('generic', 'x'.repeat(70_000)), () => ({
    alerts: [huge, huge],
    ignored: [],
    refused: [],
  }));
  expect(readBack(bodies)).toHaveLength(2);
});

test('what no cut makes fit is not sent', () => {
  const huge: Alert = {
    source: 'generic',
    key: 'k'.repeat(90_000),
    state: 'firing',
    title: '',
    text: '',
    at: NOW,
    labels: {},
  };
  expect(
    toDispatches(entry('generic', 'x'.repeat(70_000)), () => ({ alerts: [huge], ignored: [], refused: [] })),
  ).toBeUndefined();
});
