import { dayOf, dayStart, monthOf } from '../../domain/calendar.ts';
import type { Component } from '../../domain/component.ts';
import type { Incident } from '../../domain/incident.ts';
import { type Book, bookOf, observedIn, within } from '../../domain/metrics/book.ts';
import { type Period, periodsBefore, recentPeriod } from '../../domain/metrics/period.ts';
import { date, monthName, plural } from '../format.ts';
import type { ViewContext } from '../view-context.ts';

/** What figures are about: a period, all of the site or one component, and the time before to compare with. */
export interface Scope {
  context: ViewContext;
  book: Book;
  period: Period;
  /** The same length before; absent where there is nothing known of it. */
  before: Period | undefined;
  component: Component | undefined;
  incidents: Incident[];
  earlier: Incident[];
}

export function scopeOf(context: ViewContext, period: Period, component?: Component): Scope {
  const book = bookOf(context.snapshot);
  const before = periodBefore(book, period);
  const about = component
    ? book.incidents.filter((incident) => incident.spans.some((span) => span.component === component.id))
    : book.incidents;
  return {
    context,
    book,
    period,
    before,
    component,
    incidents: within(about, period),
    earlier: before ? within(about, before) : [],
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

/** `October 2026` after `in`, or `since 1 Nov 2025`. */
export function inPeriod(period: Period, zone: string): string {
  if (period.kind === 'recent') return `since ${date(dayOf(period.from, zone))}`;
  return `in ${period.kind === 'quarter' ? 'the ' : ''}${periodName(period, zone)}`;
}

/** What the time before is called in a sentence. */
export function beforeName({ before, context }: Scope): string {
  if (before?.kind !== 'recent') return before ? periodName(before, context.snapshot.site.timezone) : '';
  return `the ${plural(context.snapshot.site.windows.months, 'month')} before`;
}

function periodBefore(book: Book, period: Period): Period | undefined {
  const { site } = book.snapshot;
  const before = period.kind === 'recent' ? monthsBefore(period, site) : periodsBefore(period, 1, site.timezone)[0];
  if (!before) return undefined;
  const seen = observedIn(book, before);
  return seen.to > seen.from ? before : undefined;
}

function monthsBefore(period: Period, { windows, timezone }: Book['snapshot']['site']): Period {
  const first = Temporal.PlainYearMonth.from(monthOf(period.from, timezone)).subtract({ months: windows.months });
  return { ...period, from: dayStart(`${first.toString()}-01`, timezone), to: period.from };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];
