import { dayStart, monthOf } from '../calendar.ts';
import type { Interval } from '../interval.ts';

/** A stretch of the site's calendar that figures are made for. */
export interface Period extends Interval {
  kind: 'month' | 'quarter' | 'year' | 'recent';
  /** `2026-10`, `2026-q4`, `2026`; `recent` for the months up to now. */
  id: string;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER = /^(\d{4})-q([1-4])$/;
const YEAR = /^\d{4}$/;

/** The period of that name, or undefined where it is not one. */
export function periodOf(id: string, zone: string): Period | undefined {
  const month = MONTH.exec(id);
  if (month) return { kind: 'month', id, ...span(`${id}-01`, 1, zone) };
  const quarter = QUARTER.exec(id);
  if (quarter) return { kind: 'quarter', id, ...span(`${quarter[1]}-${firstMonthOf(Number(quarter[2]))}-01`, 3, zone) };
  return YEAR.test(id) ? { kind: 'year', id, ...span(`${id}-01-01`, 12, zone) } : undefined;
}

/** The last whole months and the one that runs. */
export function recentPeriod(months: number, now: number, zone: string): Period {
  const first = Temporal.PlainYearMonth.from(monthOf(now, zone)).subtract({ months });
  return { kind: 'recent', id: 'recent', from: dayStart(`${first.toString()}-01`, zone), to: now };
}

/** The period of its kind that holds a moment. */
function periodAt(kind: Exclude<Period['kind'], 'recent'>, moment: number, zone: string): Period {
  return periodOf(periodId(kind, monthOf(moment, zone)), zone) as Period;
}

/** The name of the period that a month lies in. */
function periodId(kind: Exclude<Period['kind'], 'recent'>, month: string): string {
  if (kind === 'month') return month;
  const year = month.slice(0, 4);
  return kind === 'year' ? year : `${year}-q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** The periods of a kind that touch a stretch of time, oldest first. */
export function periodsWithin(kind: Exclude<Period['kind'], 'recent'>, stretch: Interval, zone: string): Period[] {
  const periods: Period[] = [];
  if (stretch.from >= stretch.to) return periods;
  let period = periodAt(kind, stretch.from, zone);
  while (period.from < stretch.to) {
    periods.push(period);
    period = periodAt(kind, period.to, zone);
  }
  return periods;
}

/** The `count` periods of the same kind before one, oldest first. */
export function periodsBefore(period: Period, count: number, zone: string): Period[] {
  const { kind } = period;
  if (kind === 'recent') return [];
  const before: Period[] = [];
  for (let at = period; before.length < count; ) {
    at = periodAt(kind, at.from - 1, zone);
    before.unshift(at);
  }
  return before;
}

function span(first: string, months: number, zone: string): Interval {
  const next = Temporal.PlainDate.from(first).add({ months }).toString();
  return { from: dayStart(first, zone), to: dayStart(next, zone) };
}

function firstMonthOf(quarter: number): string {
  return String(quarter * 3 - 2).padStart(2, '0');
}
