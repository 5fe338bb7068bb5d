import type { Incident } from '../../domain/incident.ts';
import type { Interval } from '../../domain/interval.ts';
import { type Book, bookOf, observedIn, within } from '../../domain/metrics/book.ts';
import { durationsOf, TARGETS, type TargetMeasure, targetsKept } from '../../domain/metrics/durations.ts';
import { falsePositives, longestQuiet, repeatsIn, type Share, sinceWorst } from '../../domain/metrics/frequency.ts';
import { hoursOf } from '../../domain/metrics/hours.ts';
import { actionsFrom, postmortemsDue } from '../../domain/metrics/learning.ts';
import { type Period, periodsWithin } from '../../domain/metrics/period.ts';
import { componentReliability, type Reliability, siteReliability } from '../../domain/metrics/reliability.ts';
import { sloOf } from '../../domain/metrics/slo.ts';
import { type Ledger, partOf, uptimeBasisPoints } from '../../domain/uptime.ts';
import type { ApiDurations, ApiFigure, ApiOf } from '../../schema/api.ts';
import { FEW, MEASURE_NAMES, type MeasureName } from '../../schema/measures.ts';
import type { FigureName } from '../../schema/tables.ts';
import { recentOf } from '../metrics/scope.ts';
import type { ViewContext } from '../view-context.ts';
import { headOf } from './head.ts';

type Place = Pick<ApiDurations, 'period' | 'scope' | 'of'>;

/** Every figure: of the site for each month, quarter and year; by severity, component, kind and cause for each year and lately. */
export function figuresDocument(context: ViewContext): ApiOf<'figures'> {
  const book = bookOf(context.snapshot);
  const zone = context.snapshot.site.timezone;
  const long = [recentOf(context), ...periodsWithin('year', book.observed, zone).reverse()];
  const short = [...periodsWithin('quarter', book.observed, zone), ...periodsWithin('month', book.observed, zone)];
  const periods = [...long, ...short.reverse()];
  const scopes = long.flatMap((period) => scopesIn(book, period));
  return {
    ...headOf(context),
    durations: [
      ...periods.flatMap((period) =>
        durationRows(book, { period: period.id, scope: 'site', of: null }, within(book.incidents, period)),
      ),
      ...scopes.flatMap(({ place, incidents }) => durationRows(book, place, incidents)),
    ],
    figures: [
      ...periods.flatMap((period) => siteFigures(book, period)),
      ...long.flatMap((period) => componentFigures(book, period)),
      ...scopes.map(({ place, incidents }) => figure(place, 'incidents', 'count', incidents.length)),
      ...presentFigures(book),
    ],
  };
}

function scopesIn(book: Book, period: Period): { place: Place; incidents: Incident[] }[] {
  const incidents = within(book.incidents, period);
  const named = (scope: Place['scope'], namesOf: (incident: Incident) => (string | undefined)[]) => {
    const pairs = incidents.flatMap((incident) =>
      namesOf(incident).flatMap((name) => (name === undefined ? [] : [{ name, incident }])),
    );
    return [...Map.groupBy(pairs, (pair) => pair.name)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([of, same]) => ({
        place: { period: period.id, scope, of },
        incidents: same.map((pair) => pair.incident),
      }));
  };
  return [
    ...named('severity', (one) => [one.severity]),
    ...named('component', (one) => [...new Set(one.spans.map((span) => span.component))]),
    ...named('kind', (one) => [one.kind]),
    ...named('cause', (one) => [one.cause]),
  ];
}

function durationRows(book: Book, place: Place, incidents: readonly Incident[]): ApiDurations[] {
  return incidents.length === 0 ? [] : MEASURE_NAMES.map((measure) => durationRow(book, place, incidents, measure));
}

function durationRow(
  { snapshot: { now, severities } }: Book,
  place: Place,
  incidents: readonly Incident[],
  measure: MeasureName,
): ApiDurations {
  const found = durationsOf(incidents, measure, now);
  const kept = measure in TARGETS ? targetsKept(incidents, measure as TargetMeasure, severities, now) : undefined;
  return {
    ...place,
    measure,
    n: found.n,
    open: found.open,
    leftOut: found.leftOut,
    median: inSeconds(found.median),
    medianLow: inSeconds(found.interval?.[0]),
    medianHigh: inSeconds(found.interval?.[1]),
    lowerQuartile: inSeconds(found.middleHalf?.[0]),
    upperQuartile: inSeconds(found.middleHalf?.[1]),
    p90: inSeconds(found.p90),
    mean: inSeconds(found.mean),
    shortest: inSeconds(found.shortest),
    longest: inSeconds(found.longest),
    target: kept ? { kept: kept.kept, of: kept.of } : null,
  };
}

function siteFigures(book: Book, period: Period): ApiFigure[] {
  const { site, now } = book.snapshot;
  const place: Place = { period: period.id, scope: 'site', of: null };
  const incidents = within(book.incidents, period);
  const hours = hoursOf(incidents, site);
  const due = postmortemsDue(book, period, now).map((one) => one.verdict);
  const actions = actionsFrom(book, period, now).map((one) => one.verdict);
  const quiet = longestQuiet(book, period);
  const count = (all: readonly string[], ...wanted: string[]): number =>
    all.filter((one) => wanted.includes(one)).length;
  const share = (name: FigureName, part: Share): ApiFigure => shareFigure(place, name, part);
  return [
    figure(place, 'incidents', 'count', incidents.length),
    figure(place, 'false_alarms', 'count', within(book.falseAlarms, period).length),
    share('false_positives', falsePositives(book, period)),
    ...reliabilityFigures(place, siteReliability(book, observedIn(book, period))),
    ...uptimeFigures(place, [...book.ledgers.values()], period),
    share('repeats', repeatsIn(book, period)),
    share('after_hours', { count: hours.otherHours + hours.daysOff, of: incidents.length }),
    share('days_off', { count: hours.daysOff, of: incidents.length }),
    share('postmortems_on_time', { count: count(due, 'on time'), of: count(due, 'on time', 'late', 'overdue') }),
    share('actions_on_time', {
      count: count(actions, 'done on time'),
      of: count(actions, 'done on time', 'done late', 'overdue'),
    }),
    figure(place, 'longest_quiet', 'seconds', quiet ? (quiet.to - quiet.from) / 1000 : null),
  ];
}

function componentFigures(book: Book, period: Period): ApiFigure[] {
  return book.snapshot.components.flatMap((component) => {
    const place: Place = { period: period.id, scope: 'component', of: component.id };
    const ledger = book.ledgers.get(component.id);
    const seen = observedIn(book, period, component.id);
    if (seen.to <= seen.from) return [];
    return [
      ...reliabilityFigures(place, componentReliability(book, component.id, seen)),
      ...uptimeFigures(place, ledger ? [ledger] : [], period),
    ];
  });
}

/** What no period is looked at for. */
function presentFigures(book: Book): ApiFigure[] {
  const place: Place = { period: 'now', scope: 'site', of: null };
  return [
    figure(place, 'days_since_worst_severity', 'days', sinceWorst(book)?.days ?? null),
    ...book.snapshot.components.flatMap((component) => {
      const slo = sloOf(book, component);
      const of: Place = { period: 'now', scope: 'component', of: component.id };
      if (!slo) return [];
      return [
        figure(of, 'slo_target', 'percent', slo.target),
        figure(of, 'slo_window', 'seconds', slo.window / 1000),
        figure(of, 'slo_counts_maintenance', 'count', slo.maintenance === 'counted' ? 1 : 0),
        figure(of, 'error_budget', 'seconds', slo.budget / 1000),
        figure(of, 'error_budget_spent', 'seconds', slo.down / 1000),
        figure(of, 'error_budget_left', 'seconds', slo.left / 1000),
        ...slo.burn.map(({ days, rate }) => figure(of, `burn_rate_${days}d`, 'rate', rate ?? null)),
      ];
    }),
  ];
}

function reliabilityFigures(place: Place, { failures, operating, between, interval }: Reliability): ApiFigure[] {
  return [
    figure(place, 'failures', 'count', failures),
    figure(place, 'operating_time', 'seconds', operating / 1000),
    {
      ...figure(place, 'time_between_failures', 'seconds', inSeconds(between)),
      low: inSeconds(interval?.[0]),
      high: inSeconds(interval?.[1]),
    },
  ];
}

function uptimeFigures(place: Place, ledgers: readonly Ledger[], stretch: Interval): ApiFigure[] {
  const parts = ledgers.map((ledger) => partOf(ledger, stretch));
  const points = uptimeBasisPoints(parts);
  return [
    figure(place, 'uptime', 'percent', points === undefined ? null : points / 100),
    figure(place, 'down_time', 'seconds', parts.reduce((sum, part) => sum + part.down, 0) / 1000),
  ];
}

function figure(place: Place, name: FigureName, unit: ApiFigure['unit'], value: number | null): ApiFigure {
  return { ...place, figure: name, unit, value, count: null, outOf: null, low: null, high: null };
}

function shareFigure(place: Place, name: FigureName, { count, of }: Share): ApiFigure {
  const value = of < FEW ? null : (100 * count) / of;
  return { ...figure(place, name, 'percent', value), count, outOf: of };
}

function inSeconds(ms: number | undefined): number | null {
  return ms === undefined ? null : ms / 1000;
}
