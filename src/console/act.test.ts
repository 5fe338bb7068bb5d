import { describe, expect, test } from 'vitest';
import { filesWith, NOW } from '../../tests/fixtures/content.ts';
import { Refused } from '../acts/refusal.ts';
import { deskOf } from '../load-desk.ts';
import { actOf, type Doing } from './act.ts';
import { readComment } from './command.ts';

const URL = 'https://github.com/acme/status/issues/7';
const ISSUE = { id: 70, number: 7, title: 'Slow', body: '', url: URL, created: '', labels: [] };
const ID = '2026-11-21-slow';

describe('what stands before the words for the public, in any order', () => {
  test.each<[comment: string, act: object]>([
    ['/update Still slow.', { kind: 'update', text: 'Still slow.' }],
    ['/update identified · A disk.', { kind: 'update', state: 'identified', text: 'A disk.' }],
    ['/update MONITORING\nBetter.', { kind: 'update', state: 'monitoring', text: 'Better.' }],
    ['/update Monitoring\nBetter.', { kind: 'update', state: 'monitoring', text: 'Better.' }],
    [
      '/update payments: Partial Outage, ledger: degraded identified next 15:30 UTC: A disk.',
      {
        kind: 'update',
        state: 'identified',
        components: { payments: 'Partial Outage', ledger: 'degraded' },
        next: Date.parse('2026-11-21T15:30:00Z'),
        text: 'A disk.',
      },
    ],
    [
      '/update identified · payments: degraded_performance · next update by 2026-11-22 09:00 +01:00 — A disk.',
      {
        kind: 'update',
        state: 'identified',
        components: { payments: 'degraded_performance' },
        next: Date.parse('2026-11-22T08:00:00Z'),
        text: 'A disk.',
      },
    ],
    ['/update next 30 min\nWe look.', { kind: 'update', next: NOW + 1_800_000, text: 'We look.' }],
    ['/update Next week we move.', { kind: 'update', text: 'Next week we move.' }],
    ['/update Cause: a disk.', { kind: 'update', text: 'Cause: a disk.' }],
    ['/update payments: ok\nFine.', { kind: 'update', components: { payments: 'ok' }, text: 'Fine.' }],
    ['/update identified - identified it is.', { kind: 'update', state: 'identified', text: 'identified it is.' }],
    ['/update resolved: labels: two of them.', { kind: 'update', state: 'resolved', text: 'labels: two of them.' }],
    ['/update\nresolved is only a word here.', { kind: 'update', text: 'resolved is only a word here.' }],
    ['/update Resolved — all is well.', { kind: 'update', state: 'resolved', text: 'all is well.' }],
    ['/resolve monitoring is back.', { kind: 'resolve', text: 'monitoring is back.' }],
    ['/reopen identified | It is back.', { kind: 'reopen', state: 'identified', text: 'It is back.' }],
    ['/severity SEV1', { kind: 'severity', severity: 'SEV1' }],
    ['/assign Communications Nils Ek', { kind: 'assign', role: 'communications', name: 'Nils Ek' }],
    ['/ack', { kind: 'acknowledge' }],
    ['/dismiss The plug was out.', { kind: 'dismiss' }],
  ])('%j', (comment, act) => {
    expect(actIn(comment)).toEqual({ incident: ID, ...act });
  });

  test('of a draft, and of an issue without an incident', () => {
    expect(actIn('/confirm SEV2 ledger: degraded title: The\u202E ledger: slow \nSlow.', 'draft')).toEqual({
      kind: 'confirm',
      incident: ID,
      title: 'The ledger: slow',
      severity: 'sev2',
      components: { ledger: 'degraded' },
      text: 'Slow.',
    });
    expect(actIn('/open sev1 search: major outage title: Search finds nothing\nNothing is found.', 'none')).toEqual({
      kind: 'open',
      title: 'Search finds nothing',
      severity: 'sev1',
      components: { search: 'major outage' },
      text: 'Nothing is found.',
      tracking: URL,
      marks: ['issue 70'],
    });
  });
});

describe('what is nearly one of these is never published as text', () => {
  test.each<[comment: string, what: string, remedy: string, of?: Of]>([
    ['/update identifed A disk.', '"identifed" is not one of', '"identified"'],
    ['/update Monitoring shows an error.', '"Monitoring" may be meant for the program', 'line below'],
    [
      '/update resolved the login problem, labels still fail',
      '"resolved" may be meant for the program, or begin your sentence.',
      'Write "resolved · the login problem, labels still fail" if it is meant so. If people should read it, write "resolved the login problem, labels still fail" on the line below.',
    ],
    ['/update resolved, labels still fail', '"resolved," may be meant', '"resolved, · labels'],
    ['/update api: degraded performance since noon', '"api: degraded performance" may be meant', 'line below'],
    ['/update next 30 min are critical', '"next 30 min" may be meant', 'line below'],
    ['/confirm sev2 parts of it fail', '"sev2" may be meant', 'line below', 'draft'],
    ['/confirm sev2\nSlow.', 'There is no title.', '/confirm … title: ', 'report'],
    ['/confirm sev2 title:\nSlow.', 'There is no title.', '/confirm … title: ', 'report'],
    ['/open sev2\nSlow.', 'There is no title.', '/open … title: ', 'none'],
    ['/update payments: degradd Slow.', '"degradd" is no impact on payments', '"degraded"'],
    ['/update payments: we look.', '"we" is no impact on payments', 'line below'],
    ['/update paymets: slow Slow.', '"slow" is no impact on paymets', 'line below'],
    ['/update next 15:30 We look.', 'has no zone', 'next 15:30 UTC'],
    ['/update next 25:99 UTC We look.', 'not a time of day', 'next '],
    ['/update next 5 parsecs', 'cannot be read', 'next 30 min'],
    ['/confirm sve2\nSlow.', '"sve2" is not one of', '"sev2"', 'draft'],
    ['/open search: degraded\nSlow.', 'not said how bad', 'sev1, sev2', 'none'],
    ['/open sev2 Slow.', 'has its incident already', '/update'],
    ['/open sev2 Slow.', 'has its incident already', '/confirm', 'draft'],
    ['/update Slow.', 'This issue has no incident', '/open', 'none'],
    ['/update Slow.', 'It is a draft', '/confirm', 'draft'],
    ['/resolve Over.', 'It is a draft', '/confirm', 'draft'],
    ['/update Slow.', 'cannot be read', 'npm run validate', 'broken'],
    ['/open sev2 Slow.', 'cannot be read', 'npm run validate', 'broken'],
    ['/ack on it', '/ack publishes no text', 'alone'],
    ['/severity', 'no severity', 'sev1, sev2'],
    ['/severity sev1 because of this', '/severity publishes no text', 'alone'],
    ['/severity sev1\nBecause.', '/severity publishes no text', 'alone'],
    ['/assign', 'no role', 'commander'],
    ['/assign comander @x', '"comander" is no role', '"commander"'],
    ['/assign lead', 'not said who', '/assign lead'],
    ['/assign lead @x\nAnd more.', '/assign publishes no text', 'alone'],
  ])('%j', (comment, what, remedy, of) => {
    const [refusal] = refusalsOf(() => actIn(comment, of));
    expect(refusal?.what).toContain(what);
    expect(refusal?.remedy).toContain(remedy);
  });
});

test('of several incidents of an issue the one that goes on is meant, and none of a longer number', () => {
  const over = incident('Older', URL, 'resolved');
  const files = {
    'incidents/2026/2026-11-19-older.md': over,
    'incidents/2026/2026-11-20-goes-on.md': incident('Goes on', URL),
    'incidents/2026/2026-11-21-later.md': over,
    'incidents/2026/2026-11-21-other.md': incident('Other', `${URL}0`),
  };
  expect(actWith(files, '/ack')).toEqual({ kind: 'acknowledge', incident: '2026-11-20-goes-on' });
  const broken = { 'incidents/2026/2026-11-21-other.md': incident('Other', `${URL}0`, 'rsolved') };
  expect(refusalsOf(() => actWith(broken, '/ack'))[0]?.what).toBe('This issue has no incident.');
});

test('an issue is known by its address, however it is written, and by its number at GitHub where the repository has moved', () => {
  const path = `incidents/2026/${ID}.md`;
  for (const address of [URL, `${URL}/`, `${URL}#issuecomment-9`, URL.replace('acme', 'Acme')]) {
    expect(actWith({ [path]: incident('Slow', address) }, '/ack'), address).toMatchObject({ incident: ID });
  }
  const moved = 'https://github.com/acme/old-name/issues/7';
  const marked = incident('Slow', `${moved}\ncomments: [issue 70]`);
  expect(actWith({ [path]: marked }, '/ack')).toMatchObject({ incident: ID });
  expect(refusalsOf(() => actWith({ [path]: incident('Slow', moved) }, '/ack'))[0]?.what).toContain('no incident');
  const broken = { [path]: marked.replace('investigating', 'invstigating') };
  expect(refusalsOf(() => actWith(broken, '/ack'))[0]?.what).toContain('cannot be read');
});

type Of = 'open' | 'draft' | 'report' | 'none' | 'broken';

function actIn(comment: string, of: Of = 'open') {
  const text = incident('Slow', of === 'none' ? `${URL}1` : URL, of === 'broken' ? 'rsolved' : 'investigating');
  const path = `incidents/2026/${ID}.md`;
  const draft = text.replace('severity:', 'visibility: draft\nseverity:');
  const files = {
    draft,
    report: draft.replace('title: Slow', 'title: Report 7'),
    open: text,
    none: text,
    broken: text,
  };
  return actWith({ [path]: files[of] }, comment);
}

function actWith(files: Record<string, string>, comment: string) {
  const reading = readComment(comment);
  if (reading.kind !== 'command') throw new Error(`${comment} is no command.`);
  return actOf({ ...reading.command, name: reading.command.name as Doing }, ISSUE, deskOf(filesWith(files), NOW));
}

function refusalsOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
  throw new Error('It was not refused.');
}

function incident(title: string, tracking: string, state = 'investigating'): string {
  return `---\ntitle: ${title}\nseverity: sev2\ntracking: ${tracking}\n---\n\n## 2026-11-21 09:00 UTC · ${state}\n\nText.\n`;
}
