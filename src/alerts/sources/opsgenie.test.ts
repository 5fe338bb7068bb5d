import { expect, test } from 'vitest';
import { alertOf, at, opsgenieMessage, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (action: string, change = {}) => alertOf('opsgenie', opsgenieMessage(action, change));

test('an alert that is created begins', () => {
  expect(one('Create')).toMatchObject({
    key: 'tracking-queue-lag',
    state: 'firing',
    title: 'Queue is growing',
    startedAt: at('2026-11-21T10:00:00.512Z'),
    labels: {
      alertname: 'Queue is growing',
      severity: 'p2',
      entity: 'tracking-queue',
      source: 'queue-probe',
      team: 'team-1',
      env: 'production',
      'tag.tracking': 'true',
    },
  });
});

test.each(['Close', 'Delete'])('%s ends what was created', (action) => {
  expect(one(action)).toMatchObject({
    key: one('Create').key,
    state: 'ended',
    startedAt: one('Create').startedAt,
    endedAt: at('2026-11-21T10:05:00.512Z'),
  });
});

test('Acknowledge does not end it', () => {
  expect(one('Acknowledge')).toMatchObject({ state: 'firing', acknowledgedAt: at('2026-11-21T10:05:00.512Z') });
});

test('nanoseconds that JSON rounds are the right millisecond', () => {
  const updatedAt = JSON.parse('1420452374669001603') as number;
  expect(one('Close', { createdAt: 1_420_452_191_104, updatedAt }).endedAt).toBe(1_420_452_374_669);
});

test('without an alias the id of the alert is the key', () => {
  expect(one('Create', { alias: '' }).key).toBe('7c1f5a1e-0000-4b6e-9a54-2f3f5a1d0001');
});

test.each([
  [3, 'p3'],
  ['P3', 'p3'],
  [undefined, undefined],
  ['moderate', 'moderate'],
])('priority %s is severity %s', (priority, severity) => {
  expect(one('Create', { priority }).labels['severity']).toBe(severity);
});

test.each(['AddNote', 'AddTags', 'UnAcknowledge', 'Escalate', 'UpdatePriority', 'Snooze'])(
  '%s is no news',
  (action) => {
    expect(readOf('opsgenie', opsgenieMessage(action))).toMatchObject({ alerts: [], ignored: [expect.any(String)] });
  },
);

test('an action that somebody made up is refused', () => {
  expect(readOf('opsgenie', opsgenieMessage('Reboot it')).refused).toEqual([
    'action is "Reboot it"; known are Create, Acknowledge, Close, Delete.',
  ]);
});
