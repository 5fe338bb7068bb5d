import { describe, expect, test } from 'vitest';
import { alertOf, at, cloudEvent, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (change = {}) => alertOf('cloudevents', cloudEvent(change));

test('a structured event', () => {
  expect(one()).toMatchObject({
    key: '/probes/outside api',
    state: 'firing',
    title: 'The API does not answer',
    at: at('2026-11-21T10:00:00.123Z'),
    labels: {
      alertname: 'com.example.probe',
      severity: 'critical',
      service: 'api',
      source: '/probes/outside',
      subject: 'api',
    },
  });
});

test('the end of its type says that it is over, under the same key', () => {
  expect(one({ id: 'e-2', type: 'com.example.probe.resolved', time: '2026-11-21T10:30:00Z' })).toMatchObject({
    key: one().key,
    state: 'ended',
    endedAt: at('2026-11-21T10:30:00Z'),
    labels: { alertname: 'com.example.probe' },
  });
});

test.each([
  ['com.example.probe.opened.v2', 'firing'],
  ['com.example.probe.Triggered', 'firing'],
  ['com.example.probe.closed.v1', 'ended'],
  ['recovered', 'ended'],
])('%s is %s', (type, state) => {
  expect(one({ type }).state).toBe(state);
});

test('what the data says comes first', () => {
  const data = { key: 'k', state: 'resolved', endedAt: '2026-11-21T10:20:00Z', startedAt: '2026-11-21T10:00:00Z' };
  expect(one({ type: 'com.example.changed', data })).toMatchObject({
    key: '/probes/outside k',
    state: 'ended',
    startedAt: at('2026-11-21T10:00:00Z'),
    endedAt: at('2026-11-21T10:20:00Z'),
    labels: { alertname: 'com.example.changed' },
  });
});

test('without subject and key each event is a trouble of its own', () => {
  expect(one({ subject: null }).key).toBe('/probes/outside e-1');
});

describe('data', () => {
  const text = JSON.stringify({ state: 'ended', title: 'Größe' });

  test('may be text or base 64 of JSON, or missing', () => {
    const bytes = Buffer.from(text).toString('base64');
    expect(one({ data: text })).toMatchObject({ state: 'ended', title: 'Größe' });
    expect(one({ data: undefined, data_base64: bytes })).toMatchObject({ state: 'ended', title: 'Größe' });
    expect(one({ data: undefined })).toMatchObject({ state: 'firing', title: 'com.example.probe api' });
    expect(one({ data: '<much wow="xml"/>' }).state).toBe('firing');
  });

  const tooLong = Buffer.from(JSON.stringify({ state: 'ended', text: 'x'.repeat(800_000) })).toString('base64');

  test.each(['%%%', 'aGVsbG8=', tooLong])('base 64 of anything else, or of very much, is refused', (data_base64) => {
    expect(readOf('cloudevents', cloudEvent({ data_base64 })).refused).toEqual(['data_base64 holds no JSON.']);
  });
});

test('in binary mode the headers hold what is not data', () => {
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': 'e-1',
    'ce-source': '/probes/outside',
    'ce-type': 'com.example.probe.firing',
    'ce-subject': 'api',
    'ce-time': '2026-11-21T10:00:00.123456Z',
  };
  expect(alertOf('cloudevents', cloudEvent()['data'], headers)).toEqual(one());
});

test('a batch holds many', () => {
  const { alerts, refused } = readOf('cloudevents', [cloudEvent(), cloudEvent({ specversion: '0.3' })]);
  expect(alerts).toHaveLength(1);
  expect(refused).toEqual(['Alert 2: Cannot be read: specversion: is not 1.0.']);
});

test('an event that says neither is refused', () => {
  expect(readOf('cloudevents', cloudEvent({ type: 'com.example.changed' })).refused[0]).toMatch(
    /^Neither data.state nor/,
  );
  expect(readOf('cloudevents', cloudEvent({ type: 'com.example.constructor' })).refused).toHaveLength(1);
  expect(readOf('cloudevents', cloudEvent({ data: { state: 'odd' } })).refused).toHaveLength(1);
});
