import { dayOf } from '../../domain/calendar.ts';
import type { Component } from '../../domain/component.ts';
import { bookOf, within } from '../../domain/metrics/book.ts';
import { durationsOf } from '../../domain/metrics/durations.ts';
import { longestQuiet, sinceWorst } from '../../domain/metrics/frequency.ts';
import { type Period, periodsWithin } from '../../domain/metrics/period.ts';
import { componentReliability, type Reliability, siteReliability } from '../../domain/metrics/reliability.ts';
import { partOf, percent, uptimeBasisPoints } from '../../domain/uptime.ts';
import { MEASURES } from '../../schema/measures.ts';
import { capital, date, duration, moment, plural } from '../format.ts';
import { type LayoutView, layoutView } from '../layout.ts';
import type { ViewContext } from '../view-context.ts';
import type { FigureView } from './figure.ts';
import { fromWords, medianWords } from './median-words.ts';
import { inPeriod, recentOf, type Scope, scopeOf, whenWords } from './scope.ts';
import { breakdownsFigure } from './sections/breakdowns.ts';
import { distributionFigure } from './sections/distribution.ts';
import { durationsFigure } from './sections/durations.ts';
import { failuresFigure } from './sections/failures.ts';
import { frequencyFigure } from './sections/frequency.ts';
import { hoursFigure } from './sections/hours.ts';
import { learningFigure } from './sections/learning.ts';
import { promisesFigure } from './sections/promises.ts';
import { recoveryFigure } from './sections/recovery.ts';
import { uptimeFigure } from './sections/uptime.ts';
import { severityCode } from './severity-code.ts';

export interface MetricsView {
  layout: LayoutView;
  title: string;
  lead: string;
  /** To each question on the page. */
  contents: { name: string; href: string }[];
  facts: { label: string; value: string; note?: string; href?: string }[];
  figures: FigureView[];
  /** Other periods and parts. */
  links: { name: string; href: string; current: boolean }[];
  downloads: { name: string; href: string }[];
  measureHref: string;
}

/** How the whole site did in the last months. */
export function metricsView(context: ViewContext): MetricsView {
  return view(scopeOf(context, recentOf(context)), context.to.metrics, 'Metrics');
}

/** How the whole site did in a year. */
export function yearMetricsView(context: ViewContext, period: Period): MetricsView {
  return view(scopeOf(context, period), context.to.yearMetrics(period.id), `Metrics of ${period.id}`);
}

/** How one component did in the last months. */
export function componentMetricsView(context: ViewContext, component: Component): MetricsView {
  const scope = scopeOf(context, recentOf(context), component);
  return view(scope, context.to.componentMetrics(component.id), `Metrics of ${component.name}`);
}

/** The years that there is something to say about, newest first. */
export function metricsYears({ snapshot }: ViewContext): Period[] {
  return periodsWithin('year', bookOf(snapshot).observed, snapshot.site.timezone).reverse();
}

function view(scope: Scope, path: string, title: string): MetricsView {
  const { context, component } = scope;
  const about = component?.name ?? context.snapshot.site.name;
  const made = figures(scope);
  return {
    layout: layoutView(context, {
      title,
      description: `How often ${about} fails, how long it takes to recover, and where those figures come from.`,
      path,
      live: scope.period.to >= context.snapshot.now,
    }),
    title,
    lead: lead(scope),
    contents: made.map((figure) => ({ name: CONTENTS[figure.id] ?? figure.question, href: `#${figure.id}` })),
    facts: facts(scope),
    figures: made,
    links: links(scope, path),
    downloads: [
      { name: 'Every incident (CSV)', href: context.to.file('api/v1/metrics.csv') },
      { name: 'Every incident (JSON)', href: context.to.file('api/v1/metrics.json') },
      { name: 'Every figure (CSV)', href: context.to.file('api/v1/figures.csv') },
      { name: 'Every figure (JSON)', href: context.to.file('api/v1/figures.json') },
      { name: 'The whole uptime ledger (CSV)', href: context.to.file('uptime/history.csv') },
    ],
    measureHref: context.to.measure,
  };
}

const CONTENTS: Record<string, string> = {
  durations: 'Parts',
  recovery: 'Recovery',
  distribution: 'Spread',
  frequency: 'Frequency',
  failures: 'Failures',
  uptime: 'Uptime',
  promises: 'Promises',
  hours: 'Hours',
  breakdowns: 'Groups',
  learning: 'Learning',
};

function figures(scope: Scope): FigureView[] {
  if (scope.seen.to <= scope.seen.from) return [];
  const made = [
    durationsFigure,
    recoveryFigure,
    distributionFigure,
    frequencyFigure,
    failuresFigure,
    uptimeFigure,
    promisesFigure,
    hoursFigure,
    breakdownsFigure,
    learningFigure,
  ].map((figure) => figure(scope));
  return made.flatMap((figure) => figure ?? []);
}

function lead(scope: Scope): string {
  const { book, seen, incidents, component, context, period } = scope;
  if (seen.to <= seen.from) return 'There are no records of this time yet, so there is nothing to measure.';
  const hit = component ? ` that hit ${component.name}` : '';
  const count =
    incidents.length === 0 ? `no incident${hit && `${hit} began`}` : plural(incidents.length, 'incident') + hit;
  const falseAlarms = component ? 0 : within(book.falseAlarms, seen).length;
  const alarms =
    falseAlarms > 0 ? `; ${plural(falseAlarms, 'false alarm')}, which figures count only where they say so` : '';
  const first = date(dayOf(book.observed.from, context.snapshot.site.timezone));
  const unseen =
    !component && period.kind === 'recent' && book.unobserved > 0
      ? ` ${plural(book.unobserved, 'incident')} began before ${first}: no figure counts ${book.unobserved === 1 ? 'it' : 'them'}.`
      : '';
  return `${whenWords(scope)}: ${count}${alarms}.${unseen}`;
}

function facts(scope: Scope): MetricsView['facts'] {
  const { book, seen, incidents, component } = scope;
  if (seen.to <= seen.from) return [];
  const recover = durationsOf(incidents, 'resolve', book.snapshot.now);
  const reliability = component ? componentReliability(book, component.id, seen) : siteReliability(book, seen);
  const ledgers = component ? [book.ledgers.get(component.id)].flatMap((one) => one ?? []) : [...book.ledgers.values()];
  const points = uptimeBasisPoints(ledgers.map((ledger) => partOf(ledger, seen)));
  const quiet = component ? undefined : longestQuiet(book, seen);
  return [
    {
      label: 'Median time to recover',
      value: medianWords(recover),
      ...(recover.mean !== undefined && {
        note: `${MEASURES.resolve.mean} ${duration(recover.mean)}, ${fromWords(recover)}`,
      }),
    },
    {
      label: 'Between failures, on average',
      value: betweenWords(reliability),
      note: `MTBF, ${plural(reliability.failures, 'failure')}`,
    },
    { label: 'Uptime', value: points === undefined ? 'no data yet' : `${percent(points)} %` },
    ...(quiet
      ? [
          {
            label: 'Longest time without an incident',
            value: duration(quiet.to - quiet.from),
            note: `from ${moment(quiet.from).text}`,
          },
        ]
      : []),
    ...worstFact(scope),
  ];
}

function betweenWords({ failures, between }: Reliability): string {
  if (between !== undefined) return duration(between);
  return failures === 0 ? 'no failure' : 'too few to say';
}

function worstFact({ book, component, period, context }: Scope): MetricsView['facts'] {
  const since = sinceWorst(book);
  if (!since || component || period.to < book.snapshot.now) return [];
  const label = `Since the last ${since.severities.map((id) => severityCode(context, id)).join(' or ')}`;
  const { incident, days } = since;
  if (!incident || days === undefined) return [{ label, value: 'none on record' }];
  const value = incident.open ? 'one is going on' : days === 0 ? 'today' : plural(days, 'day');
  return [{ label, value, note: incident.title, href: context.to.incident(incident.id) }];
}

function links({ context, component }: Scope, path: string): MetricsView['links'] {
  const { to, snapshot } = context;
  const item = (name: string, href: string) => ({ name, href, current: href === path });
  if (component)
    return [item(`Now: ${component.name}`, to.component(component.id)), item('All components', to.metrics)];
  return [
    item(capital(inPeriod(recentOf(context), snapshot.site.timezone)), to.metrics),
    ...metricsYears(context).map((year) => item(year.id, to.yearMetrics(year.id))),
    item('Reports', to.reports),
  ];
}
