import { expect, test, vi } from 'vitest';
import { alertOf, at, genericAlert, RECEIVED, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (change = {}) => alertOf('generic', genericAlert(change));

test('an alert in our own shape', () => {
  expect(one()).toEqual({
    source: 'generic',
    key: 'backup-nightly',
    state: 'firing',
    title: 'The nightly backup failed',
    text: 'Exit code 2',
    labels: { alertname: 'The nightly backup failed', severity: 'warning', service: 'backup' },
    at: RECEIVED,
    startedAt: at('2026-11-21T09:00:00Z'),
    url: 'https://ci.example.com/runs/8',
  });
});

test.each(['ended', 'resolved'])('%s ends it', (state) => {
  expect(one({ state, endedAt: '2026-11-21T10:00:00Z' })).toMatchObject({ key: 'backup-nightly', state: 'ended' });
});

test.each([
  ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z'],
  [1_795_255_200, '2026-11-21T10:00:00Z'],
  [1_795_255_200_512, '2026-11-21T10:00:00.512Z'],
  ['1795255200', '2026-11-21T10:00:00Z'],
])('a time may be %s', (startedAt, time) => {
  expect(one({ startedAt }).startedAt).toBe(at(time));
});

test.each([
  '2026-11-21T10:00:00',
  '2026-02-30T10:00:00Z',
  'yesterday',
  '1999-12-31T23:59:59Z',
  '2100-01-01T00:00:00Z',
  946_684_799,
  1e30,
  -1,
])('%s is refused as a time', (startedAt) => {
  expect(readOf('generic', genericAlert({ startedAt })).refused).toEqual([
    'Cannot be read: startedAt: is no time with its zone between 2000 and 2100, such as 2026-11-24T10:00:00Z.',
  ]);
});

test.each([null, undefined, '', '0001-01-01T00:00:00Z'])('%s is no time', (startedAt) => {
  expect(one({ startedAt })).not.toHaveProperty('startedAt');
});

test('a runtime without Temporal reads the same times', () => {
  const time = at('2026-11-21T09:00:00Z');
  vi.stubGlobal('Temporal', undefined);
  const { startedAt } = one();
  vi.unstubAllGlobals();
  expect(startedAt).toBe(time);
});

test('many come in one message, each by itself', () => {
  const { alerts, refused } = readOf('generic', {
    alerts: [genericAlert(), genericAlert({ key: '' }), genericAlert({ title: null })],
  });
  expect(alerts).toHaveLength(1);
  expect(refused).toEqual(['Alert 2: Does not say which trouble it is about.', 'Alert 3: title is missing.']);
});

test('an unknown state is refused, and so is an end before the start', () => {
  expect(readOf('generic', genericAlert({ state: 'Firing!' })).refused).toEqual([
    'state is "Firing!"; known are firing, ended, resolved.',
  ]);
  expect(readOf('generic', genericAlert({ state: 'ended', endedAt: '2026-11-20T10:00:00Z' })).refused).toEqual([
    'Says that the trouble was over before it began.',
  ]);
});
