import { describe, expect, test } from 'vitest';
import { alertOf, at, kumaMessage, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (status: number, change = {}) => alertOf('uptime-kuma', kumaMessage(status, change));

test('a monitor that is down began at a time in UTC', () => {
  expect(one(0)).toMatchObject({
    key: '10',
    state: 'firing',
    title: 'Website',
    startedAt: at('2026-11-21T10:41:24.905Z'),
    labels: {
      alertname: 'Website',
      monitor: '10',
      type: 'http',
      url: 'https://www.example.com/health',
      env: 'production',
    },
  });
});

test('nothing else that a monitor knows gets out', () => {
  expect(JSON.stringify(one(0))).not.toContain('hunter2');
});

test('it is up again under the same key', () => {
  const over = one(1, { time: '2026-11-21 11:00:00' });
  expect(over).toMatchObject({ key: '10', state: 'ended', endedAt: at('2026-11-21T11:00:00Z') });
  expect(over).not.toHaveProperty('startedAt');
});

test('a reminder that it is still down does not say when it began', () => {
  expect(one(0, { important: false })).not.toHaveProperty('startedAt');
});

test.each([2, 3])('status %d is no news', (status) => {
  expect(readOf('uptime-kuma', kumaMessage(status))).toMatchObject({ alerts: [], ignored: [expect.any(String)] });
});

test('an unknown status is refused', () => {
  expect(readOf('uptime-kuma', kumaMessage(4)).refused[0]).toMatch(/^heartbeat.status is "4"/);
});

test('a test and a reminder about a certificate have no heartbeat', () => {
  expect(readOf('uptime-kuma', { heartbeat: null, monitor: null, msg: 'My Webhook Testing' }).ignored).toEqual([
    'Is a test or a reminder, and tells no state: "My Webhook Testing".',
  ]);
  expect(readOf('uptime-kuma', { msg: 'certificate will expire in 7 days' }).ignored).toHaveLength(1);
  expect(readOf('uptime-kuma', {}).refused).toHaveLength(1);
});

describe('the ways to send it', () => {
  const { heartbeat, monitor, msg } = kumaMessage(0);

  test('as a form whose field data is JSON', () => {
    expect(alertOf('uptime-kuma', { data: JSON.stringify(kumaMessage(0)) })).toEqual(one(0));
  });

  test('in an address, where each part is JSON', () => {
    const parts = { heartbeat: JSON.stringify(heartbeat), monitor: JSON.stringify(monitor), msg };
    expect(alertOf('uptime-kuma', parts)).toEqual(one(0));
  });

  test('without the monitor', () => {
    expect(alertOf('uptime-kuma', { heartbeat })).toMatchObject({ key: '10', title: 'monitor 10' });
  });
});
