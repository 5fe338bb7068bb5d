import { describe, expect, test } from 'vitest';
import { incidentFile, snapshotWith } from '../../tests/fixtures/content.ts';
import { historyOf, type MonthView, monthView, overviewView } from './history.ts';
import { viewContext } from './view-context.ts';

const LONG = 'incidents/2026/2026-10-30-long.md';
const long = incidentFile(
  '## 2026-10-30 20:00 UTC · investigating\n\nWe look.\n\n## 2026-11-02 10:00 UTC · resolved\n\nOver.',
);

describe('a month', () => {
  test('lists each incident on the day on which it began, newest first', () => {
    expect(days(month({}, '2026-11'))).toEqual([
      '2026-11-21 2026-11-21-search-down',
      '2026-11-18 2026-11-18-slow-payments',
    ]);
  });

  test('counts what began in it', () => {
    expect(month({ [LONG]: long }, '2026-11').summary).toBe('2 incidents, 0 maintenance');
    expect(month({ [LONG]: long }, '2026-10').summary).toBe('1 incident, 0 maintenance');
  });

  test('belongs to the zone of the site', () => {
    // 23:30 UTC on the last of October is November in Berlin.
    const late = incidentFile('## 2026-10-31 23:30 UTC · resolved\n\nOver.');
    expect(days(month({ 'incidents/2026/2026-10-31-late.md': late }, '2026-11'))).toContain(
      '2026-11-01 2026-10-31-late',
    );
  });

  test('names an incident that began the month before and went on', () => {
    const { days: shown } = month({ [LONG]: long }, '2026-11');
    const continuing = shown.flatMap((day) => day.continuing.map((one) => `${day.day} ${one.href}`));
    expect(continuing).toContain('2026-11-01 /incidents/2026-10-30-long/');
  });

  test('says on a day with other news what went on from before', () => {
    const other = incidentFile('## 2026-11-01 12:00 UTC · resolved\n\nOver.');
    const { days: shown } = month({ [LONG]: long, 'incidents/2026/2026-11-01-other.md': other }, '2026-11');
    const first = shown.find((day) => day.day === '2026-11-01');
    expect(first?.continuing.map((one) => one.href)).toEqual(['/incidents/2026-10-30-long/']);
  });

  test('does not say of an incident that ended at midnight that it went on', () => {
    const ended = incidentFile(
      '## 2026-10-30 20:00 UTC · investigating\n\nA\n\n## 2026-10-31 23:00 UTC · resolved\n\nB',
    );
    const other = incidentFile('## 2026-11-01 12:00 UTC · resolved\n\nOver.');
    const { days: shown } = month({ [LONG]: ended, 'incidents/2026/2026-11-01-other.md': other }, '2026-11');
    expect(shown.flatMap((day) => day.continuing)).toEqual([]);
  });

  test('holds maintenance that began in it, and none that is to come', () => {
    const work = (start: string, end: string) =>
      `---\ntitle: Work\nstart: ${start}\nend: ${end}\ncomponents: [ledger]\n---\n`;
    const view = month(
      { 'maintenance/2026/2026-11-10-work.md': work('2026-11-10T02:00:00Z', '2026-11-10T04:00:00Z') },
      '2026-11',
    );
    expect(view.days.flatMap((day) => day.maintenance.map((one) => `${day.day} ${one.id}`))).toEqual([
      '2026-11-10 2026-11-10-work',
    ]);
  });

  test('leads to the months before and after it', () => {
    const changes = { [LONG]: long };
    expect([month(changes, '2026-10').older, month(changes, '2026-10').newer]).toEqual([
      undefined,
      { name: 'November 2026', href: '/history/2026/11/' },
    ]);
    expect(month(changes, '2026-11').newer).toBeUndefined();
  });
});

describe('the history', () => {
  test('has every month from the first entry to now, also quiet ones', () => {
    const first = incidentFile('## 2026-08-05 12:00 UTC · resolved\n\nOver.');
    expect(historyOf(snapshotWith({ 'incidents/2026/2026-08-05-a.md': first })).months).toEqual([
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ]);
  });

  test('adds up by year and month, newest first, and nothing is left out', () => {
    const first = incidentFile('## 2025-12-05 12:00 UTC · resolved\n\nOver.');
    const context = contextWith({ 'incidents/2025/2025-12-05-a.md': first });
    const { years } = overviewView(context, historyOf(context.snapshot));
    expect(years.map((year) => [year.year, year.total, year.months.length])).toEqual([
      ['2026', 2, 11],
      ['2025', 1, 1],
    ]);
    expect(years[0]?.months[0]).toMatchObject({
      name: 'November',
      total: 2,
      counts: [1, 1],
      href: '/history/2026/11/',
    });
  });

  test('of nothing is the present month', () => {
    const none = {
      'incidents/2026/2026-11-21-search-down.md': undefined,
      'incidents/2026/2026-11-18-slow-payments.md': undefined,
    };
    expect(historyOf(snapshotWith(none)).months).toEqual(['2026-11']);
  });
});

function contextWith(changes: Record<string, string | undefined>) {
  return viewContext(snapshotWith(changes), { base: '', origin: 'https://status.example.com' });
}

function month(changes: Record<string, string | undefined>, name: string): MonthView {
  const context = contextWith(changes);
  return monthView(context, historyOf(context.snapshot), name);
}

function days(view: MonthView): string[] {
  return view.days.map((day) => [day.day, ...day.incidents.map((one) => one.id)].join(' '));
}
