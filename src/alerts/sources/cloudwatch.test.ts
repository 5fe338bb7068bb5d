import { describe, expect, test } from 'vitest';
import {
  alertOf,
  at,
  cloudwatchAlarm,
  cloudwatchEvent,
  readOf,
  snsEnvelope,
} from '../../../tests/fixtures/payloads.ts';

const one = (state: string, change = {}) => alertOf('cloudwatch', snsEnvelope(cloudwatchAlarm(state, change)));

test('an alarm in an SNS envelope', () => {
  expect(one('ALARM')).toMatchObject({
    key: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:labels-5xx',
    state: 'firing',
    title: 'labels-5xx',
    text: 'Labels answers with errors\n\nThreshold Crossed: 1 datapoint was greater than the threshold (5.0).',
    startedAt: at('2026-11-21T10:00:45.093Z'),
    labels: {
      alertname: 'labels-5xx',
      account: '123456789012',
      region: 'eu-west-1',
      metric: 'HTTPCode_Target_5XX_Count',
      namespace: 'AWS/ApplicationELB',
      LoadBalancer: 'app/labels/50dc6c495c0c9188',
    },
  });
});

test('OK ends it, whenever it began', () => {
  const over = one('OK', { StateChangeTime: '2026-11-21T10:30:00.000+0000', OldStateValue: 'ALARM' });
  expect(over).toMatchObject({ key: one('ALARM').key, state: 'ended', endedAt: at('2026-11-21T10:30:00Z') });
  expect(over).not.toHaveProperty('startedAt');
});

test('without its ARN an alarm goes by account, region and name', () => {
  expect(one('OK', { AlarmArn: undefined })).toMatchObject({
    key: '123456789012 EU (Ireland) labels-5xx',
    labels: { region: 'EU (Ireland)' },
  });
});

test('missing data is neither trouble nor its end', () => {
  expect(readOf('cloudwatch', snsEnvelope(cloudwatchAlarm('INSUFFICIENT_DATA')))).toMatchObject({
    alerts: [],
    ignored: [expect.any(String)],
  });
  expect(readOf('cloudwatch', snsEnvelope(cloudwatchAlarm('BROKEN'))).refused[0]).toMatch(/^The state is "BROKEN"/);
});

describe('the other ways it comes', () => {
  test('from Lambda', () => {
    const Records = [{ EventSource: 'aws:sns', Sns: snsEnvelope(cloudwatchAlarm('ALARM')) }];
    expect(alertOf('cloudwatch', { Records })).toEqual(one('ALARM'));
  });

  test('from Amazon EventBridge, under the same key', () => {
    expect(alertOf('cloudwatch', cloudwatchEvent('ALARM'))).toMatchObject({
      ...one('ALARM'),
      text: 'Labels answers with errors\n\nThreshold Crossed',
    });
    expect(alertOf('cloudwatch', cloudwatchEvent('OK'))).toMatchObject({ key: one('ALARM').key, state: 'ended' });
    expect(alertOf('cloudwatch', snsEnvelope(cloudwatchEvent('OK'))).key).toBe(one('ALARM').key);
  });

  test('as the bare alarm, also as text', () => {
    expect(alertOf('cloudwatch', cloudwatchAlarm('ALARM'))).toEqual(one('ALARM'));
    expect(alertOf('cloudwatch', JSON.stringify(snsEnvelope(cloudwatchAlarm('ALARM'))))).toEqual(one('ALARM'));
  });

  test('a composite alarm has no metric', () => {
    expect(one('ALARM', { Trigger: undefined, AlarmRule: 'ALARM(a) OR ALARM(b)' }).labels).not.toHaveProperty('metric');
  });
});

test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'])('%s is no news', (Type) => {
  expect(readOf('cloudwatch', snsEnvelope('', { Type, Message: 'You have chosen to subscribe' })).ignored).toEqual([
    `${Type} is about the subscription.`,
  ]);
});

test('another message of the topic is refused', () => {
  expect(readOf('cloudwatch', snsEnvelope('', { Message: 'Hello' })).refused).toEqual([
    'The text in Message is no alarm.',
  ]);
});
