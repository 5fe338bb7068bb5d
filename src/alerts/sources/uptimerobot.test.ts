import { expect, test } from 'vitest';
import { alertOf, at, RECEIVED, readOf, uptimerobotMessage } from '../../../tests/fixtures/payloads.ts';

const one = (change = {}) => alertOf('uptimerobot', uptimerobotMessage(change));
const up = { alertType: '2', alertTypeFriendlyName: 'Up', alertDateTime: '1795255500', alertDuration: '300' };

test('a monitor that is down', () => {
  expect(one()).toMatchObject({
    key: '800112233',
    state: 'firing',
    title: 'Website',
    text: 'HTTP 502 - Bad Gateway',
    startedAt: at('2026-11-21T10:00:00Z'),
  });
});

test('what may be secret in an address is in no label', () => {
  expect(one().labels).toEqual({
    alertname: 'Website',
    monitor: '800112233',
    url: 'https://www.example.com/health',
    kind: 'availability',
  });
});

test('is up again: it is over, and when it began is what was said before', () => {
  expect(one(up)).toMatchObject({
    key: '800112233',
    state: 'ended',
    endedAt: at('2026-11-21T10:05:00Z'),
  });
});

test('variables without a value are as good as missing', () => {
  const bare = one({ alertDateTime: '*alertDateTime*', alertDetails: '*alertDetails*' });
  expect(bare).toMatchObject({ at: RECEIVED, text: '' });
  expect(bare).not.toHaveProperty('startedAt');
});

test('names may be written the other way, and a monitor without a number goes by its name and address', () => {
  const template = (type: string) => ({
    monitor_url: 'mail.example.com',
    monitor_friendly_name: 'Mail',
    alert_type: type,
    alert_details: 'Connection Timeout',
  });
  const begin = alertOf('uptimerobot', template('1'));
  expect(begin).toMatchObject({ key: 'Mail mail.example.com', state: 'firing', labels: { alertname: 'Mail' } });
  expect(alertOf('uptimerobot', template('2'))).toMatchObject({ key: begin.key, state: 'ended' });
});

test('the name of the kind will do', () => {
  expect(one({ alertType: undefined }).state).toBe('firing');
  expect(one({ ...up, alertType: '*alertType*' }).state).toBe('ended');
});

test('a certificate that expires is a trouble of its own', () => {
  expect(one({ alertType: '3' })).toMatchObject({
    key: '800112233 certificate',
    state: 'firing',
    labels: { kind: 'certificate' },
  });
});

test('an unknown kind is refused', () => {
  expect(readOf('uptimerobot', uptimerobotMessage({ alertType: '9' })).refused).toEqual([
    'alertType is "9"; known are 1 (down), 2 (up), 3 (SSL expiry).',
  ]);
});
