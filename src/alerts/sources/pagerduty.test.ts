import { describe, expect, test } from 'vitest';
import { alertOf, at, pagerdutyEvent, pagerdutyLegacy, readOf } from '../../../tests/fixtures/payloads.ts';

const event = (type: string, change = {}, data = {}) => alertOf('pagerduty', pagerdutyEvent(type, change, data));

describe('version 3', () => {
  test('an incident that is triggered begins when the event happened', () => {
    expect(event('incident.triggered')).toEqual({
      source: 'pagerduty',
      key: 'PAB12CD',
      state: 'firing',
      labels: {
        alertname: 'Database pool is empty',
        severity: 'p1',
        service: 'Labels',
        service_id: 'PSVC001',
        urgency: 'high',
        priority: 'P1',
        team: 'Platform',
        escalation_policy: 'Default',
      },
      title: 'Database pool is empty',
      text: '',
      at: at('2026-11-21T10:05:30.120Z'),
      startedAt: at('2026-11-21T10:05:30.120Z'),
      url: 'https://example.pagerduty.com/incidents/PAB12CD',
    });
  });

  test('it ends under the same key, whenever it began', () => {
    const over = event('incident.resolved', { occurred_at: '2026-11-21T10:30:00Z' });
    expect(over).toMatchObject({ key: 'PAB12CD', state: 'ended', endedAt: at('2026-11-21T10:30:00Z') });
    expect(over).not.toHaveProperty('startedAt');
  });

  test('who takes it on does not end it', () => {
    const taken = event('incident.acknowledged', {}, { created_at: '2026-11-21T10:00:00Z' });
    expect(taken).toMatchObject({ state: 'firing', acknowledgedAt: at('2026-11-21T10:05:30.120Z') });
    expect(taken.startedAt).toBe(at('2026-11-21T10:00:00Z'));
    expect(event('incident.acknowledged')).not.toHaveProperty('startedAt');
  });

  test('an incident that is opened again is a new trouble', () => {
    const again = event('incident.reopened', {}, { created_at: '2026-11-20T08:00:00Z' });
    expect(again).toMatchObject({ key: 'PAB12CD', state: 'firing', startedAt: at('2026-11-21T10:05:30.120Z') });
  });

  test('without a priority the urgency is the severity', () => {
    expect(event('incident.triggered', {}, { priority: null }).labels['severity']).toBe('high');
  });

  test.each([
    ...['incident.annotated', 'incident.escalated', 'incident.priority_updated', 'incident.unacknowledged'],
    ...[
      'incident.status_update_published',
      'incident.responder.replied',
      'incident.workflow.started',
      'service.updated',
    ],
    ...['incident.conference_bridge.updated', 'pagey.ping'],
  ])('%s is no news', (type) => {
    expect(readOf('pagerduty', pagerdutyEvent(type, { data: { type: 'other' } }))).toMatchObject({
      alerts: [],
      ignored: [expect.any(String)],
      refused: [],
    });
  });

  test('an unknown event is refused with its name', () => {
    expect(readOf('pagerduty', pagerdutyEvent('incident.vanished')).refused[0]).toMatch(
      /^event_type is "incident.vanished"; known/,
    );
    expect(readOf('pagerduty', pagerdutyEvent('constructor')).refused).toHaveLength(1);
  });
});

describe('the versions before', () => {
  test('a message is an incident that begins, is taken on, or ends', () => {
    const [begin, taken, over] = ['trigger', 'acknowledge', 'resolve'].map((name) =>
      alertOf('pagerduty', pagerdutyLegacy(`incident.${name}`)),
    );
    expect(begin).toMatchObject({
      key: 'PXYZ789',
      state: 'firing',
      title: 'Disk of web-2 is full',
      startedAt: at('2026-11-21T10:05:29Z'),
      labels: { service: 'Web' },
    });
    expect(taken).toMatchObject({ key: 'PXYZ789', state: 'firing', acknowledgedAt: at('2026-11-21T10:05:30Z') });
    expect(over).toMatchObject({ key: 'PXYZ789', state: 'ended', endedAt: at('2026-11-21T10:05:30Z') });
  });

  test('version 2 has the incident beside the event', () => {
    const incident = {
      id: 'P2',
      title: 'Two',
      created_at: '2026-11-21T10:00:00Z',
      urgency: 'low',
      service: { summary: 'S' },
    };
    const message = { event: 'incident.trigger', created_on: '2026-11-21T10:00:01Z', incident };
    expect(alertOf('pagerduty', { messages: [message] })).toMatchObject({
      key: 'P2',
      title: 'Two',
      startedAt: at('2026-11-21T10:00:00Z'),
      labels: { severity: 'low' },
    });
  });

  test('each message of many is read by itself', () => {
    const messages = ['incident.trigger', 'incident.assign', 'incident.unheard'].flatMap(
      (type) => pagerdutyLegacy(type)['messages'] as unknown[],
    );
    const { alerts, ignored, refused } = readOf('pagerduty', { messages });
    expect([alerts.length, ignored.length, refused.length]).toEqual([1, 1, 1]);
  });
});
