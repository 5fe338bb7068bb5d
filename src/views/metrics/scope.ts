import { dayOf, dayStart, monthOf } from '../../domain/calendar.ts';
import type { Component } from '../../domain/component.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Interval } from '../../domain/interval.ts';
import { type Book, bookOf, observedIn, within } from '../../domain/metrics/book.ts';
import { type Period, periodsBefore, periodsWithin, recentPeriod } from '../../domain/metrics/period.ts';
import { FEW } from '../../schema/measures.ts';
import { capital, date, monthName, plural } from '../format.ts';
import type { ViewContext } from '../view-context.ts';

/** What figures are about: a period, all of the site or one component, and the time before to compare with. */
export interface Scope {
  context: ViewContext;
  book: Book;
  period: Period;
  component: Component | undefined;
  /** The part of the period that there are records of. */
  seen: Interval;
  /** The part of the same length before that there are records of; absent where there are none. */
  seenBefore: Interval | undefined;
  /** Everything that belongs to the site or the component, whenever it began. */
  all: Incident[];
  incidents: Incident[];
  earlier: Incident[];
}

export function scopeOf(context: ViewContext, period: Period, component?: Component): Scope {
  const book = bookOf(context.snapshot);
  const seen = observedIn(book, period, component?.id);
  const before = observedIn(book, periodBefore(book, period), component?.id);
  const about = component ? (book.byComponent.get(component.id) ?? []) : book.incidents;
  const all = component ? within(about, { from: component.inService, to: book.observed.to }) : about;
  return {
    context,
    book,
    period,
    component,
    seen,
    seenBefore: before.to > before.from ? before : undefined,
    all,
    incidents: within(all, seen),
    earlier: within(all, before),
  };
}

/** The months that the metrics look at. */
export function recentOf({ snapshot }: ViewContext): Period {
  return recentPeriod(snapshot.site.windows.months, snapshot.now, snapshot.site.timezone);
}

/** `October 2026`, `third quarter of 2026`, `2026`, `the time since 1 November 2025` */
export function periodName(period: Period, zone: string): string {
  if (period.kind === 'month') return monthName(period.id);
  if (period.kind === 'quarter')
    return `${ORDINALS[Number(period.id.slice(-1)) - 1]} quarter of ${period.id.slice(0, 4)}`;
  return period.kind === 'year' ? period.id : `the time since ${date(dayOf(period.from, zone))}`;
}

/** The same, short enough for a table. */
export function shortPeriod(period: Period): string {
  if (period.kind === 'month') return monthName(period.id).replace(/^(\w{3})\w*/, '$1');
  return period.kind === 'quarter' ? `Q${period.id.slice(-1)} ${period.id.slice(0, 4)}` : period.id;
}

/** The same in the row of a table, saying where the period is not over. */
export function soFar({ context }: Pick<Scope, 'context'>, period: Period): string {
  return `${shortPeriod(period)}${period.to > context.snapshot.now ? ' so far' : ''}`;
}

/** `October 2026` after `in`, or `since 1 Nov 2025`. */
export function inPeriod(period: Period, zone: string): string {
  if (period.kind === 'recent') return `since ${date(dayOf(period.from, zone))}`;
  return `in ${period.kind === 'quarter' ? 'the ' : ''}${periodName(period, zone)}`;
}

/** Quarters of the time looked at and the time before; years where no quarter holds enough for a figure. */
export function trendPeriods({ seen, seenBefore, all, context }: Scope): { periods: Period[]; noun: string } {
  const zone = context.snapshot.site.timezone;
  const stretch = { from: seenBefore?.from ?? seen.from, to: seen.to };
  const quarters = periodsWithin('quarter', stretch, zone);
  const enough = quarters.some((quarter) => within(all, quarter).length >= FEW);
  return enough
    ? { periods: quarters, noun: 'quarter' }
    : { periods: periodsWithin('year', stretch, zone), noun: 'year' };
}

/** When the figures speak of, to begin a sentence with; and why not from the beginning of the period. */
export function whenWords({ period, seen, component, context }: Scope): string {
  const { timezone, recordsSince } = context.snapshot.site;
  const first = date(dayOf(seen.from, timezone));
  const late = seen.from > period.from;
  const recorded = !component || (recordsSince !== undefined && recordsSince >= component.since);
  const reason = late ? `, when ${recorded ? 'the records begin' : 'it came into service'}` : '';
  if (period.kind === 'recent') return `Since ${first}${reason}`;
  const name = inPeriod(period, timezone);
  return `${capital(name)}${late ? `, from ${first} on${reason}` : ''}`;
}

/** What the time before is called in a sentence. */
export function beforeName({ book, period, seenBefore, context }: Scope): string {
  const { timezone, windows } = context.snapshot.site;
  const before = periodBefore(book, period);
  if (seenBefore && seenBefore.from > before.from)
    return `the time from ${date(dayOf(seenBefore.from, timezone))} until then`;
  return before.kind === 'recent' ? `the ${plural(windows.months, 'month')} before` : periodName(before, timezone);
}

function periodBefore(book: Book, period: Period): Period {
  const { site } = book.snapshot;
  return periodsBefore(period, 1, site.timezone)[0] ?? monthsBefore(period, site);
}

function monthsBefore(period: Period, { windows, timezone }: Book['snapshot']['site']): Period {
  const first = Temporal.PlainYearMonth.from(monthOf(period.from, timezone)).subtract({ months: windows.months });
  return { ...period, from: dayStart(`${first.toString()}-01`, timezone), to: period.from };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];
