import { describe, expect, test } from 'vitest';
import { alertOf, at, newrelicIssue, newrelicLegacy, readOf } from '../../../tests/fixtures/payloads.ts';

const issue = (state: string, change = {}) => alertOf('newrelic', newrelicIssue(state, change));
const legacy = (state: string, change = {}) => alertOf('newrelic', newrelicLegacy(state, change));

describe('workflows', () => {
  test.each(['CREATED', 'ACTIVATED', 'activated'])('an issue that is %s fires since it was created', (state) => {
    expect(issue(state)).toMatchObject({
      key: 'a1b2c3d4-0000-4000-8000-000000000001',
      state: 'firing',
      startedAt: at('2026-11-21T10:00:00Z'),
      at: at('2026-11-21T10:10:00Z'),
      labels: {
        alertname: 'High CPU',
        severity: 'critical',
        condition: 'High CPU',
        policy: 'Golden signals',
        workflow: 'Status page',
        entity: 'checkout',
      },
    });
  });

  test('and is over when it is closed', () => {
    expect(issue('CLOSED')).toMatchObject({
      key: issue('CREATED').key,
      state: 'ended',
      startedAt: issue('CREATED').startedAt,
      endedAt: at('2026-11-21T10:10:00Z'),
    });
  });

  test('who takes it on does not end it', () => {
    expect(issue('ACKNOWLEDGED')).toMatchObject({ state: 'firing', acknowledgedAt: at('2026-11-21T10:10:00Z') });
  });

  test('names may come as text or not at all', () => {
    expect(issue('CREATED', { alertConditionNames: 'Slow', alertPolicyNames: null }).labels).toMatchObject({
      alertname: 'Slow',
    });
  });

  test('an unknown state is refused', () => {
    expect(readOf('newrelic', newrelicIssue('DEACTIVATED')).refused).toEqual([
      'state is "DEACTIVATED"; known are CREATED, ACTIVATED, ACKNOWLEDGED, CLOSED.',
    ]);
  });
});

describe('the notification channels before', () => {
  test('an incident opens, is taken on and closes', () => {
    expect(legacy('open')).toMatchObject({
      key: '1234',
      state: 'firing',
      startedAt: at('2026-11-21T10:00:00Z'),
      labels: { alertname: 'Apdex is low', severity: 'warn', policy: 'Web', account: 'Example', entity: 'web' },
    });
    expect(legacy('acknowledged')).toMatchObject({ state: 'firing', acknowledgedAt: at('2026-11-21T10:00:00Z') });
    expect(legacy('closed', { timestamp: 1_795_257_000_000 })).toMatchObject({ key: '1234', state: 'ended' });
    expect(legacy('closed')).not.toHaveProperty('startedAt');
  });

  test('the test of a channel is no trouble', () => {
    expect(readOf('newrelic', newrelicLegacy('open', { incident_id: 0 })).ignored).toEqual(['Is a test notification.']);
    expect(readOf('newrelic', newrelicLegacy('test')).ignored).toHaveLength(1);
  });

  test.each([{ timestamp: 'yesterday' }, { timestamp: 9e20 }, { timestamp: -5 }, { current_state: undefined }])(
    '%j is refused',
    (change) => {
      expect(readOf('newrelic', newrelicLegacy('open', change))).toMatchObject({
        alerts: [],
        refused: [expect.any(String)],
      });
    },
  );
});
