import { expect, test } from 'vitest';
import { alertOf, at, azureAlert, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (condition: string, change = {}) => alertOf('azure', azureAlert(condition, change));

test('an alert that fired', () => {
  expect(one('Fired')).toMatchObject({
    key: '/subscriptions/sub-1/providers/Microsoft.AlertsManagement/alerts/alert-1',
    state: 'firing',
    title: 'api-cpu',
    startedAt: at('2026-11-21T10:00:24.371Z'),
    labels: {
      alertname: 'api-cpu',
      severity: 'sev1',
      signal: 'Metric',
      service: 'Platform',
      resource: 'api-1',
      subscription: 'sub-1',
      resource_group: 'web',
      team: 'edge',
    },
  });
});

test('is resolved under the same key, with or without the time', () => {
  const timed = one('Resolved', { resolvedDateTime: '2026-11-21T10:30:16.2246313Z' });
  expect(timed).toMatchObject({ key: one('Fired').key, state: 'ended', startedAt: one('Fired').startedAt });
  expect(timed.endedAt).toBe(at('2026-11-21T10:30:16.224Z'));
  expect(one('Resolved')).not.toHaveProperty('endedAt');
});

test('properties and context may be missing', () => {
  const { data, ...rest } = azureAlert('Fired');
  expect(
    alertOf('azure', {
      ...rest,
      data: { essentials: (data as { essentials: unknown }).essentials, customProperties: null },
    }).state,
  ).toBe('firing');
});

test('another schema and an unknown condition are refused', () => {
  expect(readOf('azure', { schemaId: 'AzureMonitorMetricAlert', data: {} }).refused).toEqual([
    'schemaId is "AzureMonitorMetricAlert"; turn on the common alert schema.',
  ]);
  expect(readOf('azure', azureAlert('Suspended')).refused).toEqual([
    'monitorCondition is "Suspended"; known are Fired, Resolved.',
  ]);
});
