import type { Incident } from '../../domain/incident.ts';
import { bookOf, within } from '../../domain/metrics/book.ts';
import { observe } from '../../domain/metrics/durations.ts';
import type { Period } from '../../domain/metrics/period.ts';
import { FEW } from '../../schema/measures.ts';
import { duration, moment, plural } from '../format.ts';
import { layoutView } from '../layout.ts';
import { link, list, table } from '../markdown-parts.ts';
import { periodName, shortPeriod } from '../metrics/scope.ts';
import { severityCode } from '../metrics/severity-code.ts';
import type { ProseView } from '../prose.ts';
import { inlineMarkdown } from '../safe-markdown.ts';
import type { ViewContext } from '../view-context.ts';
import { improvementsSection } from './improvements.ts';
import { incidentLink } from './links.ts';
import { numbersOf } from './numbers.ts';
import { patternsSection } from './patterns.ts';
import { reportPeriods } from './periods.ts';
import { type ReportScope, reportScope } from './scope.ts';
import { summarySection } from './summary.ts';

const SHOWN = 30;

/** What a month or a quarter was like, for people who were not there. */
export function reportView(context: ViewContext, period: Period): ProseView {
  const scope = reportScope(context, period);
  const name = periodName(period, context.snapshot.site.timezone);
  const title = `Report: ${name}`;
  return {
    layout: layoutView(context, {
      title,
      description: `Incidents, recovery and availability of ${context.snapshot.site.name} in ${name}, compared with the time before.`,
      path: context.to.report(period.id),
      live: scope.running,
    }),
    title,
    lead: summarySection(scope),
    sections: [
      ...(scope.incidents.length > 0
        ? [{ id: 'incidents', heading: 'What happened', markdown: incidentsSection(scope), wide: true }]
        : []),
      { id: 'numbers', heading: 'In numbers', markdown: numbersSection(scope), wide: true },
      { id: 'patterns', heading: 'Patterns', markdown: patternsSection(scope) },
      { id: 'improvements', heading: 'What could be better', markdown: improvementsSection(scope) },
      { id: 'about', heading: 'About this report', markdown: aboutSection(scope) },
    ],
  };
}

/** Every report there is. */
export function reportsView(context: ViewContext): ProseView {
  const { snapshot } = context;
  const book = bookOf(snapshot);
  const years = Map.groupBy(reportPeriods(context), (period) => period.id.slice(0, 4));
  return {
    layout: layoutView(context, {
      title: 'Reports',
      description: `What each month and quarter was like at ${snapshot.site.name}.`,
      path: context.to.reports,
      live: true,
    }),
    title: 'Reports',
    lead: 'What each month and quarter was like: what happened, how it compares with the time before, what came back, and what could be better.',
    sections: [...years].map(([year, periods]) => ({
      id: `y${year}`,
      heading: year,
      markdown: list(
        periods.map((period) => {
          const name =
            period.kind === 'quarter'
              ? `**${shortPeriod(period)}**`
              : inlineMarkdown(periodName(period, snapshot.site.timezone));
          const count = plural(within(book.incidents, period).length, 'incident');
          return `[${name}](${context.to.report(period.id)}): ${count}${period.to > snapshot.now ? ' so far' : ''}`;
        }),
      ),
    })),
  };
}

function incidentsSection({ incidents, context, book }: ReportScope): string {
  const { now } = book.snapshot;
  const shown = worstOf(incidents, book.snapshot.severities);
  const rows = shown.map((incident) => [
    moment(incident.started).text,
    incidentLink(context, incident),
    link(severityCode(context, incident.severity), context.to.severity(incident.severity)),
    recovered(incident, now),
    incident.cause === undefined ? 'not known' : inlineMarkdown(incident.cause),
  ]);
  const told = table(['Began', 'Incident', 'Severity', 'Recovered in', 'Cause'], rows);
  const rest = incidents.length - shown.length;
  return rest === 0
    ? told
    : `${told}\n\nThese are the gravest; ${rest} more are in the ${link('history', context.to.history)}.`;
}

/** All, or where they are too many for one table the worst, in the order in which they began. */
function worstOf(
  incidents: readonly Incident[],
  severities: ReportScope['book']['snapshot']['severities'],
): Incident[] {
  if (incidents.length <= SHOWN) return [...incidents];
  const levels = new Map(severities.map((severity) => [severity.id, severity.level]));
  const level = (incident: Incident): number => levels.get(incident.severity) ?? Number.POSITIVE_INFINITY;
  const worst = new Set([...incidents].sort((one, other) => level(one) - level(other)).slice(0, SHOWN));
  return incidents.filter((incident) => worst.has(incident));
}

function recovered(incident: Incident, now: number): string {
  const seen = observe(incident, 'resolve', now);
  if (!seen) return incident.open ? 'not over' : 'not known';
  return seen.ended ? duration(seen.ms) : `not over after ${duration(seen.ms)}`;
}

function numbersSection({ book, context, period, earlier, kind }: ReportScope): string {
  const [first] = earlier;
  const together =
    first && earlier.length > 1
      ? [{ name: `Those ${earlier.length} together`, stretch: { from: first.from, to: period.from } }]
      : [];
  const columns = [
    { name: shortPeriod(period), stretch: period },
    ...[...earlier].reverse().map((one) => ({ name: shortPeriod(one), stretch: one })),
    ...together,
  ];
  const [own = [], ...others] = columns.map(({ stretch }) => numbersOf({ book, context }, stretch));
  const rows = own.map(([name, text], at) => [
    inlineMarkdown(name),
    text,
    ...others.map((numbers) => numbers[at]?.[1] ?? ''),
  ]);
  const note = first ? '' : `There is no earlier ${kind} to compare with.\n\n`;
  return `${note}${table(['Number', ...columns.map((column) => column.name)], rows)}`;
}

function aboutSection(scope: ReportScope): string {
  const { context, period, running, at } = scope;
  const zone = context.snapshot.site.timezone;
  const until = running
    ? `It speaks of the time until ${moment(at).text}; the period is not over.`
    : `What is overdue or broken is told as it stood at the end of the period; incidents, and whether what they promised came in time, as they are known now${scope.internal ? '; runbooks as they are today' : ''}.`;
  const periods = reportPeriods(context).filter((one) => one.kind === period.kind);
  const here = periods.findIndex((one) => one.id === period.id);
  const other = (label: string, one: Period | undefined): string[] =>
    one ? [`${label}: [${periodName(one, zone)}](${context.to.report(one.id)})`] : [];
  const others = [...other('Before', periods[here + 1]), ...other('After', periods[here - 1])];
  const pager = [...others, `[All reports](${context.to.reports})`].join(' · ');
  return `${until} An incident belongs to the ${period.kind} in which it began, by the calendar of ${zone}. No figure is drawn from fewer than ${FEW} values, and false alarms count only where it says so. The rules are in ${link('How we measure', context.to.measure)}; the data is [one table](${context.to.file('api/v1/metrics.csv')}), and the figures of the last months are on ${link('Metrics', context.to.metrics)}.\n\n${pager}`;
}
