import { expect, test } from 'vitest';
import { alertOf, at, betterstackIncident, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (event: string, change = {}) => alertOf('betterstack', betterstackIncident(event, change));

test('an incident starts', () => {
  expect(one('started')).toMatchObject({
    key: '300400',
    state: 'firing',
    title: 'Dashboard',
    text: 'Status 500',
    startedAt: at('2026-11-21T10:00:00.151Z'),
    labels: { alertname: 'Dashboard', monitor: '44', url: 'https://dash.example.com' },
  });
});

test('somebody takes it on, at a time that may be before its start', () => {
  expect(one('acknowledged', { acknowledged_at: '2026-02-25T17:38:45.768Z' })).toMatchObject({
    state: 'firing',
    acknowledgedAt: at('2026-02-25T17:38:45.768Z'),
  });
});

test('it is resolved under the same key', () => {
  expect(one('resolved', { resolved_at: '2026-11-21T10:30:00Z' })).toMatchObject({
    key: '300400',
    state: 'ended',
    startedAt: one('started').startedAt,
    endedAt: at('2026-11-21T10:30:00Z'),
  });
});

test('names of newer versions mean the same', () => {
  expect(one('incident.started').state).toBe('firing');
  const { event: _, ...payload } = betterstackIncident('', { status: 'Resolved' });
  expect(alertOf('betterstack', payload).state).toBe('ended');
});

test.each(['Unconfirmed', 'Validating'])('%s is no news', (status) => {
  const { event: _, ...payload } = betterstackIncident('', { status });
  expect(readOf('betterstack', payload).ignored).toHaveLength(1);
});

test('changes of a monitor are no news, and unknown events are refused', () => {
  expect(
    readOf('betterstack', { event: 'updated', data: { id: '1', type: 'monitor', attributes: {} } }).ignored,
  ).toEqual(['Is about a monitor and not an incident.']);
  expect(readOf('betterstack', betterstackIncident('vanished')).refused[0]).toMatch(
    /^event is "vanished"; known are started/,
  );
});
