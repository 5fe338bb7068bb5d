import { monthOf } from '../../domain/calendar.ts';
import type { Incident } from '../../domain/incident.ts';
import { TARGETS, type TargetMeasure } from '../../domain/metrics/durations.ts';
import { dueDays } from '../../domain/metrics/learning.ts';
import type { Postmortem } from '../../domain/snapshot.ts';
import { timingsOf } from '../../domain/timings.ts';
import type { ApiIncident, ApiOf } from '../../schema/api.ts';
import { MEASURE_NAMES, type MeasureName } from '../../schema/measures.ts';
import { canBeFollowed } from '../topic.ts';
import { severityLink, type ViewContext } from '../view-context.ts';
import { headOf, textOf, time, timeOrNull } from './head.ts';

const DAY_MS = 86_400_000;
const NO_TIMINGS = Object.fromEntries(MEASURE_NAMES.map((name) => [name, null])) as Record<MeasureName, null>;

/** What is open and what began in the days that the bars show. */
export function recentIncidents(context: ViewContext): ApiOf<'incidents'> {
  const { snapshot } = context;
  const from = snapshot.now - snapshot.site.windows.days * DAY_MS;
  const incidents = snapshot.incidents.filter((one) => one.open || one.started >= from);
  return { ...headOf(context), from: time(from), incidents: incidents.map((one) => incidentDocument(context, one)) };
}

/** Incidents by the month in which they began, newest first. */
export function incidentMonths({ snapshot }: ViewContext): Map<string, Incident[]> {
  return Map.groupBy(snapshot.incidents, (incident) => monthOf(incident.started, snapshot.site.timezone));
}

export function monthOfIncidents(context: ViewContext, incidents: readonly Incident[]): ApiOf<'incidents'> {
  return { ...headOf(context), from: null, incidents: incidents.map((one) => incidentDocument(context, one)) };
}

/** The moments and lengths of every incident: what all figures about them can be made from. */
export function metricsDocument(context: ViewContext): ApiOf<'metrics'> {
  const { snapshot } = context;
  const severities = new Map(snapshot.severities.map((severity) => [severity.id, severity]));
  const dueOf = dueDays(snapshot);
  const published = new Map(snapshot.postmortems.map((one) => [one.incident, one]));
  const target = (incident: Incident, measure: TargetMeasure): number | null => {
    const ms = severities.get(incident.severity)?.[TARGETS[measure]];
    return ms === undefined ? null : ms / 1000;
  };
  const counted = snapshot.incidents.filter((incident) => incident.visibility !== 'draft');
  const incidents = counted.map((incident) => ({
    id: incident.id,
    url: context.origin + context.to.incident(incident.id),
    title: incident.title,
    severity: incident.severity,
    kind: incident.kind,
    cause: incident.cause ?? null,
    falseAlarm: !incident.real,
    open: incident.open,
    components: incident.components,
    updates: incident.updates.length,
    ...momentsOf(incident),
    firstUpdate: timeOrNull(incident.updates[0]?.at),
    seconds: secondsOf(incident),
    startKnown: incident.startKnown,
    openedBy: incident.openedBy,
    targets: { acknowledge: target(incident, 'acknowledge'), resolve: target(incident, 'resolve') },
    postmortem: promised(dueOf(incident), published.get(incident.id)),
  }));
  return { ...headOf(context), incidents };
}

function promised(
  due: string | undefined,
  postmortem: Postmortem | undefined,
): ApiOf<'metrics'>['incidents'][number]['postmortem'] {
  if (due === undefined) return null;
  return { due, published: (postmortem?.status === 'published' && postmortem.published) || null };
}

function incidentDocument(context: ViewContext, incident: Incident): ApiIncident {
  const { origin, to, snapshot } = context;
  const url = origin + to.incident(incident.id);
  const postmortem = context.postmortemOf.get(incident.id);
  return {
    id: incident.id,
    url,
    title: incident.title,
    state: incident.state,
    open: incident.open,
    severity: { id: incident.severity, name: severityLink(context, incident.severity).name },
    kind: incident.kind,
    cause: incident.cause ?? null,
    tags: incident.tags,
    falseAlarm: !incident.real,
    impact: incident.impact === undefined ? null : textOf(incident.impact, url),
    components: incident.components.map((id) => componentOf(context, incident, id)),
    moments: momentsOf(incident),
    seconds: secondsOf(incident),
    next: timeOrNull(incident.nextUpdate),
    updates: incident.updates.map((update) => ({
      id: update.id,
      url: `${url}#${update.id}`,
      at: time(update.at),
      edited: timeOrNull(update.edited),
      state: update.stateAfter,
      changesState: update.state !== undefined,
      reopens: update.reopens,
      components: update.impacts,
      next: timeOrNull(update.next),
      ...textOf(update.text, url),
    })),
    roles: Object.fromEntries(
      Object.entries(incident.roles ?? {}).flatMap(([role, name]) => (name ? [[role, name]] : [])),
    ),
    links: incident.links,
    postmortem: postmortem === undefined ? null : origin + to.postmortem(postmortem),
    feed: canBeFollowed(incident, snapshot) ? origin + to.follow(`incidents/${incident.id}`, 'atom.xml') : null,
  };
}

function componentOf(context: ViewContext, incident: Incident, id: string): ApiIncident['components'][number] {
  const name = context.componentNames.get(id);
  return {
    id,
    name: name ?? id,
    url: name === undefined ? null : context.origin + context.to.component(id),
    spans: incident.spans
      .filter((span) => span.component === id)
      .map(({ impact, from, to }) => ({ impact, from: time(from), to: timeOrNull(to) })),
  };
}

function momentsOf(incident: Incident): ApiIncident['moments'] {
  return {
    started: time(incident.started),
    detected: timeOrNull(incident.detected),
    acknowledged: timeOrNull(incident.acknowledged),
    identified: timeOrNull(incident.identified),
    mitigated: timeOrNull(incident.mitigated),
    resolved: timeOrNull(incident.resolved),
  };
}

function secondsOf(incident: Incident): ApiIncident['seconds'] {
  const known = Object.entries(timingsOf(incident)).map(([name, ms]) => [name, ms / 1000]);
  return { ...NO_TIMINGS, ...Object.fromEntries(known) };
}
