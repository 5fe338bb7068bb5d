import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  addDays,
  dayOf,
  dayStart,
  daysBetween,
  lastDays,
  monthOf,
  monthsBetween,
} from './calendar.ts';

const HOUR = 3_600_000;
const ZONES = Intl.supportedValuesOf('timeZone');

describe('by hand', () => {
  test('the last days end with today, oldest first', () => {
    const days = lastDays(3, Date.parse('2026-11-21T23:30:00Z'), 'Europe/Berlin');
    expect(days.map((day) => day.date)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(iso(days[0]?.from)).toBe('2026-11-19T23:00:00.000Z');
  });

  test('a moment belongs to a day and a month of the zone', () => {
    const moment = Date.parse('2026-12-31T23:30:00Z');
    expect([dayOf(moment, 'UTC'), dayOf(moment, 'Asia/Tokyo'), dayOf(moment, 'America/Chicago')]).toEqual([
      '2026-12-31',
      '2027-01-01',
      '2026-12-31',
    ]);
    expect([monthOf(moment, 'UTC'), monthOf(moment, 'Asia/Tokyo')]).toEqual(['2026-12', '2027-01']);
  });

  test('months run over the turn of a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-02')).toEqual(['2026-02']);
  });

  test('days are added over the end of February', () => {
    expect([addDays('2028-02-28', 1), addDays('2026-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
      '2028-02-29',
      '2026-03-01',
      '2025-12-31',
    ]);
  });

  test('business days leave out holidays, and whatever days a team does not work', () => {
    const sundayToThursday = { weekdays: new Set([7, 1, 2, 3, 4]), holidays: new Set(['2026-11-23']) };
    expect([1, 2, 3].map((count) => addBusinessDays('2026-11-20', count, sundayToThursday))).toEqual([
      '2026-11-22',
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  test('business days leave out weekends', () => {
    const WORK = { weekdays: new Set([1, 2, 3, 4, 5]), holidays: new Set<string>() };
    // 20 November 2026 is a Friday.
    expect([1, 2, 5, 6].map((count) => addBusinessDays('2026-11-20', count, WORK))).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-27',
      '2026-11-30',
    ]);
    expect(addBusinessDays('2026-11-21', 1, WORK)).toBe('2026-11-23');
    expect(addBusinessDays('2026-11-21', 0, WORK)).toBe('2026-11-21');
  });
});

describe('where clocks change', () => {
  for (const [zone, date, hours, begins] of [
    ['America/Chicago', '2026-03-08', 23, '2026-03-08T06:00:00.000Z'],
    ['America/Chicago', '2026-11-01', 25, '2026-11-01T05:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', 23, '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', 25, '2026-10-24T22:00:00.000Z'],
    // Half an hour.
    ['Australia/Lord_Howe', '2026-10-04', 23.5, '2026-10-03T13:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', 24.5, '2026-04-04T13:00:00.000Z'],
    // Midnight does not exist: the day begins at 01:00.
    ['America/Asuncion', '2023-10-01', 23, '2023-10-01T04:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', 23, '2026-04-23T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', 23, '2026-03-28T22:00:00.000Z'],
    ['America/Havana', '2026-03-08', 23, '2026-03-08T05:00:00.000Z'],
    // Midnight happens twice: the day begins at the first.
    ['America/Havana', '2026-11-01', 25, '2026-11-01T04:00:00.000Z'],
    ['Africa/Cairo', '2026-10-29', 25, '2026-10-28T21:00:00.000Z'],
    ['Asia/Beirut', '2026-10-24', 25, '2026-10-23T21:00:00.000Z'],
  ] as const) {
    test(`${date} in ${zone} has ${hours} hours`, () => {
      const [day] = daysBetween(date, date, zone);
      expect([iso(day?.from), length(day)]).toEqual([begins, hours]);
    });
  }

  test('a day that a zone left out has no moment and no slot', () => {
    const days = daysBetween('2011-12-29', '2011-12-31', 'Pacific/Apia');
    expect(days.map((day) => [day.date, length(day)])).toEqual([
      ['2011-12-29', 24],
      ['2011-12-31', 24],
    ]);
    expect(days[0]?.to).toBe(days[1]?.from);
    expect(lastDays(3, Date.parse('2011-12-31T12:00:00Z'), 'Pacific/Apia').map((day) => day.date)).toEqual([
      '2011-12-31',
      '2012-01-01',
    ]);
  });

  test('the day left out begins where the next one does', () => {
    expect(dayStart('2011-12-30', 'Pacific/Apia')).toBe(dayStart('2011-12-31', 'Pacific/Apia'));
  });
});

test('in every zone, days follow each other without gap or overlap around every change of clocks', () => {
  const seen = { zones: 0, transitions: 0 };
  const wrong: string[] = [];
  for (const zone of ZONES) {
    const changes = transitions(zone);
    if (changes.length === 0) continue;
    seen.zones++;
    for (const change of changes) {
      seen.transitions++;
      wrong.push(...faultsAround(change, zone).map((fault) => `${zone} ${iso(change)}: ${fault}`));
    }
  }
  console.log(`${seen.transitions} changes of clocks in ${seen.zones} of ${ZONES.length} zones`);
  expect(wrong).toEqual([]);
  expect(seen.zones).toBeGreaterThan(100);
});

/** What is wrong with the days around a change of clocks. */
function faultsAround(change: number, zone: string): string[] {
  const first = dayOf(change - 50 * HOUR, zone);
  const last = dayOf(change + 50 * HOUR, zone);
  const days = daysBetween(first, last, zone);
  const faults: string[] = [];
  for (const [index, day] of days.entries()) {
    const before = days[index - 1];
    if (before && before.to !== day.from) faults.push(`gap or overlap before ${day.date}`);
    if (dayStart(day.date, zone) !== day.from) faults.push(`${day.date} does not begin where it begins`);
    if (dayOf(day.from, zone) !== day.date) faults.push(`first moment of ${day.date} is of ${dayOf(day.from, zone)}`);
    if (dayOf(day.to - 1, zone) !== day.date)
      faults.push(`last moment of ${day.date} is of ${dayOf(day.to - 1, zone)}`);
    if (dayOf(day.from - 1, zone) >= day.date) faults.push(`moment before ${day.date} is not of an earlier day`);
  }
  for (const moment of [change - 1, change, change + 1, change - 31 * 60_000, change + 31 * 60_000]) {
    const holding = days.filter((day) => day.from <= moment && moment < day.to);
    if (holding.length !== 1 || holding[0]?.date !== dayOf(moment, zone))
      faults.push(`${iso(moment)} is in no day or in two`);
  }
  return faults;
}

/** Every moment from 2020 to 2037 at which the zone's offset changes. */
function transitions(zone: string): number[] {
  const found: number[] = [];
  const end = Temporal.PlainDate.from('2038-01-01').toZonedDateTime(zone);
  let at = Temporal.PlainDate.from('2020-01-01').toZonedDateTime(zone).getTimeZoneTransition('next');
  while (at && Temporal.ZonedDateTime.compare(at, end) < 0) {
    found.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return found;
}

function length(day: { from: number; to: number } | undefined): number {
  return day ? (day.to - day.from) / HOUR : 0;
}

function iso(moment: number | undefined): string {
  return new Date(moment ?? Number.NaN).toISOString();
}
