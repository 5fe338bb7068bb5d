import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maintenanceSchema } from '../schema/maintenance.ts';
import { type Occurrence, occurrencesOf, plannedWindows, type Series, seriesOf } from './occurrence.ts';
import { repeatWords } from './occurrence-days.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
const DAY_MS = 86_400_000;

interface Rule {
  text: string;
  fits: (date: Temporal.PlainDate, first: Temporal.PlainDate) => boolean;
}

const every = fc.integer({ min: 1, max: 5 });
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 });
const rules: fc.Arbitrary<Rule> = fc.oneof(
  every.map((n): Rule => ({ text: `every ${n} days`, fits: (date, first) => first.until(date).days % n === 0 })),
  every.map(
    (n): Rule => ({
      text: `every ${n} weeks`,
      fits: (date, first) => date.dayOfWeek === first.dayOfWeek && (first.until(date).days / 7) % n === 0,
    }),
  ),
  every.map(
    (n): Rule => ({
      text: `every ${n} months`,
      fits: (date, first) =>
        date.dayOfWeek === first.dayOfWeek && monthsBetween(first, date) % n === 0 && weekOf(date, first),
    }),
  ),
  fc.tuple(every, weekdays).map(
    ([n, days]): Rule => ({
      text: `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.map((day) => DAYS[day - 1]).join(',')}`,
      fits: (date, first) =>
        days.includes(date.dayOfWeek) && (mondayOf(first).until(mondayOf(date)).days / 7) % n === 0,
    }),
  ),
  fc.tuple(every, fc.integer({ min: 1, max: 31 })).map(
    ([n, day]): Rule => ({
      text: `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${day}`,
      fits: (date, first) => date.day === day && monthsBetween(first, date) % n === 0,
    }),
  ),
);

test('the windows are those of a count day by day, in every zone and across every change of clocks', {
  timeout: 60_000,
}, () => {
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const start = fc.integer({ min: Date.parse('2009-01-01'), max: Date.parse('2027-01-01') });
  fc.assert(
    fc.property(rules, fc.constantFrom(...ZONES), start, minutes, (rule, zone, from, minute) => {
      const first = firstDay(rule, zone, from);
      const time = Temporal.PlainTime.from({ hour: Math.trunc(minute / 60), minute: minute % 60 });
      const begins = counted(first, time, zone);
      if (begins === undefined) return;
      const series = seriesWith(rule.text, begins, zone);
      const until = begins + 500 * DAY_MS;
      const windows = occurrencesOf(series, { until, more: 0 });
      const expected = daysAfter(first, 502)
        .filter((date) => rule.fits(date, first))
        .flatMap((date) => counted(date, time, zone) ?? [])
        .filter((at) => at <= until);
      expect(windows.map((one) => one.start)).toEqual(expected);
      expect(new Set(windows.map((one) => one.id)).size).toBe(windows.length);
    }),
    { numRuns: 60 },
  );
});

describe('the hour of the first window stays', () => {
  test('in summer and in winter', () => {
    const windows = all(seriesWith('every 26 weeks', at('2026-01-04T01:00:00Z'), 'Europe/Berlin'), 2);
    expect(windows.map(startOf)).toEqual(['2026-01-04T01:00:00Z', '2026-07-05T00:00:00Z', '2027-01-03T01:00:00Z']);
  });

  test('where it does not exist, the window begins with the first moment after the gap', () => {
    const [, second] = all(seriesWith('every week', at('2026-03-22T01:30:00Z'), 'Europe/Berlin'), 1);
    expect(second && startOf(second)).toBe('2026-03-29T01:00:00Z');
  });

  test('where it comes twice, the first counts', () => {
    const [, second] = all(seriesWith('every week', at('2026-10-18T00:30:00Z'), 'Europe/Berlin'), 1);
    expect(second && startOf(second)).toBe('2026-10-25T00:30:00Z');
  });

  test('where the day does not exist, there is no window', () => {
    const windows = all(seriesWith('every day', at('2011-12-28T12:00:00Z'), 'Pacific/Apia'), 3);
    expect(windows.map(({ day }) => day)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31']);
  });

  test('and each lasts as long as the first', () => {
    const windows = all(seriesWith('every week', at('2026-03-22T00:30:00Z'), 'Europe/Berlin'), 1);
    expect(new Set(windows.map(({ start, end }) => end - start))).toEqual(new Set([3_600_000]));
  });
});

describe('a series ends', () => {
  const start = at('2026-11-01T23:30:00Z');
  const days = (text: string, more = {}): string[] =>
    all(seriesWith(text, start, 'Europe/Berlin', more), 30).map(({ day }) => day);

  test.each([
    ['FREQ=WEEKLY;COUNT=3', {}],
    ['FREQ=WEEKLY;UNTIL=20261116', {}],
    ['FREQ=WEEKLY;UNTIL=20261116T003000', {}],
    ['FREQ=WEEKLY;UNTIL=20261115T233000Z', {}],
    ['every week', { until: '2026-11-16' }],
  ])('%s %j', (text, more) => {
    expect(days(text, more)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
  });

  test('a moment before its last window', () => {
    expect(days('FREQ=WEEKLY;UNTIL=20261115T232959Z')).toEqual(['2026-11-02', '2026-11-09']);
  });

  test('days that are left out count among the times', () => {
    expect(days('FREQ=WEEKLY;COUNT=3', { except: ['2026-11-09'] })).toEqual(['2026-11-02', '2026-11-16']);
  });
});

test('a window is called by its day where the series is at home, and by the name of the series', () => {
  const series = seriesWith('every week', at('2026-11-01T23:30:00Z'), 'Europe/Berlin');
  expect(all(series, 1).map(({ id }) => id)).toEqual(['2026-11-02-upkeep', '2026-11-09-upkeep']);
});

test('a thousand windows are there at once', () => {
  const series = seriesWith('every day', at('2024-03-01T02:00:00Z'), 'Europe/Berlin');
  const began = performance.now();
  expect(plannedWindows(series, { until: at('2026-11-24T00:00:00Z'), more: 0 })).toHaveLength(999);
  expect(performance.now() - began).toBeLessThan(1000);
});

test.each([
  ['every day', 'every day'],
  ['every 2 weeks', 'every 2 weeks on Sunday'],
  ['every month', 'every month on the 1st Sunday'],
  ['FREQ=MONTHLY;BYDAY=-1SU;COUNT=3', 'every month on the last Sunday'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', 'every week on Monday and Thursday'],
])('%s is told as: %s', (text, words) => {
  expect(repeatWords(seriesWith(text, at('2026-12-06T01:00:00Z'), 'UTC').repeat, '2026-12-06')).toBe(words);
});

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** When it is that time on a day, minute by minute from three hours before; no moment where the day does not exist. */
function counted(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number | undefined {
  const begins = date.toZonedDateTime(zone);
  const wanted = date.toPlainDateTime(time);
  if (begins.toPlainDate().toString() !== date.toString()) return undefined;
  for (let minute = Math.max(0, time.hour * 60 + time.minute - 180); ; minute++) {
    const moment = begins.add({ minutes: minute });
    if (Temporal.PlainDateTime.compare(moment.toPlainDateTime(), wanted) >= 0) return moment.epochMilliseconds;
  }
}

/** The first day from a moment on that the rule gives. */
function firstDay(rule: Rule, zone: string, from: number): Temporal.PlainDate {
  const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const found = daysAfter(begin, 100).find((date) => rule.fits(date, date));
  return found ?? begin;
}

function daysAfter(first: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, days) => first.add({ days }));
}

function weekOf(date: Temporal.PlainDate, first: Temporal.PlainDate): boolean {
  if (first.day > 28) return date.day + 7 > date.daysInMonth;
  return Math.ceil(date.day / 7) === Math.ceil(first.day / 7);
}

function monthsBetween(first: Temporal.PlainDate, date: Temporal.PlainDate): number {
  return (date.year - first.year) * 12 + date.month - first.month;
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function seriesWith(repeat: string, start: number, timezone: string, more: object = {}): Series {
  const [from, end] = [start, start + 3_600_000].map((moment) => new Date(moment).toISOString());
  const fields = { title: 'Upkeep', start: from, end, repeat, timezone, components: ['ledger'], ...more };
  const series = seriesOf({ id: '2026-11-01-upkeep', data: maintenanceSchema.parse(fields) }, 'UTC');
  if (!series) throw new Error('It does not repeat.');
  return series;
}

function all(series: Series, more: number): Occurrence[] {
  return occurrencesOf(series, { until: series.data.start, more });
}

function at(text: string): number {
  return Date.parse(text);
}

function startOf({ start }: Occurrence): string {
  return new Date(start).toISOString().replace('.000Z', 'Z');
}
