import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { announcedAt } from '../domain/news.ts';
import type { Following } from './address.ts';
import { moment } from './format.ts';
import { eventIdOf } from './identity.ts';
import { paragraphs } from './plain-text.ts';
import { componentLink, severityLink, type ViewContext } from './view-context.ts';
import { INCIDENT_WORDS, MAINTENANCE_WORDS } from './words.ts';

const SECOND_MS = 1000;
const YEAR_MS = 366 * 86_400_000;
const FILE: Following = 'calendar.ics';

export interface CalendarView {
  name: string;
  description: string;
  page: string;
  self: string;
  events: CalendarEvent[];
}

export interface CalendarEvent {
  uid: string;
  created: number;
  changed: number;
  /** Grows with everything that is written about it. */
  sequence: number;
  from: number;
  /** Not known of what goes on. */
  to: number | undefined;
  title: string;
  text: string;
  url: string;
  status: 'CONFIRMED' | 'CANCELLED';
  categories: string[];
}

/** A calendar of maintenance: where its file stands, and what it shows. */
export function maintenanceCalendar(
  context: ViewContext,
  about: { topic: string; name: string; page: string },
  works: readonly Maintenance[],
): CalendarView {
  const { snapshot, to, origin } = context;
  return {
    name: about.name,
    description: `Planned work at ${snapshot.site.name}, with what has become of it.`,
    page: origin + about.page,
    self: origin + to.follow(about.topic, FILE),
    events: works.map((one) => maintenanceEvent(context, one)),
  };
}

/** The incidents of the last year. */
export function incidentCalendar(context: ViewContext): CalendarView {
  const { snapshot, to, origin } = context;
  const recent = snapshot.incidents.filter((one) => one.open || one.started > snapshot.now - YEAR_MS);
  return {
    name: `${snapshot.site.name} incidents`,
    description: `Incidents at ${snapshot.site.name} in the last twelve months.`,
    page: origin + to.history,
    self: origin + to.follow('incidents', FILE),
    events: recent.map((incident) => incidentEvent(context, incident)),
  };
}

function maintenanceEvent(context: ViewContext, maintenance: Maintenance): CalendarEvent {
  const { id, start, end, window, cancelled, updates, title } = maintenance;
  const { snapshot } = context;
  const created = announcedAt(maintenance, snapshot);
  const planned = cancelled || window.from >= window.to;
  const said = updates.map((update) => {
    const word = update.state ? MAINTENANCE_WORDS[update.state] : 'Update';
    return `${moment(update.at).text} · ${word}\n${paragraphs(update.text)}`;
  });
  return {
    ...eventOf(context, `maintenance/${id}`, created, updates),
    from: planned ? start : window.from,
    to: planned ? end : window.to,
    title: cancelled ? `Cancelled: ${title}` : title,
    text: [
      paragraphs(maintenance.description),
      namesOf(context, maintenance.components),
      ...(maintenance.series ? [`Repeats ${maintenance.series.words}.`] : []),
      ...said,
    ].join('\n\n'),
    url: context.origin + context.to.maintenance(id),
    status: cancelled ? 'CANCELLED' : 'CONFIRMED',
    categories: ['Maintenance', ...maintenance.components.map((one) => componentLink(context, one).name)],
  };
}

function incidentEvent(context: ViewContext, incident: Incident): CalendarEvent {
  const { id, started, resolved, updates } = incident;
  const severity = severityLink(context, incident.severity).name;
  const last = updates.at(-1);
  return {
    ...eventOf(context, `incidents/${id}`, updates[0]?.at ?? started, updates),
    from: started,
    to: resolved === undefined ? undefined : Math.max(resolved, started + SECOND_MS),
    title: `${severity}: ${incident.title}`,
    text: [`${INCIDENT_WORDS[incident.state]}. ${namesOf(context, incident.components)}`, paragraphs(last?.text ?? '')]
      .join('\n\n')
      .trim(),
    url: context.origin + context.to.incident(id),
    status: 'CONFIRMED',
    categories: ['Incident', severity],
  };
}

function eventOf(
  context: ViewContext,
  key: string,
  created: number,
  updates: readonly { at: number; edited?: number }[],
): Pick<CalendarEvent, 'uid' | 'created' | 'changed' | 'sequence'> {
  const written = updates.flatMap((update) => [update.at, ...(update.edited === undefined ? [] : [update.edited])]);
  return {
    uid: eventIdOf(context.snapshot.site.url, key),
    created,
    changed: Math.max(created, ...written),
    sequence: written.length,
  };
}

function namesOf(context: ViewContext, components: readonly string[]): string {
  if (components.length === 0) return '';
  return `Concerns: ${components.map((id) => componentLink(context, id).name).join(', ')}`;
}
