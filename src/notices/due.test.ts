import { describe, expect, test } from 'vitest';
import {
  audiencesAt,
  CHANNELS,
  desk,
  eventsOf,
  INCIDENT,
  incident,
  moment,
  withPlansKnown,
} from '../../tests/notices/desk.ts';
import { noticesDue } from './due.ts';

const WORK = 'maintenance/2026/2026-11-26-upkeep.md';

function work(updates = '', start = '2026-11-26T10:00:00Z'): string {
  const end = start.replace('10:00', '12:00');
  return `---\ntitle: Upkeep\nstart: ${start}\nend: ${end}\ncomponents: [api]\n---\n\nWe tidy up.\n\n${updates}`;
}

/** The window of 17 December, a day later. */
const apart = work('## 2026-12-11 09:00 UTC · scheduled\n\nA day later.\n', '2026-12-18T10:00:00Z').replace(
  'components',
  'occurrence: { of: 2026-11-26-upkeep, start: 2026-12-17T10:00:00Z }\ncomponents',
);

describe('of an incident', () => {
  test('each channel hears of every update once, and what has changed', () => {
    const one = desk();
    const told = [
      ['10:05', ['10:00 investigating']],
      ['10:06', ['10:00 investigating']],
      ['10:20', ['10:00 investigating', '10:15 identified']],
      ['10:40', ['10:00 investigating', '10:15 identified', '10:30 resolved']],
      ['10:50', ['10:00 investigating', '10:15 identified', '10:30 resolved', '10:45 update']],
      ['11:00', ['10:00 investigating', '10:15 identified', '10:30 resolved', '10:45 update', '10:55 investigating']],
    ].map(([clock, updates]) => {
      one.write(INCIDENT, incident(updates as string[]));
      return eventsOf(one.tell(clock as string));
    });
    expect(told).toEqual([
      ['world opened', 'team opened'],
      [],
      ['world updated', 'team updated'],
      ['world resolved', 'team resolved'],
      ['world updated', 'team updated'],
      ['world reopened', 'team reopened'],
    ]);
  });

  test('all that a channel has not heard is one notice, oldest first', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating', '10:15 identified', '10:30 resolved']) });
    const [notice] = one.tell('10:40');
    expect(notice).toMatchObject({ event: 'resolved', subject: 'Resolved: Slow answers' });
    expect(notice?.updates.map(({ text }) => text)).toEqual(['Text of 10:00.', 'Text of 10:15.', 'Text of 10:30.']);
    expect(notice?.text.indexOf('Text of 10:00')).toBeLessThan(notice?.text.indexOf('Text of 10:30') ?? 0);
  });

  test('what is a day old, or older than the first look, is not told', () => {
    const one = desk({ [INCIDENT]: incident(['08:50 investigating', '09:10 identified']) });
    const [notice] = one.due('09:20').notices;
    expect(notice?.updates.map(({ text }) => text)).toEqual(['Text of 09:10.']);
    expect(notice?.event).toBe('updated');
    expect(one.due('2026-11-25 09:30').notices).toEqual([]);
  });

  test('a draft is told to the team alone; confirmed, it is new to everybody else', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating'], 'visibility: draft\n') });
    const drafts = one.tell('10:05');
    expect(eventsOf(drafts)).toEqual(['team opened']);
    expect(drafts[0]?.subject).toBe('Draft · Investigating: Slow answers');
    one.write(INCIDENT, incident(['10:00 investigating']));
    expect(eventsOf(one.tell('10:10'))).toEqual(['world opened']);
  });

  test('a draft is news on the day on which it becomes public, however old its words are', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating', '10:20 identified'], 'visibility: draft\n') });
    one.tell('10:30');
    expect(one.tell('2026-11-26 10:00')).toEqual([]);
    one.write(INCIDENT, incident(['10:00 investigating', '10:20 identified']));
    const [notice, ...more] = one.tell('2026-11-26 11:00');
    expect([notice?.channel, notice?.event, more]).toEqual(['world', 'opened', []]);
    expect(notice?.updates.map(({ text }) => text)).toEqual(['Text of 10:00.', 'Text of 10:20.']);
    expect(one.tell('2026-11-26 11:01')).toEqual([]);
    expect(one.tell('2026-11-28 11:01')).toEqual([]);
  });

  test('a draft that could not be read meanwhile is news as well', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating'], 'visibility: draft\n') });
    one.tell('10:30');
    one.write(INCIDENT, 'nothing that could be read');
    one.tell('2026-11-26 10:00');
    one.write(INCIDENT, incident(['10:00 investigating']));
    expect(eventsOf(one.tell('2026-11-26 11:00'))).toEqual(['world opened']);
  });

  test('the team is told once which runbooks may help, the public never', () => {
    const runbook = '---\ntitle: Slow [answers]\ncomponents: [api]\nreviewBy: 2027-01-01\n---\n\nLook.\n';
    const site = `${CHANNELS}repository: { url: "https://github.com/example/status" }\n`;
    const one = desk({ 'runbooks/slow-api.md': runbook, [INCIDENT]: incident(['10:00 investigating']) }, site);
    const texts = (clock: string) => new Map(one.tell(clock).map(({ channel, text }) => [channel, text]));
    const first = texts('10:01');
    expect(first.get('team')).toContain(
      'Runbooks: [Slow \\[answers\\]](https://github.com/example/status/blob/main/content/runbooks/slow-api.md)',
    );
    expect(first.get('world')).not.toContain('unbook');
    one.write(INCIDENT, incident(['10:00 investigating', '10:10 identified']));
    expect(texts('10:11').get('team')).not.toContain('Runbook');
  });

  test('an internal one never reaches the public, and one that becomes internal is taken back', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating'], 'visibility: internal\n') });
    expect(eventsOf(one.tell('10:05'))).toEqual(['team opened']);
    one.write(INCIDENT, incident(['10:00 investigating']));
    one.tell('10:06');
    one.write(INCIDENT, incident(['10:00 investigating', '10:10 identified'], 'visibility: internal\n'));
    const told = one.tell('10:15');
    expect(eventsOf(told)).toEqual(['world withdrawn', 'team updated']);
    expect(JSON.stringify(told[0])).not.toContain('10:10');
    expect(one.tell('10:16')).toEqual([]);
  });

  test('one that is gone is taken back, unless its file is there and cannot be read, or it was over', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating']) });
    one.tell('10:05');
    one.write(INCIDENT, 'nothing that could be read');
    expect(one.due('10:06').notices).toEqual([]);
    one.write(INCIDENT, undefined);
    expect(eventsOf(one.tell('10:07'))).toEqual(['world withdrawn', 'team withdrawn']);
    expect(one.due('10:08').notices).toEqual([]);
    one.write(INCIDENT, incident(['10:00 investigating', '10:08 resolved']));
    expect(eventsOf(one.tell('10:09'))).toEqual(['world resolved', 'team resolved']);
    one.write(INCIDENT, undefined);
    expect(one.due('10:10').notices).toEqual([]);
  });

  test('one that has become another is an update of that one, told from where its channels had heard', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating']) });
    one.tell('10:05');
    const path = INCIDENT.replace('slow', 'slower');
    const files = new Map([...one.files, [path, incident(['10:00 investigating', '10:10 identified'])]]);
    files.delete(INCIDENT);
    const { public: outside, internal, ...others } = audiencesAt(files, '10:15');
    const former = new Map([['2026-11-24-slow', '2026-11-24-slower']]);
    const became = { public: { ...outside, former }, internal: { ...internal, former }, ...others };
    const { notices } = noticesDue({ ...became, ledger: one.ledger, now: moment('10:15') });
    expect(eventsOf(notices)).toEqual(['world updated', 'team updated']);
    expect(notices[0]?.updates.map(({ text }) => text)).toEqual(['Text of 10:10.']);
    expect(notices[0]?.after).toEqual([one.ledger.sent[0]?.id]);
  });

  test('whoever heard that it began hears its end, though it is less bad by then', () => {
    const quiet = '---\nname: SEV3\nlevel: 3\nsummary: Small.\n---\n\nText.\n';
    const one = desk({ [INCIDENT]: incident(['10:00 investigating']), 'severities/sev3.md': quiet });
    one.tell('10:05');
    const text = incident(['10:00 investigating', '10:10 resolved']).replace('severity: sev2', 'severity: sev3');
    one.write(INCIDENT, text);
    expect(eventsOf(one.tell('10:15'))).toEqual(['world resolved', 'team resolved']);
  });

  test('a time that was corrected, and is marked so, tells nothing again; what is written after it is told', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating', '10:15 identified']) });
    one.tell('10:20');
    const corrected = ['10:00 investigating', '10:05 identified · edited 2026-11-24 10:25 UTC'];
    one.write(INCIDENT, incident(corrected));
    expect(one.tell('10:30')).toEqual([]);
    one.write(INCIDENT, incident([...corrected, '10:35 monitoring · edited 2026-11-24 10:36 UTC']));
    const [next] = one.tell('10:40');
    expect(next?.updates.map(({ text }) => text)).toEqual(['Text of 10:35.']);
    one.write(INCIDENT, incident(['10:00 investigating', '10:05 identified', '10:35 monitoring', '10:45 resolved']));
    expect(eventsOf(one.tell('10:50'))).toEqual(['world resolved', 'team resolved']);
  });

  test('a channel that is read by others from now on is not told what only the team knew', () => {
    const one = desk({ [INCIDENT]: incident(['10:00 investigating'], 'visibility: internal\n', 'Secret') });
    expect(eventsOf(one.tell('10:05'))).toEqual(['team opened']);
    const site = one.files.get('site.yaml') ?? '';
    one.write('site.yaml', site.replace('secret: TEAM', 'secret: TEAM, audience: public'));
    expect(one.tell('10:10')).toEqual([]);
    one.write(INCIDENT, undefined);
    expect(one.tell('10:15')).toEqual([]);
  });

  test('what a wrong clock told in a later year holds nothing back', () => {
    const one = desk(
      { [INCIDENT]: incident(['10:00 investigating']) },
      CHANNELS.replace('webhook,', 'webhook, every: 1 h,'),
    );
    one.tell('10:05');
    const ahead = one.ledger.sent.map((sent) => ({ ...sent, sent: moment('2030-01-01 00:00') }));
    one.ledger = { ...one.ledger, sent: Array.from({ length: 10 }, () => ahead).flat() };
    one.write(INCIDENT, incident(['10:00 investigating', '10:15 identified']));
    expect(eventsOf(one.due('10:20').notices)).toEqual(['world updated', 'team updated']);
  });

  test('a channel hears of updates at most so often, of beginnings and ends at once', () => {
    const one = desk({}, 'channels:\n  world: { kind: webhook, secret: W, audience: public, every: 30 min }\n');
    one.write(INCIDENT, incident(['10:00 investigating']));
    expect(eventsOf(one.tell('10:05'))).toEqual(['world opened']);
    one.write(INCIDENT, incident(['10:00 investigating', '10:10 update', '10:15 identified']));
    expect(one.due('10:16')).toEqual({ notices: [], next: moment('10:35') });
    const [late] = one.tell('10:35');
    expect(late?.updates).toHaveLength(2);
    one.write(INCIDENT, incident(['10:00 investigating', '10:10 update', '10:15 identified', '10:37 resolved']));
    expect(eventsOf(one.tell('10:38'))).toEqual(['world resolved']);
  });
});

describe('of maintenance', () => {
  test('the plan, a reminder, and how it goes', () => {
    const one = desk({ [WORK]: work() });
    expect(eventsOf(one.tell('10:00'))).toEqual(['world planned', 'team planned']);
    expect(one.due('11:00')).toEqual({ notices: [], next: moment('2026-11-25 10:00') });
    expect(eventsOf(one.tell('2026-11-25 10:00'))).toEqual(['world reminder', 'team reminder']);
    expect(one.tell('2026-11-26 09:59')).toEqual([]);
    const begun = '## 2026-11-26 10:02 UTC · in progress\n\nWe began.\n';
    one.write(WORK, work(begun));
    expect(eventsOf(one.tell('2026-11-26 10:05'))).toEqual(['world started', 'team started']);
    one.write(WORK, work(`${begun}\n## 2026-11-26 11:00 UTC · completed\n\nDone.\n`));
    expect(eventsOf(one.tell('2026-11-26 11:05'))).toEqual(['world completed', 'team completed']);
  });

  test('a window that was moved is told, and reminded of anew', () => {
    const announced = '## 2026-11-24 10:00 UTC · scheduled\n\nIt is planned.\n';
    const one = desk({ [WORK]: work(announced) });
    expect(eventsOf(one.tell('10:05'))).toEqual(['world planned', 'team planned']);
    expect(eventsOf(one.tell('2026-11-25 10:00'))).toEqual(['world reminder', 'team reminder']);
    const moved = `${announced}\n## 2026-11-25 11:00 UTC · scheduled\n\nA day later.\n`;
    one.write(WORK, work(moved, '2026-11-27T10:00:00Z'));
    expect(eventsOf(one.tell('2026-11-25 11:05'))).toEqual(['world moved', 'team moved']);
    expect(eventsOf(one.tell('2026-11-26 10:00'))).toEqual(['world reminder', 'team reminder']);
    const over = `${moved}\n## 2026-11-26 12:00 UTC · cancelled\n\nNot needed.\n`;
    one.write(WORK, work(over, '2026-11-27T10:00:00Z'));
    expect(eventsOf(one.tell('2026-11-26 12:05'))).toEqual(['world cancelled', 'team cancelled']);
  });

  test('a window that was planned without words is moved by its first, and not planned again', () => {
    const one = desk({ [WORK]: work() });
    expect(eventsOf(one.tell('10:00'))).toEqual(['world planned', 'team planned']);
    const words = '## 2026-11-24 11:00 UTC · scheduled\n\nA day later.\n';
    one.write(WORK, work(words, '2026-11-27T10:00:00Z'));
    const told = one.tell('11:05');
    expect(eventsOf(told)).toEqual(['world moved', 'team moved']);
    expect(told[0]?.text).toContain('Planned: 27 Nov 2026, 10:00 UTC to 12:00 UTC (2 h)');
    expect(told[0]?.text).not.toContain('26 Nov');
    expect(one.tell('11:06')).toEqual([]);
    const again = `${words}\n## 2026-11-24 12:00 UTC · scheduled\n\nIt stays so.\n`;
    one.write(WORK, work(again, '2026-11-27T10:00:00Z'));
    expect(eventsOf(one.tell('12:05'))).toEqual(['world updated', 'team updated']);
  });

  test('one that nobody had heard of is planned, whatever its first words say; one from before the first look has moved', () => {
    const moved = work('## 2026-11-24 10:00 UTC · scheduled\n\nMoved: a day later.\n', '2026-11-27T10:00:00Z');
    expect(eventsOf(desk({ [WORK]: moved }).tell('10:05'))).toEqual(['world planned', 'team planned']);
    const known = withPlansKnown(desk({ [WORK]: work() }), '09:30');
    known.write(WORK, moved);
    expect(eventsOf(known.tell('10:05'))).toEqual(['world moved', 'team moved']);
    expect(known.tell('10:06')).toEqual([]);
  });

  test('one that was moved without a word is told all the same', () => {
    const one = desk({ [WORK]: work() });
    one.tell('10:00');
    one.write(WORK, work('', '2026-11-27T10:00:00Z'));
    const told = one.tell('10:05');
    expect(eventsOf(told)).toEqual(['world moved', 'team moved']);
    expect(told[0]?.text).toContain('We tidy up.');
    expect(one.tell('10:06')).toEqual([]);
  });

  test('one that is gone, or no longer public, is taken back, unless it cannot be read or is over', () => {
    const one = desk({ [WORK]: work() });
    one.tell('10:00');
    one.write(WORK, 'nothing that could be read');
    expect(one.due('10:01').notices).toEqual([]);
    one.write(WORK, work().replace('components', 'visibility: internal\ncomponents'));
    const told = one.tell('10:02');
    expect([eventsOf(told), told[0]?.subject]).toEqual([['world withdrawn'], 'Withdrawn: Upkeep']);
    expect(one.tell('10:03')).toEqual([]);
    one.write(WORK, work());
    expect(eventsOf(one.tell('10:04'))).toEqual(['world planned']);
    one.write(WORK, undefined);
    expect(eventsOf(one.tell('10:05'))).toEqual(['world withdrawn', 'team withdrawn']);
    one.write(WORK, work());
    one.tell('10:06');
    one.write(WORK, undefined);
    expect(one.due('2026-11-26 12:00').notices).toEqual([]);
  });

  test('a draft with words of last week is announced on the day on which it becomes public', () => {
    const words = '## 2026-11-17 10:00 UTC · scheduled\n\nIt is planned.\n';
    const one = desk({ [WORK]: work(words).replace('components', 'visibility: draft\ncomponents') });
    one.tell('10:00');
    one.write(WORK, work(words));
    expect(eventsOf(one.tell('10:05'))).toEqual(['world planned']);
  });

  test('what comes every week is told once, with how often; only a window that goes its own way is told again', () => {
    const weekly = work().replace('components', 'repeat: every week\ncomponents');
    const one = desk({ [WORK]: weekly });
    const [first] = one.tell('10:00');
    expect(first?.text).toMatch(
      /Planned: 26 Nov 2026, 10:00 UTC to 12:00 UTC \(2 h\), every week on Thursday at 10:00/,
    );
    expect(eventsOf(one.tell('2026-11-25 10:00'))).toEqual(['world reminder', 'team reminder']);
    for (const day of ['11-27', '12-02', '12-04', '12-09']) expect(one.tell(`2026-${day} 10:01`), day).toEqual([]);
    one.write('maintenance/2026/2026-12-17-upkeep.md', apart);
    expect(eventsOf(one.tell('2026-12-11 10:00'))).toEqual(['world moved', 'team moved']);
    expect(eventsOf(one.tell('2026-12-17 10:00'))).toEqual(['world reminder', 'team reminder']);
  });

  test('what comes every two weeks is planned and reminded of each time', () => {
    const one = desk({ [WORK]: work().replace('components', 'repeat: every 2 weeks\ncomponents') });
    one.tell('10:00');
    one.tell('2026-11-25 10:00');
    expect(eventsOf(one.tell('2026-11-27 10:00'))).toEqual(['world planned', 'team planned']);
    expect(eventsOf(one.tell('2026-12-09 10:00'))).toEqual(['world reminder', 'team reminder']);
  });

  test('a plan within the time of its reminder is told once, and one from before the first look not at all', () => {
    const soon = desk({ [WORK]: work('', '2026-11-24T10:00:00Z') });
    const since = moment('2026-11-20 09:00');
    soon.ledger = { ...soon.ledger, begins: soon.ledger.begins.map((begin) => ({ ...begin, since })) };
    expect(eventsOf(soon.tell('09:00'))).toEqual(['world planned', 'team planned']);
    expect(soon.tell('09:30')).toEqual([]);
    expect(withPlansKnown(desk({ [WORK]: work() }), '10:00').due('10:00').notices).toEqual([]);
  });

  test('only channels that want to hear of it do', () => {
    const one = desk({ [WORK]: work() }, CHANNELS.replaceAll(', hears: [maintenance, postmortems]', ''));
    expect(one.due('10:00')).toEqual({ notices: [], next: undefined });
  });
});

test('a post-mortem is told once it is published, and never a draft of one', () => {
  const text = (status: string): string =>
    `---\ntitle: What we learned\nstatus: ${status}\npublished: 2026-11-24\nsummary: A pool ran dry.\n---\n\nText.\n`;
  const path = 'postmortems/2026-11-24-slow.mdx';
  const one = desk({ [INCIDENT]: incident(['09:30 investigating', '09:40 resolved']), [path]: text('review') });
  one.tell('10:00');
  expect(one.due('10:01').notices).toEqual([]);
  one.write(path, text('published'));
  expect(eventsOf(one.tell('12:00'))).toEqual(['world published', 'team published']);
  one.write(path, text('draft'));
  expect(eventsOf(one.tell('12:10'))).toEqual(['world withdrawn', 'team withdrawn']);
  expect(one.tell('12:20')).toEqual([]);
  one.write(path, text('published'));
  expect(eventsOf(one.tell('12:30'))).toEqual(['world published', 'team published']);
  expect(one.due('12:01').notices).toEqual([]);
});

describe('in a storm', () => {
  const many = (count: number, severity = 'sev2'): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const text = incident(['10:00 investigating'], '', `Trouble ${index}`).replace('sev2', severity);
        return [`incidents/2026/2026-11-24-${severity}-${index}.md`, text];
      }),
    );

  test('what a channel has room for goes one by one, the rest as one digest, and then nothing until there is room', () => {
    const one = desk(many(40));
    const told = one.tell('10:05').filter(({ channel }) => channel === 'world');
    expect(told.map(({ event }) => event)).toEqual([...Array.from({ length: 9 }, () => 'opened'), 'digest']);
    const digest = told.at(-1);
    expect(digest).toMatchObject({ subject: '31 messages at once' });
    expect(digest?.tells).toHaveLength(31);
    expect(digest?.text.match(/^- /gm)).toHaveLength(21);
    expect(one.due('10:06').notices).toEqual([]);
    one.write(INCIDENT, incident(['10:05 investigating']));
    expect(one.due('10:06')).toEqual({ notices: [], next: moment('10:15') });
    expect(eventsOf(one.tell('10:15'))).toEqual(['world opened', 'team opened']);
  });

  test('the worst are told at once, each by itself, whatever was sent', () => {
    const one = desk(many(40));
    one.tell('10:05');
    for (const [path, text] of Object.entries(many(25, 'sev1'))) one.write(path, text);
    const told = one.tell('10:06').filter(({ channel }) => channel === 'world');
    expect(told.map(({ event }) => event)).toEqual(Array.from({ length: 25 }, () => 'opened'));
    expect(one.due('10:07').next).toBeUndefined();
  });

  test('the worst are told by themselves when they begin; how they go on and end is calmed like all else', () => {
    const worst = many(25, 'sev1');
    const one = desk(worst);
    expect(one.tell('10:05').filter(({ channel }) => channel === 'world')).toHaveLength(25);
    for (const [path, text] of Object.entries(worst))
      one.write(path, `${text}\n## 2026-11-24 10:30 UTC · resolved\n\nOver.\n`);
    const told = one.tell('10:30').filter(({ channel }) => channel === 'world');
    expect(told.map(({ event }) => event)).toEqual([...Array.from({ length: 9 }, () => 'resolved'), 'digest']);
    expect(new Set(told.flatMap(({ tells }) => tells.map(({ about }) => about))).size).toBe(25);
  });

  test('the worst that are told leave less room for others', () => {
    const one = desk({ ...many(8, 'sev1'), ...many(40) });
    const told = one.tell('10:05').filter(({ channel }) => channel === 'world');
    expect(told.map(({ event }) => event)).toEqual([...Array.from({ length: 9 }, () => 'opened'), 'digest']);
  });

  test('drafts, and severities that are all of level 1, are calmed like all else', () => {
    const drafts = Object.entries(many(40, 'sev1')).map(([path, text]) => [
      path,
      text.replace('severity', 'visibility: draft\nseverity'),
    ]);
    expect(desk(Object.fromEntries(drafts)).tell('10:05')).toHaveLength(10);
    const flat = desk(many(40, 'sev1'));
    flat.write('severities/sev2.md', (flat.files.get('severities/sev2.md') ?? '').replace('level: 2', 'level: 1'));
    expect(flat.tell('10:05').filter(({ channel }) => channel === 'world')).toHaveLength(10);
  });
});

test('a notice has the same id whenever the same is told', () => {
  const one = desk({ [INCIDENT]: incident(['10:00 investigating']) });
  const ids = one.due('10:05').notices.map(({ id }) => id);
  expect(one.due('10:30').notices.map(({ id }) => id)).toEqual(ids);
  expect(new Set(ids).size).toBe(2);
});

test('of what comes with the sample nobody is told', () => {
  const one = desk({ [INCIDENT]: incident(['10:00 investigating']) });
  const audiences = { ...audiencesAt(one.files, '10:05'), shipped: new Set(['incidents/2026-11-24-slow']) };
  expect(noticesDue({ ...audiences, ledger: one.ledger, now: moment('10:05') }).notices).toEqual([]);
});

test('what has no public page leads to its file, or to the first page, and never to a page that is not there', () => {
  const linksOf = (fields: string, site = CHANNELS): (string | undefined)[] =>
    desk({ [INCIDENT]: incident(['10:00 investigating'], fields) }, site)
      .due('10:05')
      .notices.map(({ link }) => link);
  const [page] = linksOf('');
  expect(page).toMatch(/\/incidents\/2026-11-24-slow\/$/);
  const home = page?.replace(/incidents.*/, '');
  expect(linksOf('visibility: internal\n')).toEqual([home]);
  const [file] = linksOf('visibility: internal\n', `${CHANNELS}repository:\n  url: https://github.com/small/site\n`);
  expect(file).toBe(`https://github.com/small/site/blob/main/content/${INCIDENT}`);
});

test('comments and links for the team stay inside', () => {
  const repository = 'repository:\n  url: https://github.com/small/site\n';
  const text = incident(['10:00 investigating']).replace('Text of', '<!-- CANARY --> Text of');
  const one = desk({ [INCIDENT]: text }, CHANNELS + repository);
  const [world, team] = one.due('10:05').notices;
  expect(JSON.stringify(world)).not.toMatch(/CANARY|github/);
  expect(team?.text).toContain('https://github.com/small/site/new/main/content/incidents/2026/2026-11-24-slow?');
});
