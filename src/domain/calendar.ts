import type { Interval } from './interval.ts';

/** One day of the site's calendar; 23 or 25 hours long where the clocks change. */
export interface Day extends Interval {
  /** `2026-11-21` */
  date: string;
}

/** The calendar day of a moment, as `2026-11-21`. */
export function dayOf(moment: number, zone: string): string {
  return zoned(moment, zone).toPlainDate().toString();
}

/** The time of day of a moment, as `02:30`. */
export function clockOf(moment: number, zone: string): string {
  return zoned(moment, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The month of a moment, as `2026-11`. */
export function monthOf(moment: number, zone: string): string {
  return dayOf(moment, zone).slice(0, 7);
}

/** When a day begins; the first moment after a change of clocks where midnight does not exist. */
export function dayStart(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The `count` days that end with the day of `now`, oldest first. */
export function lastDays(count: number, now: number, zone: string): Day[] {
  const today = zoned(now, zone).toPlainDate();
  return daysBetween(today.subtract({ days: count - 1 }).toString(), today.toString(), zone);
}

/** All days from one date to another, both included. */
export function daysBetween(first: string, last: string, zone: string): Day[] {
  const days: Day[] = [];
  const end = Temporal.PlainDate.from(last);
  let date = Temporal.PlainDate.from(first);
  let from = dayStart(date.toString(), zone);
  while (Temporal.PlainDate.compare(date, end) <= 0) {
    const next = date.add({ days: 1 });
    const to = dayStart(next.toString(), zone);
    // Where a zone has skipped a whole day, that day has no moment.
    if (from < to) days.push({ date: date.toString(), from, to });
    date = next;
    from = to;
  }
  return days;
}

/** The months from one to another, both included, as `2026-11`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let month = Temporal.PlainYearMonth.from(first);
  const end = Temporal.PlainYearMonth.from(last);
  while (Temporal.PlainYearMonth.compare(month, end) <= 0) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}

/** `2026-11-21` some days later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The days on which people work: weekdays by number, Monday being 1, less holidays. */
export interface BusinessDays {
  weekdays: ReadonlySet<number>;
  holidays: ReadonlySet<string>;
}

export function isBusinessDay(date: string, { weekdays, holidays }: BusinessDays): boolean {
  return weekdays.has(Temporal.PlainDate.from(date).dayOfWeek) && !holidays.has(date);
}

/** The business day that comes `count` business days after `date`. */
export function addBusinessDays(date: string, count: number, business: BusinessDays): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isBusinessDay(day, business)) left--;
  }
  return day;
}

/** How many days lie between two dates. */
export function daysApart(first: string, last: string): number {
  return Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days;
}

/** Where a moment stands in its week: Monday is 1. */
export function weekTime(moment: number, zone: string): { weekday: number; hour: number; minute: number } {
  const { dayOfWeek, hour, minute } = zoned(moment, zone);
  return { weekday: dayOfWeek, hour, minute };
}

function zoned(moment: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
}
