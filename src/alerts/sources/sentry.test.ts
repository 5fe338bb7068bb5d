import { describe, expect, test } from 'vitest';
import {
  alertOf,
  at,
  RECEIVED,
  readOf,
  sentryEvent,
  sentryIssue,
  sentryMetric,
} from '../../../tests/fixtures/payloads.ts';

const kind = (name: string) => ({ 'sentry-hook-resource': name });
const issue = (action: string, change = {}) => alertOf('sentry', sentryIssue(action, change), kind('issue'));
const metric = (action: string, change = {}) => alertOf('sentry', sentryMetric(action, change), kind('metric_alert'));

describe('issues', () => {
  test('a new issue began when it was first seen', () => {
    expect(issue('created')).toMatchObject({
      key: 'issue 5551234',
      state: 'firing',
      startedAt: at('2026-11-21T10:00:00.120Z'),
      labels: {
        alertname: 'TimeoutError: no answer from the rates service',
        severity: 'error',
        project: 'api',
        issue: 'API-4F',
      },
    });
  });

  test('one that comes back is a new trouble from now on', () => {
    expect(issue('unresolved')).toMatchObject({ state: 'firing', at: RECEIVED });
    expect(issue('unresolved')).not.toHaveProperty('startedAt');
  });

  test('it ends when it is resolved', () => {
    expect(issue('resolved', { status: 'resolved' })).toMatchObject({
      key: issue('created').key,
      state: 'ended',
      at: RECEIVED,
    });
  });

  test.each(['assigned', 'ignored', 'archived'])('%s does not end it', (action) => {
    expect(readOf('sentry', sentryIssue(action), kind('issue'))).toMatchObject({
      alerts: [],
      ignored: [expect.any(String)],
    });
  });

  test('an unknown action is refused', () => {
    expect(readOf('sentry', sentryIssue('escalating')).refused[0]).toMatch(
      /^action is "escalating"; known are created/,
    );
  });
});

describe('issue alerts and errors', () => {
  test.each([
    ['event', 'event_alert'],
    ['error', 'error'],
  ] as const)('an %s is the trouble of its issue', (name, resource) => {
    const alert = alertOf('sentry', sentryEvent(name), kind(resource));
    expect(alert).toMatchObject({
      key: issue('created').key,
      state: 'firing',
      at: at('2026-11-21T10:04:00.500Z'),
      labels: { severity: 'error', project: 'api', browser: 'Firefox' },
    });
    expect(alert).not.toHaveProperty('startedAt');
  });

  test('an issue alert has the name of its rule', () => {
    expect(alertOf('sentry', sentryEvent('event')).labels).toMatchObject({
      alertname: 'Very many errors',
      rule: 'Very many errors',
    });
  });

  test('older ones name their issue in an address only, or not at all', () => {
    expect(alertOf('sentry', sentryEvent('event', { issue_id: undefined })).key).toBe('issue 5551234');
    expect(alertOf('sentry', sentryEvent('event', { issue_id: undefined, issue_url: null })).key).toBe('event 2f1e0d');
  });
});

describe('metric alerts', () => {
  test.each(['critical', 'warning'])('%s fires since it started', (action) => {
    expect(metric(action)).toMatchObject({
      key: 'metric 5 77',
      state: 'firing',
      startedAt: at('2026-11-21T10:00:00Z'),
      title: 'Too many errors',
      labels: { alertname: 'Too many errors', severity: action, project: 'api', environment: 'production' },
    });
  });

  test('it is over when it says so, with or without the time', () => {
    expect(metric('resolved')).toMatchObject({ key: 'metric 5 77', state: 'ended', at: RECEIVED });
    expect(metric('resolved')).not.toHaveProperty('endedAt');
    expect(metric('resolved', { date_closed: '2026-11-21T10:30:00Z' }).endedAt).toBe(at('2026-11-21T10:30:00Z'));
  });
});

test('without its header a message is told by what it holds', () => {
  expect(alertOf('sentry', sentryIssue('created')).key).toBe('issue 5551234');
  expect(alertOf('sentry', sentryMetric('critical')).key).toBe('metric 5 77');
  expect(alertOf('sentry', sentryEvent('error')).key).toBe('issue 5551234');
});

test('messages about the installation or a comment are no news; others are refused', () => {
  const about = { action: 'created', data: { installation: { uuid: 'u' } } };
  expect(readOf('sentry', about).ignored).toHaveLength(1);
  expect(readOf('sentry', about, kind('installation')).ignored).toHaveLength(1);
  expect(readOf('sentry', { action: 'created', data: { comment_id: 1 } }, kind('comment')).ignored).toHaveLength(1);
  expect(readOf('sentry', sentryIssue('created'), kind('toString')).refused[0]).toMatch(
    /^sentry-hook-resource is "toString"/,
  );
  expect(readOf('sentry', { action: 'created', data: {} }).refused).toHaveLength(1);
});
