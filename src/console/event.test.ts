import { expect, test } from 'vitest';
import { readConsoleEvent } from './event.ts';
import { hidden } from './mark.ts';
import { mayWrite } from './people.ts';

const ISSUE = {
  id: 70,
  number: 7,
  title: 'Slow',
  body: 'Words',
  html_url: 'https://github.com/acme/status/issues/7',
  created_at: '2026-11-21T12:00:00Z',
  user: { login: 'uma', type: 'User', site_admin: false },
  labels: [{ id: 1, name: 'incident-report', color: 'f00' }],
  reactions: { '+1': 0 },
};
const COMMENT = {
  id: 700,
  body: '/ack',
  created_at: '2026-11-21T12:01:00Z',
  updated_at: '2026-11-21T12:01:00Z',
  user: { login: 'mira', type: 'User' },
};

test('a report, and a command in a comment', () => {
  expect(readConsoleEvent({ action: 'opened', issue: ISSUE })).toMatchObject({
    kind: 'report',
    issue: { id: 70, number: 7, title: 'Slow', labels: ['incident-report'] },
  });
  expect(readConsoleEvent({ action: 'created', issue: ISSUE, comment: COMMENT })).toMatchObject({
    kind: 'comment',
    comment: { id: 700, author: 'mira' },
    reading: { kind: 'command', command: { name: 'ack' } },
  });
});

test.each<[because: string, event: object]>([
  ['what is new', { action: 'edited', issue: ISSUE, comment: COMMENT }],
  ['what is new', { action: 'deleted', issue: ISSUE, comment: COMMENT }],
  ['what is new', { action: 'closed', issue: ISSUE }],
  ['what is new', { action: 'labeled', issue: ISSUE }],
  ['what is new', { action: 'opened', issue: ISSUE, comment: COMMENT }],
  ['a pull request', { action: 'created', issue: { ...ISSUE, pull_request: { url: '' } }, comment: COMMENT }],
  ['no report', { action: 'opened', issue: { ...ISSUE, labels: [] } }],
  ['no report', { action: 'opened', issue: { ...ISSUE, labels: [], body: null } }],
  ['No person', { action: 'opened', issue: { ...ISSUE, user: { login: 'sync', type: 'Bot' } } }],
  ['No person', { action: 'opened', issue: { ...ISSUE, user: null } }],
  ['No person', { action: 'created', issue: ISSUE, comment: { ...COMMENT, user: { login: 'a', type: 'Bot' } } }],
  ['No person', { action: 'created', issue: ISSUE, comment: { ...COMMENT, user: { login: 'a[bot]', type: 'User' } } }],
  ['No person', { action: 'created', issue: ISSUE, comment: { ...COMMENT, user: null } }],
  ['an answer', { action: 'created', issue: ISSUE, comment: { ...COMMENT, body: `${hidden('comment 1')}\n/ack` } }],
  ['no command', { action: 'created', issue: ISSUE, comment: { ...COMMENT, body: 'Thanks' } }],
  ['no command', { action: 'created', issue: ISSUE, comment: { ...COMMENT, body: null } }],
])('nothing: %s', (because, event) => {
  expect(readConsoleEvent(event)).toEqual({ kind: 'nothing', because: expect.stringContaining(because) });
});

test.each([
  undefined,
  null,
  [],
  'x',
  {},
  { action: 'opened' },
  { action: 'opened', issue: { ...ISSUE, id: '70' } },
  { action: 'opened', issue: { ...ISSUE, html_url: 'javascript:alert(1)' } },
  { action: 'created', issue: ISSUE, comment: { ...COMMENT, id: -1 } },
])('%j is not what GitHub sends', (event) => {
  expect(readConsoleEvent(event)).toMatchObject({ kind: 'strange' });
});

test('who may write is what the API says, by permission or by role', () => {
  for (const permission of ['admin', 'maintain', 'write']) expect(mayWrite({ permission }), permission).toBe(true);
  expect(mayWrite({ permission: 'write', role_name: 'on-call' })).toBe(true);
  expect(mayWrite({ permission: 'read', role_name: 'maintain' })).toBe(true);
  for (const permission of ['triage', 'read', 'none', '', 'WRITE', 'writer']) {
    expect(mayWrite({ permission, role_name: permission }), permission).toBe(false);
  }
});
