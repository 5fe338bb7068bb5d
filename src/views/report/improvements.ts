import { dayOf, dayStart } from '../../domain/calendar.ts';
import type { Incident } from '../../domain/incident.ts';
import { covers } from '../../domain/interval.ts';
import { durationsOf, observe, TARGETS, type TargetMeasure, targetsKept } from '../../domain/metrics/durations.ts';
import { actionsFrom, postmortemsDue } from '../../domain/metrics/learning.ts';
import { rulesOf } from '../../domain/metrics/patterns.ts';
import { breachIn, sloOf } from '../../domain/metrics/slo.ts';
import { MEASURES } from '../../schema/measures.ts';
import { date, duration, listing } from '../format.ts';
import { list } from '../markdown-parts.ts';
import { severityCode } from '../metrics/severity-code.ts';
import { inlineMarkdown } from '../safe-markdown.ts';
import { componentReference, incidentLink, postmortemLink } from './links.ts';
import type { ReportScope } from './scope.ts';

const SHOWN = 8;

/** What was not as it was promised, or left a gap, each with what shows it. */
export function improvementsSection(scope: ReportScope): string {
  const lines = [
    missedTargets(scope, 'acknowledge', 'Acknowledged after the target'),
    missedTargets(scope, 'resolve', 'Over after the target'),
    brokenPromises(scope),
    latePostmortems(scope),
    overdueActions(scope),
    falseAlarms(scope),
    missingRunbooks(scope),
    missingFacts(scope),
  ].flatMap(atMost);
  return lines.length === 0 ? nothingMissed(scope) : list(lines);
}

/** Long lists are read by nobody; how long they are is told. */
function atMost(lines: readonly string[]): string[] {
  const rest = lines.length - SHOWN;
  if (rest <= 0) return [...lines];
  const kind = /^\*\*([^*]+)\*\*/.exec(lines[0] ?? '')?.[1] ?? 'The same';
  return [...lines.slice(0, SHOWN), `**${kind}**: ${rest} more.`];
}

function linksTo(context: ReportScope['context'], incidents: readonly Incident[]): string {
  const shown = incidents.slice(0, SHOWN).map((incident) => incidentLink(context, incident));
  const rest = incidents.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : listing(shown);
}

/** Only what was there to be looked at can have been in order. */
function nothingMissed({ incidents, book, at, period }: ReportScope): string {
  const { severities, now, components } = book.snapshot;
  const until = { from: book.observed.from, to: period.to };
  const judged = (['acknowledge', 'resolve'] as const).map(
    (measure) => targetsKept(incidents, measure, severities, now).of,
  );
  const looked = [
    [Math.max(...judged), 'incident with a target', 'incidents with a target'],
    [
      components.filter((one) => sloOf(book, one, at)).length,
      'promise about availability',
      'promises about availability',
    ],
    [postmortemsDue(book, until, at).length, 'post-mortem', 'post-mortems'],
    [actionsFrom(book, until, at).length, 'action item', 'action items'],
  ] as const;
  const there = looked
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return there.length === 0
    ? 'Nothing was promised that could have been missed.'
    : `Looked at: ${listing(there)}. Nothing was missed, broken or overdue.`;
}

function missedTargets({ incidents, book, context }: ReportScope, measure: TargetMeasure, words: string): string[] {
  const { severities, now } = book.snapshot;
  return targetsKept(incidents, measure, severities, now).missed.map((incident) => {
    const seen = observe(incident, measure, now);
    const target = severities.find((severity) => severity.id === incident.severity)?.[TARGETS[measure]] ?? 0;
    const [took, allowed] = apart(seen?.ms ?? 0, target);
    const code = inlineMarkdown(severityCode(context, incident.severity));
    return `**${words}**: ${incidentLink(context, incident)}, ${took}${seen?.ended ? '' : ' so far'} where the target of ${code} is ${allowed}.`;
  });
}

/** Two lengths of time in words that differ. */
function apart(a: number, b: number): [string, string] {
  const words: [string, string] = [duration(a), duration(b)];
  if (words[0] !== words[1]) return words;
  const exact = (ms: number): string => `${(ms / 1000).toLocaleString('en')} s`;
  return [exact(a), exact(b)];
}

function brokenPromises({ book, context, period, at }: ReportScope): string[] {
  const { components, site } = book.snapshot;
  return components.flatMap((component) => {
    const breach = breachIn(book, component, { from: period.from, to: at });
    if (!breach) return [];
    const { worst, on, last } = breach;
    const end = last.left < 0 ? '' : '; it was kept again at the end';
    return [
      `**Promise broken**, worst on ${date(dayOf(on, site.timezone))}: ${componentReference(context, component.id)} lost ${duration(worst.down)} in the ${duration(worst.window)} before, where ${worst.target} % allows ${duration(worst.budget)}${end}.`,
    ];
  });
}

/** Those that are overdue at the end of the period, and those that came late within it. */
function latePostmortems({ book, period, at, context }: ReportScope): string[] {
  const { timezone } = book.snapshot.site;
  const since = { from: book.observed.from, to: period.to };
  return postmortemsDue(book, since, at)
    .filter(({ verdict, postmortem }) => {
      const came = postmortem?.published === undefined ? undefined : dayStart(postmortem.published, timezone);
      return verdict === 'overdue' || (verdict === 'late' && came !== undefined && covers(period, came));
    })
    .map(({ verdict, incident, due, postmortem }) => {
      const came = postmortem?.published ? `, came on ${date(postmortem.published)}` : '';
      return verdict === 'late'
        ? `**Post-mortem late**: ${incidentLink(context, incident)}, due on ${date(due)}${came}.`
        : `**Post-mortem overdue** since ${date(due)}: ${incidentLink(context, incident)}.`;
    });
}

function overdueActions({ book, period, at, context }: ReportScope): string[] {
  const since = { from: book.observed.from, to: period.to };
  return actionsFrom(book, since, at)
    .filter(({ verdict }) => verdict === 'overdue')
    .sort((a, b) => ((a.item.due ?? '') < (b.item.due ?? '') ? -1 : 1))
    .map(({ item, postmortem }) => {
      const owner = item.owner ? ` (${inlineMarkdown(item.owner)})` : '';
      return `**Action overdue** since ${date(item.due ?? '')}: ${inlineMarkdown(item.text)}${owner}, from ${postmortemLink(context, postmortem)}.`;
    });
}

/** An alarm about nothing; the team also learns which rule raised it, and how many it raised rightly. */
function falseAlarms({ falseAlarms: alarms, book, context, at }: ReportScope): string[] {
  return alarms.map((incident) => {
    const rules = rulesOf(incident).map((rule) => {
      const raised = (incidents: readonly Incident[]): number =>
        incidents.filter((one) => one.started < at && rulesOf(one).includes(rule)).length;
      const wrong = raised(book.falseAlarms);
      return `rule ${inlineMarkdown(rule)}, wrong ${wrong} of ${wrong + raised(book.incidents)} times until then`;
    });
    return `**False alarm**: ${incidentLink(context, incident)}${rules.length > 0 ? `, ${listing(rules)}` : ''}.`;
  });
}

/** Runbooks are the team's own. */
function missingRunbooks({ internal, book, incidents, context, at, kind }: ReportScope): string[] {
  if (!internal) return [];
  const { snapshot } = book;
  const hit = new Set(incidents.flatMap((incident) => incident.spans.map((span) => span.component)));
  const helped = new Set(snapshot.runbooks.flatMap((runbook) => runbook.components));
  const without = snapshot.components.filter((one) => hit.has(one.id) && !one.runbook && !helped.has(one.id));
  const met = new Set(incidents.flatMap(rulesOf));
  const led = new Set(snapshot.runbooks.flatMap((runbook) => runbook.rules));
  const rules = snapshot.rules.filter((rule) => met.has(rule.id) && !rule.runbook && !led.has(rule.id));
  const today = dayOf(at, snapshot.site.timezone);
  return [
    ...without.map(
      (one) =>
        `**No runbook**: ${componentReference(context, one.id)} was hit by ${linksTo(
          context,
          incidents.filter((incident) => incident.spans.some((span) => span.component === one.id)),
        )}.`,
    ),
    ...rules.map(
      (rule) =>
        `**No runbook** for the alert rule ${inlineMarkdown(rule.name)}, whose alert belongs to an incident of this ${kind}.`,
    ),
    ...snapshot.runbooks
      .filter((runbook) => runbook.reviewBy < today)
      .map(
        (runbook) =>
          `**Runbook not reviewed** since it was due on ${date(runbook.reviewBy)}: ${inlineMarkdown(runbook.title)}.`,
      ),
  ];
}

/** What nobody wrote down is missing from the figures. */
function missingFacts({ incidents, book, context }: ReportScope): string[] {
  const { now } = book.snapshot;
  const measured = (['detect', 'acknowledge'] as const).flatMap((measure) => {
    const missing = incidents.filter((incident) => observe(incident, measure, now) === undefined);
    if (durationsOf(incidents, measure, now).leftOut === 0) return [];
    return [
      `**${MEASURES[measure].name} not known**, because a moment was not written down: ${linksTo(context, missing)}.`,
    ];
  });
  const causeless = incidents.filter((incident) => !incident.open && incident.cause === undefined);
  if (causeless.length === 0) return measured;
  return [...measured, `**No cause written down**: ${linksTo(context, causeless)}.`];
}
