import { expect, test } from 'vitest';
import { alertOf, at, gcpIncident, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (state: string, change = {}) => alertOf('gcp', gcpIncident(state, change));

test('an incident opens', () => {
  expect(one('open')).toMatchObject({
    key: '0.mabc123',
    state: 'firing',
    title: 'API CPU',
    text: 'CPU of api-1 is above the threshold.\n\nLook at the pool first.',
    startedAt: at('2026-11-21T10:00:00Z'),
    labels: {
      alertname: 'API CPU',
      severity: 'critical',
      condition: 'CPU above 90 %',
      project: 'example-prod',
      resource_type: 'gce_instance',
      resource_name: 'api-1',
      metric_type: 'compute.googleapis.com/instance/cpu/utilization',
      team: 'edge',
      zone: 'europe-west1-b',
    },
  });
});

test('and closes under the same key', () => {
  expect(one('closed', { ended_at: 1_795_257_000 })).toMatchObject({
    key: '0.mabc123',
    state: 'ended',
    startedAt: one('open').startedAt,
    endedAt: at('2026-11-21T10:30:00Z'),
  });
});

test('the severity may stand among the labels of the policy, or nowhere', () => {
  expect(one('open', { severity: 'No severity' }).labels).not.toHaveProperty('severity');
  expect(one('open', { severity: undefined, policy_user_labels: { severity: 'warning' } }).labels['severity']).toBe(
    'warning',
  );
});

test('version 1.0 has less, and documentation as text', () => {
  const incident = {
    incident_id: 'f1',
    state: 'open',
    started_at: 1_795_255_200,
    condition_name: 'Up',
    documentation: 'Look',
  };
  expect(alertOf('gcp', { version: '1.0', incident })).toMatchObject({ key: 'f1', title: 'Up', text: 'Look' });
});

test('the test of a channel is no trouble, and an unknown state is refused', () => {
  expect(readOf('gcp', { ...gcpIncident('open'), version: 'test' }).ignored).toEqual(['Is a test notification.']);
  expect(readOf('gcp', gcpIncident('paused')).refused).toEqual(['incident.state is "paused"; known are open, closed.']);
});
