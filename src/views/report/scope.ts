import type { Incident } from '../../domain/incident.ts';
import { type Book, bookOf, within } from '../../domain/metrics/book.ts';
import type { Period } from '../../domain/metrics/period.ts';
import type { ViewContext } from '../view-context.ts';
import { earlierPeriods } from './periods.ts';

/** What a report is about. */
export interface ReportScope {
  context: ViewContext;
  book: Book;
  period: Period;
  kind: 'month' | 'quarter';
  /** Oldest first. */
  earlier: Period[];
  /** Oldest first. */
  incidents: Incident[];
  falseAlarms: Incident[];
  /** The moment of which it speaks: the period's end, or now while it runs. */
  at: number;
  running: boolean;
  internal: boolean;
}

export function reportScope(context: ViewContext, period: Period): ReportScope {
  const { now, audience } = context.snapshot;
  const book = bookOf(context.snapshot);
  return {
    context,
    book,
    period,
    kind: period.kind === 'quarter' ? 'quarter' : 'month',
    earlier: earlierPeriods(context, period),
    incidents: within(book.incidents, period),
    falseAlarms: within(book.falseAlarms, period),
    at: Math.min(period.to, now),
    running: now < period.to,
    internal: audience === 'internal',
  };
}
