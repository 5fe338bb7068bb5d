import { describe, expect, test } from 'vitest';
import { proseMarkdown } from '../../src/documents/markdown/lists.ts';
import type { Audience } from '../../src/domain/snapshot.ts';
import { reportPeriod, reportPeriods } from '../../src/views/report/periods.ts';
import { reportView } from '../../src/views/report/report.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { filesWith, snapshotWith } from '../fixtures/content.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** One incident: the day and hours in UTC, and fields as they stand. */
interface Told {
  day: string;
  from?: string;
  to?: string;
  severity?: string;
  fields?: string;
}

function incident({ day, from = '10:00', to = '11:00', severity = 'sev2', fields = '' }: Told): [string, string] {
  const moments = `started: ${day}T${from}:00Z\ndetected: ${day}T${from}:00Z\n`;
  return [
    `incidents/2026/${day}-no.md`,
    `---\ntitle: Trouble of ${day}\nseverity: ${severity}\n${moments}${fields}---\n\n## ${day} ${from} UTC · investigating\n\nText.\n\n## ${day} ${to} UTC · resolved\n\nText.\n`,
  ];
}

function report(
  told: Told[],
  options: { period?: string; audience?: Audience; files?: Record<string, string>; now?: number } = {},
): string {
  const files = {
    ...Object.fromEntries(filesWith().map((file) => [file.path, undefined])),
    'site.yaml': 'name: Small\nurl: https://small.example\ntimezone: UTC\n',
    'components/api.md': '---\nname: API\nsince: 2026-01-01\n---\n\nText.\n',
    'components/web.md': '---\nname: Web\nsince: 2026-01-01\n---\n\nText.\n',
    'severities/sev1.md': '---\nname: SEV1\nlevel: 1\nsummary: Bad.\npostmortem: 5\n---\n\nText.\n',
    'severities/sev2.md':
      '---\nname: SEV2\nlevel: 2\nsummary: Less.\nresponse: 15 min\nresolution: 4 h\n---\n\nText.\n',
    ...Object.fromEntries(told.map(incident)),
    ...options.files,
  };
  const snapshot = snapshotWith(files, { now: options.now ?? NOW, audience: options.audience ?? 'public' });
  const context = viewContext(snapshot, { base: '', origin: 'https://small.example' });
  const period = reportPeriod(context, options.period ?? '2026-10');
  if (!period) throw new Error('There is no such report.');
  return proseMarkdown(reportView(context, period));
}

const HITS = 'components:\n  api: major outage\n';
const CAUSED = `${HITS}cause: release\n`;

describe('the summary', () => {
  test('counts, compares, and names what was gravest', () => {
    const text = report([
      { day: '2026-08-03' },
      { day: '2026-10-02', severity: 'sev1', to: '13:30' },
      { day: '2026-10-20' },
    ]);
    expect(text).toContain('2 incidents began in October 2026: 1 SEV1 and 1 SEV2.');
    expect(text).toContain(
      'In the 3 months before, newest first, it was 0, 1 and 0. A difference this large can be chance.',
    );
    expect(text).toContain('[Trouble of 2026-10-02](/incidents/2026-10-02-no/) was SEV1 and was felt for 3 h 30 min.');
    expect(text).toContain('Recovery took 1 h and 3 h 30 min: too few for a median.');
  });

  test('says that there were more only where chance hardly makes so many', () => {
    const days = ['05', '06', '07', '08', '09', '12', '13'].map((day) => ({ day: `2026-10-${day}` }));
    expect(report([{ day: '2026-07-06' }, ...days])).toContain(
      'So many more come by chance less than once in 10 times.',
    );
    expect(report([{ day: '2026-07-06' }, ...days.slice(0, 2)])).toContain('A difference this large can be chance.');
  });

  test('of a month that is not over speaks of the time that has passed', () => {
    const text = report([{ day: '2026-10-05' }, { day: '2026-11-05' }], { period: '2026-11' });
    expect(text).toContain('A difference this large can be chance, allowing for the days so far.');
    expect(text).toContain('the period is not over');
  });
});

describe('patterns', () => {
  test('are a cause that came back, with both incidents, and a component that was hit three times', () => {
    const text = report([
      { day: '2026-08-03', fields: CAUSED },
      { day: '2026-09-08', fields: HITS },
      { day: '2026-10-20', fields: CAUSED },
    ]);
    expect(text).toContain('**Cause release**: 1 this month, 1 before. [Trouble of 2026-10-20]');
    expect(text).toContain('**API was hit**: 1 this month, 2 before.');
    expect(text).not.toContain('**Began');
  });

  test('are none where nothing comes back, or only outside of the month', () => {
    const before = [
      { day: '2026-08-03', fields: CAUSED },
      { day: '2026-09-08', fields: CAUSED },
    ];
    const text = report([...before, { day: '2026-10-20', fields: 'components:\n  web: degraded\ncause: dns\n' }]);
    expect(text).toContain('No cause came back, no component was hit three times');
  });

  test('are a weekday and a part of the day only where chance hardly makes them', () => {
    // Six of six on Mondays, between 06:00 and 12:00.
    const mondays = ['08-03', '08-17', '09-07', '09-21', '10-05', '10-19'].map((day) => ({ day: `2026-${day}` }));
    const text = report(mondays);
    expect(text).toContain('**Began on a Monday**: 2 this month, 4 before. Of 6, that many come by chance');
    expect(text).toContain('**Began between 06:00 and 12:00 (UTC)**');
    const spread = ['08-03', '08-18', '09-09', '09-24', '10-09', '10-19'].map((day, at) => ({
      day: `2026-${day}`,
      from: `${String(at * 4).padStart(2, '0')}:00`,
      to: `${String(at * 4 + 1).padStart(2, '0')}:00`,
    }));
    expect(report(spread)).not.toContain('**Began');
  });
});

describe('what could be better', () => {
  test('a target that was missed, with how much, also where the two would read the same', () => {
    const text = report([
      { day: '2026-10-05', to: '15:00' },
      { day: '2026-10-06', fields: 'acknowledged: 2026-10-06T10:15:20Z\n' },
    ]);
    expect(text).toContain(
      '**Over after the target**: [Trouble of 2026-10-05](/incidents/2026-10-05-no/), 5 h where the target of SEV2 is 4 h.',
    );
    expect(text).toContain('920 s where the target of SEV2 is 900 s.');
  });

  test('a promise that was broken at any moment, and none that was kept to the second', () => {
    const promise = (target: number) => ({
      'components/api.md': `---\nname: API\nsince: 2026-01-01\nslo:\n  target: ${target}\n  window: 1000 h\n---\n\nText.\n`,
    });
    const hour = [{ day: '2026-10-05', fields: HITS }];
    expect(report(hour, { files: promise(99.95) })).toContain(
      '**Promise broken**, worst on 5 Oct 2026: [API](/components/api/metrics/) lost 1 h in the',
    );
    expect(report(hour, { files: promise(99.9) })).not.toContain('Promise broken');
    // What was broken in one month was broken in its quarter, however well that ended.
    const july = [{ day: '2026-07-06', to: '13:00', fields: HITS }];
    const quarter = report(july, { files: promise(99.9), period: '2026-q3' });
    expect(quarter).toContain('worst on 6 Jul 2026: [API](/components/api/metrics/) lost 3 h in the');
    expect(quarter).toContain('; it was kept again at the end.');
    // And in the month after, as long as its window still held the outage.
    expect(report(july, { files: promise(99.9), period: '2026-08' })).toContain('worst on 1 Aug 2026: [API]');
    expect(report(july, { files: promise(99.9), period: '2026-09' })).not.toContain('Promise broken');
  });

  test('a post-mortem is overdue as of the end of the month, and late in the month in which it came', () => {
    const told = [{ day: '2026-09-29', severity: 'sev1' }];
    const files = {
      'postmortems/2026-09-29-no.md':
        '---\ntitle: Learned\nstatus: published\npublished: 2026-11-03\nsummary: Text.\n---\n\n- [ ] Do more · owner: Mira Holm · due: 2026-10-10\n',
    };
    expect(report(told, { files, period: '2026-09' })).not.toContain('**Post-mortem');
    expect(report(told, { files, period: '2026-10' })).toContain('**Post-mortem overdue** since 6 Oct 2026');
    expect(report(told, { files, period: '2026-11' })).toContain(
      '**Post-mortem late**: [Trouble of 2026-09-29](/incidents/2026-09-29-no/), due on 6 Oct 2026, came on 3 Nov 2026.',
    );
    expect(report(told, { files, period: '2026-10' })).toContain(
      '**Action overdue** since 10 Oct 2026: Do more, from [Learned]',
    );
  });

  test('a moment or a cause that nobody wrote down', () => {
    const text = report([{ day: '2026-10-05' }]);
    expect(text).toContain(
      '**Time to acknowledge not known**, because a moment was not written down: [Trouble of 2026-10-05]',
    );
    expect(text).toContain('**No cause written down**: [Trouble of 2026-10-05]');
  });

  test('is nothing where all that was there to look at was in order', () => {
    const fine = 'acknowledged: 2026-10-05T10:05:00Z\ncause: dns\n';
    expect(report([{ day: '2026-10-05', fields: fine }])).toContain(
      'Looked at: 1 incident with a target. Nothing was missed, broken or overdue.',
    );
    const bare = { 'severities/sev2.md': '---\nname: SEV2\nlevel: 2\nsummary: Less.\n---\n\nText.\n' };
    expect(report([{ day: '2026-10-05', fields: fine }], { files: bare })).toContain(
      'Nothing was promised that could have been missed.',
    );
  });
});

test('owners, alert rules and runbooks are told to the team and to nobody else', () => {
  const told = [
    {
      day: '2026-10-05',
      fields: `${HITS}alerts:\n  - source: x\n    key: y\n    rule: noisy\n    started: 2026-10-05T10:00:00Z\n`,
    },
    {
      day: '2026-10-06',
      fields: 'real: false\nalerts:\n  - source: x\n    key: z\n    rule: noisy\n    started: 2026-10-06T10:00:00Z\n',
    },
    { day: '2026-09-01', severity: 'sev1' },
  ];
  const files = {
    'rules/noisy.md': '---\nname: Noise\nmatch:\n  a: b\ncomponent: api\nseverity: sev2\n---\n\nText.\n',
    'postmortems/2026-09-01-no.md':
      '---\ntitle: Learned\nstatus: published\npublished: 2026-09-03\nsummary: Text.\n---\n\n- [ ] Do more · owner: Mira Holm · due: 2026-10-10\n',
  };
  const [inside, outside] = (['internal', 'public'] as const).map((audience) => report(told, { audience, files }));
  expect(inside).toContain('**Action overdue** since 10 Oct 2026: Do more (Mira Holm), from');
  expect(inside).toContain('rule noisy, wrong 1 of 2 times until then');
  expect(inside).toContain('**No runbook**: [API](/components/api/metrics/) was hit by [Trouble of 2026-10-05]');
  expect(inside).toContain('**No runbook** for the alert rule Noise');
  expect(outside).toContain('**False alarm**: [Trouble of 2026-10-06]');
  expect(outside).not.toMatch(/Mira|noisy|Noise|runbook/i);
});

test('names that are Markdown or HTML stand in a report as they were written', () => {
  const files = {
    'components/api.md': '---\nname: "A|P*I* <b>x</b> [y](javascript:z)"\nsince: 2026-01-01\n---\n\nText.\n',
  };
  const text = report([{ day: '2026-10-05', fields: HITS }], { files });
  expect(text).toContain('A\\|P\\*I\\* &lt;b&gt;x&lt;/b&gt; \\[y\\](javascript:z)');
  expect(text).not.toContain('<b>');
});

test('reports are listed newest first, each quarter before the months it holds', () => {
  const files = { ...Object.fromEntries(filesWith().map((file) => [file.path, undefined])), ...BARE };
  const context = viewContext(snapshotWith(files, { now: NOW }), { base: '', origin: 'https://small.example' });
  expect(reportPeriods(context).map((period) => period.id)).toEqual([
    ...['2026-q4', '2026-11', '2026-10', '2026-q3', '2026-09', '2026-08', '2026-07', '2026-q2', '2026-06'],
  ]);
});

const BARE = {
  'site.yaml': 'name: Small\nurl: https://small.example\ntimezone: UTC\nrecordsSince: 2026-06-10\n',
  'components/api.md': '---\nname: API\nsince: 2026-01-01\n---\n\nText.\n',
};
