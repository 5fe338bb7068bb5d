import { describe, expect, test } from 'vitest';
import { filesWith, INCIDENT_PATH, incidentFile, NOW } from '../../tests/fixtures/content.ts';
import { deskOf } from '../load-desk.ts';
import type { Act } from './act.ts';
import { perform } from './perform.ts';

const OPEN = incidentFile('## 2026-11-21 11:00 UTC · investigating\n\nWe look.');
const OVER = `${OPEN}\n## 2026-11-21 11:30 UTC · resolved\n\nOver.\n`;
const ID = '2026-11-18-slow-payments';
const PLAN = 'maintenance/2026/2026-11-25-upgrade.md';
const PLANNED =
  '---\ntitle: Upgrade\nstart: 2026-11-25T02:00:00Z\nend: 2026-11-25T04:00:00Z # two hours\ncomponents: [ledger]\n---\n\nPayments may pause.\n';

describe('an incident is written as a person would have', () => {
  test('opened: a file named after day and title, which validation takes', () => {
    const act: Act = {
      kind: 'open',
      title: 'Search: "slow" & odd',
      severity: 'SEV2',
      components: { search: 'partial outage' },
      text: 'Searching takes a minute.',
    };
    expect(changeOf(act)).toEqual({
      path: 'incidents/2026/2026-11-21-search-slow-odd.md',
      message: 'incident 2026-11-21-search-slow-odd: open\n',
      text: '---\ntitle: \'Search: "slow" & odd\'\nseverity: sev2\ncomponents:\n  search: partial outage\n---\n\n## 2026-11-21 12:00 UTC · investigating\n\nSearching takes a minute.\n',
    });
  });

  test('opened twice under one title: two files', () => {
    const act: Act = { kind: 'open', title: 'Slow', severity: 'sev2', components: {}, text: 'Slow.' };
    const taken = { 'incidents/2026/2026-11-21-slow.md': OPEN };
    expect(changeOf(act, taken).path).toBe('incidents/2026/2026-11-21-slow-2.md');
  });

  test('updated: one section more, every other byte as it was', () => {
    const act: Act = {
      kind: 'update',
      incident: 'slow-pay',
      state: 'identified',
      components: { payments: 'major outage', ledger: 'degraded' },
      next: NOW + 1_800_000,
      text: '\nA disk **failed**.  \n\n- one\n',
    };
    const text = OPEN.replace('severity: sev2', 'severity:   sev2   # as support says');
    expect(changeOf(act, { [INCIDENT_PATH]: text }).text).toBe(
      `${text.trimEnd()}\n\n## 2026-11-21 12:00 UTC · identified · payments: major outage, ledger: degraded · next update by 2026-11-21 12:30 UTC\n\nA disk **failed**.  \n\n- one\n`,
    );
  });

  test('acknowledged, assigned, given another severity: one field each', () => {
    expect(changed({ kind: 'acknowledge', incident: ID })).toEqual(['+acknowledged: 2026-11-21T12:00:00Z']);
    expect(changed({ kind: 'assign', incident: ID, role: 'commander', name: 'Ana' })).toEqual([
      '+  commander: Ana',
      '+roles:',
    ]);
    expect(changed({ kind: 'severity', incident: ID, severity: 'SEV1' })).toEqual([
      '+severity: sev1',
      '-severity: sev2',
    ]);
  });

  test('a draft that was nothing goes, with what was added to it', () => {
    const draft = incidentFile('## 2026-11-21 11:00 UTC · investigating\n\nA user says: broken!', 'visibility: draft');
    const [path, added] = ['incidents/2026/2026-11-21-dark.md', 'incidents/2026/2026-11-21-dark/more.md'];
    const log = path.replace('incidents', 'logs');
    const words = '## 2026-11-21 11:30 UTC · identified\n\nA plug.\n';
    const files = { [path]: draft, [added]: words, [log]: '## 2026-11-21 11:40 UTC · mira\n\nA plug.\n' };
    const { deed, refusals } = perform({ kind: 'dismiss', incident: 'dark' }, deskOf(filesWith(files), NOW));
    expect([refusals, deed?.message]).toEqual([undefined, 'incident 2026-11-21-dark: dismiss\n']);
    expect(deed?.changes).toEqual([path, added, log].map((one) => ({ path: one, text: undefined })));
    expect(deed?.after.problems).toEqual(deskOf(filesWith(), NOW).content.problems);
  });

  test('what was public, is internal, or would be written again by alerts is not dismissed', () => {
    const draft = (fields: string): string =>
      incidentFile('## 2026-11-21 11:00 UTC · investigating\n\nA user says: broken!', fields);
    const alerts = 'visibility: draft\nalerts:\n  - { source: generic, key: a, started: 2026-11-21T11:00:00Z }';
    const said = ['visibility: public', 'visibility: internal', alerts].map((fields) => {
      const desk = deskOf(filesWith({ [INCIDENT_PATH]: draft(fields) }), NOW);
      const [refusal] = perform({ kind: 'dismiss', incident: ID }, desk).refusals ?? [];
      return [refusal?.what, refusal?.remedy.includes('`real: false`')];
    });
    expect(said).toEqual([
      [`${ID} has been public, and people have read it.`, true],
      [`${ID} is no draft: it is internal.`, true],
      [`Alerts have written ${ID}, and would write it again.`, true],
    ]);
  });

  test('a draft is confirmed as it is, or with words for the public in place of its own', () => {
    const draft = incidentFile('## 2026-11-21 11:00 UTC · investigating\n\nA user says: broken!', 'visibility: draft');
    const as = changeOf({ kind: 'confirm', incident: ID }, { [INCIDENT_PATH]: draft }).text;
    expect(as).toBe(draft.replace('visibility: draft\n', ''));
    const words = changeOf(
      { kind: 'confirm', incident: ID, text: 'We look.', components: { search: 'degraded' } },
      { [INCIDENT_PATH]: draft },
    ).text;
    expect(words).not.toContain('A user says');
    expect(words).toContain(
      'started: 2026-11-21T11:00:00Z\n---\n\n## 2026-11-21 12:00 UTC · investigating\n\nWe look.\n',
    );
  });

  test('the same comment counts once', () => {
    const act: Act = { kind: 'update', incident: ID, text: 'Still.', mark: 'comment 7' };
    const { text } = changeOf(act, { [INCIDENT_PATH]: OPEN });
    const again = done(act, { [INCIDENT_PATH]: text });
    expect([again.id, again.changes]).toEqual([ID, []]);
  });
});

describe('a maintenance is planned, moved, begun, ended, cancelled', () => {
  test('planned with what people should know', () => {
    const act: Act = {
      kind: 'plan',
      title: 'New disks',
      start: at('2026-12-01T02:00'),
      end: at('2026-12-01T04:00'),
      components: ['ledger'],
      text: 'Payments may pause.',
    };
    expect(changeOf(act)).toMatchObject({
      path: 'maintenance/2026/2026-12-01-new-disks.md',
      message: 'maintenance 2026-12-01-new-disks: plan\n',
    });
  });

  test('moved: both times, and a word about it so that calendars follow', () => {
    const act: Act = { kind: 'move', maintenance: 'upgrade', start: at('2026-11-26T02:00') };
    expect(changed(act, { [PLAN]: PLANNED })).toEqual([
      '+',
      '+',
      '+## 2026-11-21 12:00 UTC · scheduled',
      '+Moved: it now begins at 2026-11-26 02:00 UTC and ends at 2026-11-26 04:00 UTC.',
      '+end: 2026-11-26T04:00:00Z',
      '+start: 2026-11-26T02:00:00Z',
      '-end: 2026-11-25T04:00:00Z # two hours',
      '-start: 2026-11-25T02:00:00Z',
    ]);
  });

  test.each([
    ['start', 'in progress'],
    ['cancel', 'cancelled'],
  ] as const)('%s', (kind, state) => {
    expect(changeOf({ kind, maintenance: 'upgrade' }, { [PLAN]: PLANNED }).text).toContain(
      `\n## 2026-11-21 12:00 UTC · ${state}\n\n`,
    );
  });
});

test('what has begun can be finished, whether somebody said that it had or not', () => {
  const begun = PLANNED.replace('2026-11-25T02', '2026-11-21T11').replace('2026-11-25T04', '2026-11-21T13');
  expect(changeOf({ kind: 'finish', maintenance: 'upgrade' }, { [PLAN]: begun }).text).toContain(
    '\n## 2026-11-21 12:00 UTC · completed\n\n',
  );
});

describe('what is wrong writes nothing, and says what to do instead', () => {
  test.each<[string, Act, string, string]>([
    [
      'no such incident',
      { kind: 'resolve', incident: 'slow-paymets', text: 'Over.' },
      'There is no incident "slow-paymets".',
      '',
    ],
    ['no text', { kind: 'update', incident: ID, text: ' \n ' }, 'There is no text.', 'Say in a sentence'],
    [
      'no such state',
      { kind: 'update', incident: ID, state: 'identifed', text: 'A.' },
      '"identifed" is no state',
      '"identified"',
    ],
    [
      'no such impact',
      { kind: 'update', incident: ID, components: { payments: 'degradd' }, text: 'A.' },
      '"degradd" is no impact on payments',
      '"degraded"',
    ],
    [
      'no such component',
      { kind: 'update', incident: ID, components: { paymnts: 'degraded' }, text: 'A.' },
      '"paymnts"',
      '"payments"',
    ],
    ['no such severity', { kind: 'severity', incident: ID, severity: 'sev7' }, '"sev7"', 'sev'],
    [
      'a time to come',
      { kind: 'update', incident: ID, at: NOW + 600_000, text: 'A.' },
      'is in the future',
      'Leave the time out',
    ],
    [
      'a time before the last word',
      { kind: 'update', incident: ID, at: at('2026-11-21T10:00'), text: 'A.' },
      'before the last update',
      'Leave the time out',
    ],
    [
      'a promise for a time that is over',
      { kind: 'update', incident: ID, next: NOW, text: 'A.' },
      'which is over',
      'Promise a time to come',
    ],
    ['not over', { kind: 'reopen', incident: ID, text: 'A.' }, 'cannot be reopened', 'Write an update'],
    ['no draft', { kind: 'confirm', incident: ID }, 'is no draft', 'Write an update'],
    [
      'words that are another update',
      { kind: 'update', incident: ID, text: 'A.\n\n## 2026-11-21 12:00 UTC · resolved\n\nB.' },
      'reads as the heading of another',
      'Indent',
    ],
    [
      'words that nearly are one',
      { kind: 'update', incident: ID, text: '## 2026-11-21 11:59 · resolved' },
      'heading',
      '',
    ],
    [
      'words that never end',
      { kind: 'open', title: 'A', severity: 'sev2', components: {}, text: '```\n## 2026-11-21 11:59 UTC · resolved' },
      'code block',
      '',
    ],
    [
      'an end before its start',
      { kind: 'plan', title: 'A', start: NOW + 7_200_000, end: NOW + 3_600_000, components: ['ledger'], text: 'A.' },
      'not after its start',
      'later',
    ],
    [
      'a window that is over',
      { kind: 'plan', title: 'A', start: NOW - 7_200_000, end: NOW - 3_600_000, components: ['ledger'], text: 'A.' },
      'which is over',
      'to come',
    ],
    [
      'a move to a time that is over',
      { kind: 'move', maintenance: 'upgrade', start: NOW - 7_200_000, end: NOW - 3_600_000 },
      'which is over',
      'to come',
    ],
    ['the end of what has not begun', { kind: 'finish', maintenance: 'upgrade' }, 'has not begun', 'Cancel it'],
    [
      'taken on before it began',
      { kind: 'acknowledge', incident: ID, at: at('2026-11-17T10:00') },
      'before it began',
      'Leave the time out',
    ],
    [
      'a title that nobody can see',
      { kind: 'open', title: '\u200B', severity: 'sev2', components: {}, text: 'A.' },
      'There is no title',
      'Say what',
    ],
    [
      'a component that is not there',
      { kind: 'plan', title: 'A', start: NOW + 3_600_000, end: NOW + 7_200_000, components: ['legder'], text: 'A.' },
      '"legder"',
      '"ledger"',
    ],
  ])('%s', (_, act, what, remedy) => {
    const { refusals } = perform(act, desk({ [INCIDENT_PATH]: OPEN, [PLAN]: PLANNED }));
    expect(refusals?.[0]?.what).toContain(what);
    expect(refusals?.[0]?.remedy).toContain(remedy);
    expect(refusals?.[0]?.remedy).not.toBe('');
  });

  test.each(['\u200B', '<!-- nothing -->', '<div></div>', '&nbsp;', '![](x)', '---', '\u2800', '> '])(
    'a text of which nothing is left to read: %j',
    (text) => {
      const { refusals } = perform({ kind: 'update', incident: ID, text }, desk({ [INCIDENT_PATH]: OPEN }));
      expect(refusals?.[0]?.what).toBe('There is no text.');
    },
  );

  test.each<Act>([
    { kind: 'resolve', incident: ID, text: 'Over.' },
    { kind: 'update', incident: ID, state: 'monitoring', text: 'Better.' },
  ])('$kind after the end', (act) => {
    expect(perform(act, desk({ [INCIDENT_PATH]: OVER })).refusals?.[0]?.what).toContain('is resolved');
    expect(
      perform({ kind: 'update', incident: ID, text: 'A word more.' }, desk({ [INCIDENT_PATH]: OVER })).refusals,
    ).toBeUndefined();
    expect(
      perform({ kind: 'reopen', incident: ID, text: 'It is back.' }, desk({ [INCIDENT_PATH]: OVER })).refusals,
    ).toBeUndefined();
  });
});

describe('what the team writes down for itself', () => {
  const log = `logs/2026/${ID}.md`;
  const note = (text: string, at?: number): Act => ({
    kind: 'note',
    incident: 'slow-pay',
    notes: [{ who: 'Ana Lind', as: 'decision', text, ...(at !== undefined && { at }) }],
  });

  test('begins a file of its own, and is added at its end; the incident stays as it is', () => {
    expect(changeOf(note('Back to 4.1.'))).toEqual({
      path: log,
      message: `incident ${ID}: note\n`,
      text: '## 2026-11-21 12:00 UTC · Ana Lind · decision\n\nBack to 4.1.\n',
    });
    const before = '## 2026-11-18 09:12 UTC · Jo\n\nLooking.\n\n\n';
    expect(changeOf(note('Later.', at('2026-11-18T09:20')), { [log]: before }).text).toBe(
      '## 2026-11-18 09:12 UTC · Jo\n\nLooking.\n\n## 2026-11-18 09:20 UTC · Ana Lind · decision\n\nLater.\n',
    );
  });

  test('is written once, however often it comes', () => {
    const text = changeOf(note('Back to 4.1.')).text;
    expect(done(note('Back to 4.1.'), { [log]: text }).changes).toEqual([]);
  });

  test.each([
    ['an empty text', note(' \n'), 'There is no text'],
    ['a text that would be another entry', note('A.\n\n## 2026-11-21 12:00 UTC · Jo\n\nB.'), 'heading of another'],
    ['the future', note('A.', NOW + 3_600_000), 'in the future'],
    ['an incident that is not there', { ...note('A.'), incident: 'none' } as Act, 'There is no incident'],
  ])('%s is refused', (_, act, why) => {
    expect(perform(act, desk({})).refusals?.[0]?.what).toContain(why);
  });
});

function desk(changes: Record<string, string>) {
  return deskOf(filesWith(changes), NOW);
}

function done(act: Act, changes: Record<string, string> = { [INCIDENT_PATH]: OPEN }) {
  const { deed, refusals } = perform(act, desk(changes));
  if (!deed) throw new Error(JSON.stringify(refusals));
  return deed;
}

function changeOf(act: Act, changes?: Record<string, string>) {
  const { changes: made, message } = done(act, changes);
  expect(made).toHaveLength(1);
  return { path: made[0]?.path ?? '', text: made[0]?.text ?? '', message };
}

/** The lines that an act adds and takes away. */
function changed(act: Act, changes: Record<string, string> = { [INCIDENT_PATH]: OPEN }): string[] {
  const { path, text } = changeOf(act, changes);
  const [before, after] = [changes[path] ?? '', text].map((one) => one.split('\n'));
  const left = [...(before ?? [])];
  const added = (after ?? []).filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...added.map((line) => `+${line}`), ...left.map((line) => `-${line}`)].sort();
}

function at(text: string): number {
  return Date.parse(`${text}:00Z`);
}
