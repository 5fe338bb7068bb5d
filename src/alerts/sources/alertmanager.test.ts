import { describe, expect, test } from 'vitest';
import {
  alertmanagerAlert,
  alertmanagerGroup,
  alertOf,
  at,
  RECEIVED,
  readOf,
} from '../../../tests/fixtures/payloads.ts';

const read = (payload: unknown) => readOf('alertmanager', payload);
const one = (change = {}, group = {}) => alertOf('alertmanager', alertmanagerGroup([alertmanagerAlert(change)], group));

test('an alert that fires has its labels, when it began, and what people wrote about it', () => {
  expect(one()).toEqual({
    source: 'alertmanager',
    key: '5f0b1c2d3e4a5b6c',
    state: 'firing',
    labels: { alertname: 'ApiErrorRateHigh', severity: 'critical', service: 'api' },
    title: 'ApiErrorRateHigh',
    text: 'Errors on the API\n\n12 % of requests fail',
    at: RECEIVED,
    startedAt: at('2026-11-21T10:02:11.482Z'),
    url: 'http://prometheus.example.com/graph?g0.expr=up',
  });
});

test('a group that fires may hold alerts that ended; each has its own state', () => {
  const over = alertmanagerAlert({ status: 'resolved', fingerprint: 'aaaa', endsAt: '2026-11-21T10:30:00Z' });
  const { alerts } = read(alertmanagerGroup([alertmanagerAlert(), over]));
  expect(alerts.map(({ key, state, endedAt }) => [key, state, endedAt])).toEqual([
    ['5f0b1c2d3e4a5b6c', 'firing', undefined],
    ['aaaa', 'ended', at('2026-11-21T10:30:00Z')],
  ]);
});

test('begin and end are told apart from the next time by when they began', () => {
  const ended = one({ status: 'resolved', endsAt: '2026-11-21T10:30:00Z' });
  const again = one({ startsAt: '2026-11-21T11:00:00Z' });
  expect([ended.key, again.key]).toEqual([one().key, one().key]);
  expect(ended.startedAt).toBe(one().startedAt);
  expect(again.startedAt).not.toBe(one().startedAt);
});

test('an end in the future says only until when it fires without news', () => {
  expect(one({ endsAt: '2026-11-21T12:05:00Z' })).not.toHaveProperty('endedAt');
});

test('a time may have any offset and any number of digits', () => {
  expect(one({ startsAt: '2016-08-01T13:27:08.008+03:00' }).startedAt).toBe(at('2016-08-01T10:27:08.008Z'));
  expect(one({ startsAt: '2026-11-21T05:02:11-05:00' }).startedAt).toBe(at('2026-11-21T10:02:11Z'));
});

describe('versions that send less', () => {
  const old = (change = {}) =>
    one({ fingerprint: undefined, ...change }, { version: '3', groupKey: 5615590933959184469n });

  test('without a fingerprint the labels are the key, in any order', () => {
    const turned = { severity: 'critical', service: 'api', alertname: 'ApiErrorRateHigh' };
    expect(old().key).toMatch(/^labels-[0-9a-f]{16}$/);
    expect(old({ labels: turned, status: 'resolved', endsAt: '2026-11-21T10:30:00Z' }).key).toBe(old().key);
    expect(old({ labels: { ...turned, service: 'web' } }).key).not.toBe(old().key);
  });

  test('nothing but status, labels and start is needed', () => {
    const bare = { status: 'firing', labels: { alertname: 'X' }, startsAt: '2026-11-21T10:00:00Z' };
    expect(alertOf('alertmanager', { alerts: [bare] })).toMatchObject({ state: 'firing', title: 'X', text: '' });
  });

  test('a severity that stands in the annotations counts where labels have none', () => {
    const labels = { alertname: 'X' };
    expect(one({ labels, annotations: { severity: 'Warning' } }).labels).toEqual({
      alertname: 'X',
      severity: 'warning',
    });
    expect(one({ annotations: { severity: 'warning' } }).labels['severity']).toBe('critical');
  });
});

test('alerts of a group that leaves others out are partial', () => {
  expect(one({}, { truncatedAlerts: 3 }).partial).toBe(true);
  expect(one({}, { truncatedAlerts: 0 })).not.toHaveProperty('partial');
});

test('one bad alert hides no other', () => {
  const { alerts, refused } = read(alertmanagerGroup([alertmanagerAlert({ status: 'muted' }), alertmanagerAlert(), 7]));
  expect(alerts).toHaveLength(1);
  expect(refused).toEqual([
    'Alert 1: status is "muted"; known are firing, resolved.',
    'Alert 3: Cannot be read: the message: Invalid input: expected object, received number.',
  ]);
});

test('a group without alerts is no news, and a body without a list is refused', () => {
  expect(read(alertmanagerGroup([])).ignored).toEqual(['Holds no alert.']);
  expect(read({ status: 'firing' }).refused).toEqual([
    'Cannot be read: alerts: Invalid input: expected array, received undefined.',
  ]);
});

test('of more than 5,000 alerts the rest is reported', () => {
  const { alerts, refused } = read(alertmanagerGroup(Array.from({ length: 5_002 }, () => alertmanagerAlert())));
  expect(alerts).toHaveLength(5_000);
  expect(refused).toEqual(['Holds 5002 alerts; the last 2 were not read.']);
});

test('the list of alerts of its API is read too; what is silenced there goes on quietly', () => {
  const listed = (state: string, fingerprint: string): object => ({
    labels: { alertname: 'HighLoad' },
    annotations: {},
    startsAt: '2026-11-21T10:00:00.000Z',
    endsAt: '2026-11-21T10:05:00.000Z',
    updatedAt: '2026-11-21T10:01:00.000Z',
    fingerprint,
    receivers: [{ name: 'web' }],
    status: { state, silencedBy: [], inhibitedBy: [] },
  });
  const { alerts, refused } = readOf('alertmanager', [listed('active', 'a'), listed('suppressed', 'b')]);
  expect(refused).toEqual([]);
  expect(alerts.map(({ key, state, quiet }) => [key, state, quiet])).toEqual([
    ['a', 'firing', undefined],
    ['b', 'firing', true],
  ]);
});
