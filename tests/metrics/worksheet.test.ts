import { expect, test } from 'vitest';
import { bookOf, observedIn, within } from '../../src/domain/metrics/book.ts';
import { type Durations, durationsOf, observe, targetsKept } from '../../src/domain/metrics/durations.ts';
import { falsePositives, longestQuiet, repeatsIn, sinceWorst } from '../../src/domain/metrics/frequency.ts';
import { hoursOf } from '../../src/domain/metrics/hours.ts';
import { actionsFrom, postmortemsDue } from '../../src/domain/metrics/learning.ts';
import { periodOf } from '../../src/domain/metrics/period.ts';
import { componentReliability, type Reliability, siteReliability } from '../../src/domain/metrics/reliability.ts';
import { sloOf } from '../../src/domain/metrics/slo.ts';
import { timingsOf } from '../../src/domain/timings.ts';
import { type Ledger, partOf, percent, uptimeBasisPoints } from '../../src/domain/uptime.ts';
import type { MeasureName } from '../../src/schema/measures.ts';
import { filesWith, snapshotWith } from '../fixtures/content.ts';
import { GROUPS, INCIDENTS, MEASURED, ms, RELIABILITY, rowsOf, SUMMARIES, UPTIME } from './worksheet.ts';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const MEASURES: Record<string, MeasureName> = {
  detect: 'detect',
  acknowledge: 'acknowledge',
  identify: 'identify',
  mitigate: 'mitigate',
  resolve: 'resolve',
  felt: 'felt',
  'first update': 'firstUpdate',
};

const ACTIONS = `- [x] One · due: 2026-02-10 · done: 2026-02-10
- [x] Two · due: 2026-02-10 · done: 2026-02-13
- [ ] Three · due: 2026-03-30
- [ ] Four · due: 2026-03-31
- [x] Five
- [ ] Six
`;

const snapshot = snapshotWith(files(), { now: NOW });
const book = bookOf(snapshot);
const quarter = periodOf('2026-q1', 'UTC') as NonNullable<ReturnType<typeof periodOf>>;
const numbered = new Map(snapshot.incidents.map((one) => [one.title.replace('No. ', ''), one]));
const all = within(book.incidents, quarter);

test('all ten incidents and the false alarm are read', () => {
  expect([book.incidents.length, book.falseAlarms.length, all.length]).toEqual([10, 1, 10]);
});

for (const row of rowsOf(MEASURED)) {
  test(`incident ${row['#']} took what the worksheet says`, () => {
    const incident = numbered.get(row['#'] ?? '');
    if (!incident) throw new Error('The incident is missing.');
    for (const [column, measure] of Object.entries(MEASURES)) {
      const text = row[column] ?? '';
      const known = /^\d/.test(text) ? ms(text) : undefined;
      expect(timingsOf(incident)[measure], column).toBe(known);
      const seen = text === '?' ? undefined : { ms: ms(text.replace('>', '')), ended: !text.startsWith('>') };
      expect(observe(incident, measure, NOW), column).toEqual(seen);
    }
  });
}

for (const row of rowsOf(SUMMARIES)) {
  test(`${row['measure']}: n, median, interval, quarters, p90, mean and range are those of the worksheet`, () => {
    const found = durationsOf(all, MEASURES[row['measure'] ?? ''] as MeasureName, NOW);
    expect(written(found)).toEqual({
      n: Number(row['n']),
      open: Number(row['open']),
      leftOut: Number(row['left out']),
      median: ms(row['median'] ?? ''),
      interval: [ms(row['from'] ?? ''), row['to'] === 'no end' ? undefined : ms(row['to'] ?? '')],
      middleHalf: [ms(row['quarter'] ?? ''), ms(row['three quarters'] ?? '')],
      p90: ms(row['p90'] ?? ''),
      mean: ms(row['mean'] ?? ''),
      shortest: ms(row['shortest'] ?? ''),
      longest: ms(row['longest'] ?? ''),
    });
  });
}

for (const row of rowsOf(GROUPS)) {
  test(`time to recover by ${row['group']}`, () => {
    const [kind, name = ''] = (row['group'] ?? '').split(' ');
    const period = kind === 'month' || kind === 'quarter' ? periodOf(name, 'UTC') : quarter;
    const own = within(book.incidents, period ?? quarter).filter((one) => {
      if (kind === 'severity') return one.severity === name;
      if (kind === 'component') return one.spans.some((span) => span.component === name);
      if (kind === 'kind') return one.kind === name;
      return kind === 'cause' ? one.cause === name : true;
    });
    const numbers = own.map((one) => one.title.replace('No. ', '')).join(' ');
    expect(numbers).toBe(row['incidents'] === 'all' ? '1 2 3 4 5 6 7 8 9 10' : row['incidents']);
    const { n, open, median, p90, mean } = durationsOf(own, 'resolve', NOW);
    const told = (value: string | undefined): number | undefined => (value === 'few' ? undefined : ms(value ?? ''));
    expect([n, open, median, p90, mean]).toEqual([
      ...[Number(row['n']), Number(row['open'])],
      ...[told(row['median']), told(row['p90']), told(row['mean'])],
    ]);
  });
}

test('targets: the ninth of nine that were taken on was late, two of nine took too long, the open one is not judged yet', () => {
  const of = (measure: 'acknowledge' | 'resolve') => targetsKept(all, measure, snapshot.severities, NOW);
  const titles = (missed: { title: string }[]): string[] => missed.map((one) => one.title);
  expect([of('acknowledge').kept, of('acknowledge').of, titles(of('acknowledge').missed)]).toEqual([8, 9, ['No. 8']]);
  expect([of('resolve').kept, of('resolve').of, titles(of('resolve').missed)]).toEqual([7, 9, ['No. 5', 'No. 8']]);
  const later = targetsKept(all, 'resolve', snapshot.severities, NOW + 3_600_000);
  expect([later.kept, later.of]).toEqual([7, 10]);
});

for (const row of rowsOf(RELIABILITY)) {
  test(`time between failures of ${row['of']}`, () => {
    const found =
      row['of'] === 'site' ? siteReliability(book, quarter) : componentReliability(book, row['of'] ?? '', quarter);
    expect([found.failures, found.operating, found.between]).toEqual([
      Number(row['failures']),
      ms(row['operating'] ?? ''),
      row['MTBF'] === 'few' ? undefined : ms(row['MTBF'] ?? ''),
    ]);
  });
}

test('the interval of the time between failures is that of tables for the Poisson distribution', () => {
  const counts = ({ operating, interval = [0, 0] }: Reliability): number[] => interval.map((one) => operating / one);
  // Half of the 95 % and 5 % points of chi-square: 12 and 14 degrees of freedom for six, 18 and 20 for nine.
  const [most6 = 0, least6 = 0] = counts(componentReliability(book, 'api', quarter));
  const [most9 = 0, least9 = 0] = counts(siteReliability(book, quarter));
  expect([least6, most6, least9, most9].map((one) => one.toFixed(3))).toEqual(['2.613', '11.842', '4.695', '15.705']);
});

for (const row of rowsOf(UPTIME)) {
  test(`uptime of ${row['of']}`, () => {
    const ledgers = [...book.ledgers].flatMap(([id, ledger]) =>
      row['of'] === 'site' || id === row['of'] ? [ledger] : [],
    );
    const parts = ledgers.map((ledger): Ledger => partOf(ledger, quarter));
    const sum = (size: (part: Ledger) => number): number => parts.reduce((total, part) => total + size(part), 0);
    expect(sum((part) => part.down)).toBe(ms(row['down'] ?? ''));
    expect(sum((part) => part.observed - part.excluded)).toBe(ms(row['counted'] ?? ''));
    expect(percent(uptimeBasisPoints(parts) ?? 0)).toBe(row['uptime']);
  });
}

test('error budgets: of 99.5 % over 30 days, and of 99.9 % over 90 days with maintenance counted', () => {
  const [api, web] = ['api', 'web'].map((id) => {
    const component = snapshot.components.find((one) => one.id === id);
    return component && sloOf(book, component);
  });
  // 0.5 % of 2,592,000 s; the tenth cost 0.3 × 3600 s: 1080 ÷ 86,400 ÷ 0.005 = 2.5 in the last day.
  expect([api?.budget, api?.down, api?.left].map((one) => Math.round(one ?? 0))).toEqual([
    12_960_000, 1_080_000, 11_880_000,
  ]);
  expect(api?.burn.map(({ rate }) => rate?.toFixed(4))).toEqual(['2.5000', '0.3571']);
  // 0.1 % of 7,776,000 s; 26,874 s of outage and 7,200 s of maintenance.
  expect([web?.budget, web?.down, web?.left].map((one) => Math.round(one ?? 0))).toEqual([
    7_776_000, 34_074_000, -26_298_000,
  ]);
});

test('hours: 09:00 is work, 17:00 is not, Saturday and Sunday are off', () => {
  const { working, otherHours, daysOff, grid } = hoursOf(all, snapshot.site);
  expect([working, otherHours, daysOff]).toEqual([4, 3, 3]);
  const cells = grid.flatMap((row, day) =>
    row.flatMap((count, hour) => (count > 0 ? [`${day + 1} ${hour}: ${count}`] : [])),
  );
  expect(cells).toEqual([
    '1 8: 1',
    '1 10: 1',
    '2 16: 1',
    '2 23: 1',
    '3 9: 1',
    '4 12: 1',
    '5 17: 1',
    '6 12: 1',
    '6 22: 1',
    '7 3: 1',
  ]);
});

test('repeats: 3 follows 1 by 9 days, 6 follows 3 by 29, 8 follows 6 by exactly 30; 7 follows 2 by 40 and is none', () => {
  const { count, of, leftOut, pairs } = repeatsIn(book, quarter);
  expect([count, of, leftOut]).toEqual([3, 8, 2]);
  expect(pairs.map(({ incident, before }) => `${incident.title} ${before.title}`)).toEqual([
    'No. 3 No. 1',
    'No. 6 No. 3',
    'No. 8 No. 6',
  ]);
});

test('one of seven that an alert opened was a false alarm', () => {
  expect(falsePositives(book, quarter)).toEqual({ count: 1, of: 7 });
});

test('the longest time without an incident is from the end of 7 to the start of 8', () => {
  const quiet = longestQuiet(book, quarter) ?? { from: 0, to: 0 };
  expect([new Date(quiet.from).toISOString(), quiet.to - quiet.from]).toEqual([
    '2026-02-20T18:40:00.000Z',
    ms('521:20:00'),
  ]);
});

test('59 days since the last SEV1', () => {
  expect(sinceWorst(book)).toMatchObject({ severities: ['sev1'], incident: { title: 'No. 5' }, days: 59 });
});

test('post-mortems: SEV1 within five business days, SEV2 within two', () => {
  const due = postmortemsDue(book, quarter, NOW).map((one) => `${one.incident.title} ${one.due} ${one.verdict}`);
  expect(due).toEqual([
    'No. 1 2026-01-07 late',
    'No. 3 2026-01-16 overdue',
    'No. 5 2026-02-06 on time',
    'No. 8 2026-03-17 on time',
  ]);
});

test('action items as they stood at the end of the quarter, and in the middle of it', () => {
  const verdicts = (at: string): string[] => actionsFrom(book, quarter, Date.parse(at)).map((one) => one.verdict);
  expect(verdicts('2026-03-31T23:00:00Z')).toEqual(['done on time', 'done late', 'overdue', 'open', 'done', 'open']);
  expect(verdicts('2026-02-12T12:00:00Z')).toEqual(['done on time', 'overdue', 'open', 'open', 'done', 'open']);
});

test('the whole quarter was observed', () => {
  expect(observedIn(book, quarter)).toMatchObject({ from: quarter.from, to: NOW });
});

function written({ few, ...rest }: Durations): object {
  expect(few).toBe(rest.n < 5);
  return rest;
}

function files(): Record<string, string | undefined> {
  const incidents = rowsOf(INCIDENTS).map((row): [string, string] => [
    `incidents/2026/2026-${(row['detected'] ?? '').slice(0, 5)}-no-${row['#']}.md`,
    incidentText(row),
  ]);
  return {
    ...Object.fromEntries(filesWith().map((file) => [file.path, undefined])),
    'site.yaml': 'name: Ten\nurl: https://ten.example\ntimezone: UTC\n',
    'components/api.md': component('API', '  target: 99.5\n'),
    'components/web.md': component('Web', '  target: 99.9\n  window: 90 days\n  maintenance: counted\n'),
    'severities/sev1.md': severity(1, '15 min', '4 h', 5),
    'severities/sev2.md': severity(2, '2 min', '1 h', 2),
    'severities/sev3.md': severity(3, '30 min', '2 h'),
    'incidents/2026/2026-03-25-false.md': incidentText(
      {
        '#': 'false',
        severity: 'sev3',
        hits: 'nothing',
        cause: '?',
        by: 'alert',
        'first update': '03-25 10:00:00',
        resolved: '03-25 11:00:00',
      },
      'real: false\n',
    ),
    'maintenance/2026/2026-03-07-web.md':
      '---\ntitle: Work\nstart: 2026-03-07T02:00:00Z\nend: 2026-03-07T04:00:00Z\ncomponents: [web]\n---\n',
    'postmortems/2026-01-05-no-1.md': postmortem('2026-01-09'),
    'postmortems/2026-02-01-no-5.md': postmortem('2026-02-06', ACTIONS),
    'postmortems/2026-03-14-no-8.md': postmortem('2026-03-17'),
    ...Object.fromEntries(incidents),
  };
}

function incidentText(row: Record<string, string>, more = ''): string {
  const given = (name: string): boolean => /^\d/.test(row[name] ?? '');
  const iso = (name: string): string => `2026-${(row[name] ?? '').replace(' ', 'T')}Z`;
  const moments = ['started', 'detected', 'acknowledged', 'identified', 'mitigated'].filter(given);
  const hits = row['hits'] === 'nothing' ? [] : (row['hits'] ?? '').split(', ');
  const words: Record<string, string> = { partial: 'partial outage', major: 'major outage', degraded: 'degraded' };
  const heading = (name: string, state: string): string => `## 2026-${row[name]} UTC · ${state}\n\nText.\n`;
  return [
    `---\ntitle: No. ${row['#']}\nseverity: ${row['severity']}`,
    ...moments.map((name) => `${name}: ${iso(name)}`),
    ...(hits.length > 0 ? ['components:'] : []),
    ...hits.map((hit) => `  ${hit.split(' ')[0]}: ${words[hit.split(' ')[1] ?? '']}`),
    ...(row['cause'] === '?' ? [] : [`cause: ${row['cause']}`]),
    ...(row['by'] === 'alert'
      ? [`alerts:\n  - source: alertmanager\n    key: k${row['#']}\n    started: ${iso('first update')}`]
      : []),
    `${more}---\n`,
    heading('first update', 'investigating'),
    ...(given('resolved') ? [heading('resolved', 'resolved')] : []),
  ].join('\n');
}

function component(name: string, slo: string): string {
  return `---\nname: ${name}\nsince: 2026-01-01\nslo:\n${slo}---\n\nText.\n`;
}

function severity(level: number, response: string, resolution: string, days?: number): string {
  const due = days === undefined ? '' : `postmortem: ${days}\n`;
  return `---\nname: SEV${level}\nlevel: ${level}\nsummary: Text.\nresponse: ${response}\nresolution: ${resolution}\n${due}---\n\nText.\n`;
}

function postmortem(published: string, actions = ''): string {
  return `---\ntitle: Learned\nstatus: published\npublished: ${published}\nsummary: Text.\n---\n\n## Action items\n\n${actions}`;
}
