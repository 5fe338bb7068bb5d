import type { Incident, PublishedUpdate } from '../../domain/incident.ts';
import { type Maintenance, maintenanceState } from '../../domain/maintenance.ts';
import { announcedAt, publishedAt } from '../../domain/news.ts';
import type { Postmortem } from '../../domain/snapshot.ts';
import type { SpIncident, SpLeaf, SpMaintenance, SpUpdate } from '../../schema/statuspage.ts';
import type { Impact, MaintenanceState } from '../../schema/words.ts';
import { withAbsoluteAddresses } from '../absolute.ts';
import { renderMarkdown } from '../markdown.ts';
import { textOfHtml } from '../plain-text.ts';
import type { ViewContext } from '../view-context.ts';
import { codeOf, statusOf, zonedTime } from './codes.ts';

const IMPACT_OF: Record<Impact, SpIncident['impact']> = {
  operational: 'none',
  degraded: 'minor',
  partial: 'major',
  major: 'critical',
};
const IMPACT_OF_LEVEL: Record<number, SpIncident['impact']> = { 1: 'critical', 2: 'major', 3: 'minor' };
// Clients know no word for work that was called off; what they must learn is that it is over.
const STATUS_OF: Record<MaintenanceState, SpMaintenance['status']> = {
  scheduled: 'scheduled',
  'in progress': 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  cancelled: 'completed',
};

/** What rows of incidents refer to. */
export interface Rows {
  pageId: string;
  /** Components by our own id. */
  leaves: ReadonlyMap<string, SpLeaf>;
  /** `Group - Component`, by our own id. */
  fullNames: ReadonlyMap<string, string>;
}

export function incidentRow(context: ViewContext, rows: Rows, incident: Incident): SpIncident {
  const { snapshot } = context;
  const time = (moment: number): string => zonedTime(moment, snapshot.site.timezone);
  const id = codeOf('incident', incident.id);
  const { updates } = incident;
  const monitoring = updates.findLast((update) => update.state === 'monitoring')?.at;
  const postmortem = snapshot.postmortems.find((one) => one.incident === incident.id);
  const learned = postmortem ? postmortemUpdate(context, incident, postmortem, id) : [];
  const told = updates.map((update, index) =>
    updateRow(context, rows, { incident, update, before: updates[index - 1] }),
  );
  const newest = Math.max(incident.started, ...updates.map((update) => update.edited ?? update.at));
  return {
    id,
    name: incident.title,
    status: learned.length > 0 ? 'postmortem' : incident.state,
    created_at: time(updates[0]?.at ?? incident.started),
    updated_at: learned[0]?.updated_at ?? time(newest),
    monitoring_at: monitoring === undefined ? null : time(monitoring),
    resolved_at: incident.resolved === undefined ? null : time(incident.resolved),
    impact: impactOf(context, incident),
    shortlink: context.origin + context.to.incident(incident.id),
    started_at: time(incident.started),
    page_id: rows.pageId,
    incident_updates: [...learned, ...told.reverse()],
    components: leavesOf(rows, incident.components),
    reminder_intervals: null,
  };
}

export function maintenanceRow(context: ViewContext, rows: Rows, maintenance: Maintenance): SpMaintenance {
  const { snapshot } = context;
  const time = (moment: number): string => zonedTime(moment, snapshot.site.timezone);
  const id = codeOf('maintenance', maintenance.id);
  const state = maintenanceState(maintenance, snapshot.now);
  const updates = maintenanceUpdates(context, maintenance, id);
  const created = announcedAt(maintenance, snapshot);
  const began = maintenance.window.from <= snapshot.now && !maintenance.cancelled ? maintenance.window.from : created;
  const edges = [began, ...(state === 'completed' ? [maintenance.window.to] : [])];
  const written = maintenance.updates.map((update) => update.edited ?? update.at);
  const over = state === 'completed' || state === 'cancelled';
  return {
    id,
    name: maintenance.title,
    status: STATUS_OF[state],
    created_at: time(created),
    updated_at: time(Math.max(created, ...edges, ...written)),
    monitoring_at: null,
    resolved_at: over ? time(maintenance.cancelled ? maintenance.lastUpdate : maintenance.window.to) : null,
    impact: 'maintenance',
    shortlink: context.origin + context.to.maintenance(maintenance.id),
    started_at: time(created),
    page_id: rows.pageId,
    incident_updates: updates.reverse(),
    components: leavesOf(rows, maintenance.components),
    scheduled_for: time(maintenance.start),
    scheduled_until: time(maintenance.end),
  };
}

interface Step {
  incident: Incident;
  update: PublishedUpdate;
  before: PublishedUpdate | undefined;
}

function updateRow(context: ViewContext, rows: Rows, { incident, update, before }: Step): SpUpdate {
  const hit = (impacts: PublishedUpdate['hits'] | undefined, id: string): Impact =>
    incident.real ? (impacts?.[id] ?? 'operational') : 'operational';
  const affected = Object.keys(update.hits).flatMap((id) => {
    const leaf = rows.leaves.get(id);
    if (!leaf) return [];
    const [old, present] = [hit(before?.hits, id), hit(update.hits, id)];
    const name = rows.fullNames.get(id) ?? leaf.name;
    return [{ code: leaf.id, name, old_status: statusOf(old), new_status: statusOf(present) }];
  });
  const written = { ...update, key: `incidents/${incident.id}/${update.id}`, status: update.stateAfter };
  const row = writtenRow(context, codeOf('incident', incident.id), written);
  return { ...row, affected_components: affected.length > 0 ? affected : null };
}

/** Oldest first. Clients rely on at least one, and look at the newest: what nobody wrote, the clock did. */
function maintenanceUpdates(context: ViewContext, maintenance: Maintenance, id: string): SpUpdate[] {
  const { now } = context.snapshot;
  const { description, updates } = maintenance;
  const [first] = updates;
  const announces = first?.state === 'scheduled';
  const key = `maintenance/${maintenance.id}`;
  const plan = { key: `${key}/plan`, at: announcedAt(maintenance, context.snapshot), text: description };
  const told = updates.map(({ state, ...update }) => ({
    ...update,
    key: `${key}/${update.id}`,
    text: announces && update.id === first?.id ? [description, update.text].filter(Boolean).join('\n\n') : update.text,
    ...(state && { status: STATUS_OF[state] }),
  }));
  const byClock = doneByClock(maintenance, now).map((one) => ({ ...one, key: `${key}/${one.status}` }));
  let status: SpUpdate['status'] = 'scheduled';
  const all: (Omit<Written, 'status'> & Partial<Pick<Written, 'status'>>)[] = [
    ...(announces ? [] : [plan]),
    ...told,
    ...byClock,
  ];
  return all
    .sort((a, b) => a.at - b.at)
    .map((one) => {
      status = one.status ?? status;
      return writtenRow(context, id, { ...one, status });
    });
}

function doneByClock(
  maintenance: Maintenance,
  now: number,
): { at: number; text: string; status: SpMaintenance['status'] }[] {
  const { window, cancelled, updates } = maintenance;
  const state = maintenanceState(maintenance, now);
  const last = updates.findLast((update) => update.state)?.state ?? 'scheduled';
  if (cancelled || state === 'scheduled' || last === 'completed') return [];
  const began = { at: window.from, text: 'The planned work has begun.', status: 'in_progress' as const };
  const ended = { at: window.to, text: 'The planned time is over.', status: 'completed' as const };
  return [...(last === 'scheduled' ? [began] : []), ...(state === 'completed' ? [ended] : [])];
}

function postmortemUpdate(context: ViewContext, incident: Incident, postmortem: Postmortem, id: string): SpUpdate[] {
  const at = publishedAt(postmortem, incident, context.snapshot);
  if (at === undefined || at > context.snapshot.now || incident.open) return [];
  const text = `${postmortem.summary}\n\n${context.origin}${context.to.postmortem(postmortem.id)}`;
  return [writtenRow(context, id, { key: `postmortems/${postmortem.id}`, at, text, status: 'postmortem' })];
}

interface Written {
  /** `incidents/<id>/<update>` */
  key: string;
  at: number;
  edited?: number;
  text: string;
  status: SpUpdate['status'];
}

function writtenRow(context: ViewContext, incidentId: string, written: Written): SpUpdate {
  const page = `${context.origin}${context.to.root}/${written.key.split('/').slice(0, 2).join('/')}/`;
  const time = (moment: number): string => zonedTime(moment, context.snapshot.site.timezone);
  return {
    id: codeOf('update', written.key),
    status: written.status,
    body: textOfHtml(withAbsoluteAddresses(renderMarkdown(written.text), page)),
    incident_id: incidentId,
    created_at: time(written.at),
    updated_at: time(written.edited ?? written.at),
    display_at: time(written.at),
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** The hardest that any component was hit; where none is named, how severe the incident is. */
function impactOf({ snapshot }: ViewContext, incident: Incident): SpIncident['impact'] {
  if (!incident.real) return 'none';
  const order: Impact[] = ['major', 'partial', 'degraded'];
  const hardest = order.find((impact) => incident.spans.some((span) => span.impact === impact));
  if (hardest) return IMPACT_OF[hardest];
  const level = snapshot.severities.find((severity) => severity.id === incident.severity)?.level ?? 0;
  return incident.components.length > 0 ? 'none' : (IMPACT_OF_LEVEL[level] ?? 'none');
}

function leavesOf(rows: Rows, components: readonly string[]): SpLeaf[] {
  return components.flatMap((id) => rows.leaves.get(id) ?? []);
}
