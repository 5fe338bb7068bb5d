import { describe, expect, test } from 'vitest';
import {
  alertmanagerAlert,
  alertOf,
  at,
  grafanaGroup,
  grafanaLegacy,
  readOf,
} from '../../../tests/fixtures/payloads.ts';

const one = (change = {}, group = {}) => alertOf('grafana', grafanaGroup([alertmanagerAlert(change)], group));
const legacy = (change = {}) => alertOf('grafana', grafanaLegacy(change));

describe('Grafana Alerting', () => {
  test('an alert fires and ends under its fingerprint', () => {
    const ended = one({ status: 'resolved', endsAt: '2026-11-21T10:30:00Z' }, { state: 'ok', status: 'resolved' });
    expect(one()).toMatchObject({ source: 'grafana', state: 'firing', startedAt: at('2026-11-21T10:02:11.482Z') });
    expect(ended).toMatchObject({ key: one().key, state: 'ended', endedAt: at('2026-11-21T10:30:00Z') });
  });

  test('it leads to its panel, or else its dashboard, or else its rule', () => {
    const panelURL = 'https://grafana.example.com/d/a?viewPanel=2';
    expect(one({ dashboardURL: 'https://grafana.example.com/d/a', panelURL }).url).toBe(panelURL);
    expect(one({ dashboardURL: '', panelURL: '' }).url).toBe('http://prometheus.example.com/graph?g0.expr=up');
  });

  test('alerts without a name of their own are called by what people wrote about them', () => {
    expect(one({ labels: { team: 'edge' } })).toMatchObject({
      title: 'Errors on the API',
      labels: { alertname: 'Errors on the API', team: 'edge' },
    });
  });

  test('a group that leaves others out is partial', () => {
    expect(one({}, { truncatedAlerts: 2 }).partial).toBe(true);
  });

  test('the test of a contact point is no trouble', () => {
    const labels = { alertname: 'TestAlert', instance: 'Grafana' };
    const test = alertmanagerAlert({ labels, annotations: { summary: 'Notification test' } });
    expect(readOf('grafana', grafanaGroup([test])).ignored).toEqual(['Is a test notification.']);
  });
});

describe('alerts of dashboards, up to version 7', () => {
  test('the rule of an organisation is the key from start to end', () => {
    expect(legacy()).toMatchObject({
      key: 'rule 1 17',
      state: 'firing',
      title: 'API latency',
      text: 'Requests take long',
      labels: { alertname: 'API latency', team: 'edge' },
    });
    expect(legacy()).not.toHaveProperty('startedAt');
    expect(legacy({ state: 'ok', title: '[OK] API latency', evalMatches: [] })).toMatchObject({
      key: 'rule 1 17',
      state: 'ended',
      title: 'API latency',
    });
  });

  test('tags and organisation may be missing', () => {
    expect(legacy({ tags: undefined, orgId: undefined })).toMatchObject({
      key: 'rule 17',
      labels: { alertname: 'API latency' },
    });
  });

  test.each(['no_data', 'paused', 'pending'])('%s is no news about a trouble', (state) => {
    expect(readOf('grafana', grafanaLegacy({ state }))).toMatchObject({ alerts: [], ignored: [expect.any(String)] });
  });

  test('an unknown state is refused, and a test is no trouble', () => {
    expect(readOf('grafana', grafanaLegacy({ state: 'broken' })).refused).toEqual([
      'state is "broken"; known are alerting, ok, no_data, paused, pending.',
    ]);
    expect(readOf('grafana', grafanaLegacy({ ruleName: 'Test notification' })).ignored).toHaveLength(1);
  });
});
