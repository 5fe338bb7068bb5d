import { dayStart, monthOf } from '../../domain/calendar.ts';
import { bookOf, observedIn } from '../../domain/metrics/book.ts';
import { type Period, periodOf, periodsBefore, periodsWithin } from '../../domain/metrics/period.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { ViewContext } from '../view-context.ts';

const BEFORE = 3;

/** Every month and quarter since there are records, or the first thing was told, newest first; the quarter before the months it holds. */
export function reportPeriods({ snapshot }: ViewContext): Period[] {
  const periods = known.get(snapshot) ?? periodsOf(snapshot);
  known.set(snapshot, periods);
  return periods;
}

const known = new WeakMap<Snapshot, Period[]>();

function periodsOf(snapshot: Snapshot): Period[] {
  const book = bookOf(snapshot);
  const zone = snapshot.site.timezone;
  const told = [...snapshot.incidents.map((one) => one.started), ...snapshot.maintenance.map((one) => one.window.from)];
  const { recordsSince } = snapshot.site;
  const start = recordsSince === undefined ? snapshot.now : dayStart(recordsSince, zone);
  const first = told.reduce((a, b) => Math.min(a, b), Math.min(start, snapshot.now));
  const observed = observedIn(book, { from: dayStart(`${monthOf(first, zone)}-01`, zone), to: snapshot.now });
  return [...periodsWithin('quarter', observed, zone), ...periodsWithin('month', observed, zone)].sort(
    (a, b) => b.to - a.to || a.from - b.from,
  );
}

/** The period of that name, where there is a report about it. */
export function reportPeriod(context: ViewContext, name: string): Period | undefined {
  const period = periodOf(name, context.snapshot.site.timezone);
  return period && reportPeriods(context).find((one) => one.id === period.id);
}

/** The three of its kind before that there is something known of, oldest first. */
export function earlierPeriods({ snapshot }: ViewContext, period: Period): Period[] {
  const book = bookOf(snapshot);
  return periodsBefore(period, BEFORE, snapshot.site.timezone).filter((one) => {
    const seen = observedIn(book, one);
    return seen.to > seen.from;
  });
}
