import { describe, expect, test } from 'vitest';
import { alertOf, at, datadogMessage, readOf } from '../../../tests/fixtures/payloads.ts';

const one = (change = {}) => alertOf('datadog', datadogMessage(change));

describe('the template from our page', () => {
  test('a monitor that triggers', () => {
    expect(one()).toMatchObject({
      key: '8834512907461283',
      state: 'firing',
      title: 'Replication is late',
      text: 'Replication of db-1 is 90 s late',
      at: at('2026-11-21T10:00:00Z'),
      url: 'https://app.datadoghq.com/monitors/4417',
      labels: {
        alertname: 'Replication is late',
        severity: 'p2',
        monitor: '4417',
        host: 'db-1',
        env: 'production',
        service: 'labels',
        'tag.monitor': 'true',
      },
    });
  });

  test('and recovers under the key of its cycle', () => {
    const over = one({
      alert_transition: 'Recovered',
      alert_title: '[Recovered on {host:db-1}] Replication is late',
      date: '1795257000000',
    });
    expect(over).toMatchObject({
      key: one().key,
      title: one().title,
      state: 'ended',
      endedAt: at('2026-11-21T10:30:00Z'),
    });
  });

  test.each(['Triggered', 'Re-Triggered', 'Warn', 'Re-Warn', 'No Data', 'Re-No Data', 'Renotify'])(
    '%s fires',
    (transition) => {
      expect(one({ alert_transition: transition }).state).toBe('firing');
    },
  );

  test('an unknown transition is refused', () => {
    expect(readOf('datadog', datadogMessage({ alert_transition: 'Exploded' })).refused[0]).toMatch(
      /^alert_transition is "Exploded"; known are triggered/,
    );
  });

  test('variables without a value are as good as missing', () => {
    const bare = one({
      alert_priority: '$ALERT_PRIORITY',
      hostname: 'null',
      link: '',
      alert_cycle_key: '$ALERT_CYCLE_KEY',
    });
    expect(bare).not.toHaveProperty('url');
    expect(bare.labels).not.toHaveProperty('severity');
    expect(bare.key).toBe('4417 host:db-1');
  });
});

describe('the template that Datadog begins with', () => {
  const standard = (title: string) => ({
    body: 'Replication of db-1 is late',
    last_updated: '1795255200000',
    event_type: 'query_alert_monitor',
    title,
    date: '1795255200000',
    org: { id: '1', name: 'Example' },
    id: String(title.length),
  });

  test('is told by its title, under the same key from start to end', () => {
    const begin = alertOf('datadog', standard('[P2] [Triggered on {host:db-1}] Replication is late'));
    const over = alertOf('datadog', standard('[P2] [Recovered on {host:db-1}] Replication is late'));
    expect(begin).toMatchObject({
      state: 'firing',
      title: 'Replication is late',
      labels: { severity: 'p2', host: 'db-1' },
    });
    expect(over).toMatchObject({ key: begin.key, state: 'ended', title: 'Replication is late' });
    expect(alertOf('datadog', standard('[Triggered on {host:db-2}] Replication is late')).key).not.toBe(begin.key);
  });

  test('without a transition in its title it is refused', () => {
    expect(readOf('datadog', standard('Somebody wrote a comment')).refused).toEqual([
      'Says neither that something triggered nor that it recovered.',
    ]);
    expect(readOf('datadog', standard('[constructor] x')).refused).toHaveLength(1);
  });

  test('a test of a monitor is no trouble', () => {
    expect(readOf('datadog', standard('[TEST] [Triggered] Replication is late')).ignored).toEqual([
      'Is a test notification.',
    ]);
  });
});
