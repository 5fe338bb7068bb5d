import { dayStart } from './calendar.ts';
import type { Incident, PublishedUpdate } from './incident.ts';
import type { Maintenance } from './maintenance.ts';
import type { Postmortem, Snapshot } from './snapshot.ts';

const DAY_MS = 86_400_000;
/** Windows of a series that come closer together are told once, with the first. */
const TELLING_MS = 6 * DAY_MS;

interface Told {
  /** Tells it from every other, for good: `incidents/<id>/<update>`. */
  key: string;
  at: number;
  /** When its text was last corrected; `at` where it never was. */
  changed: number;
  components: readonly string[];
}

export interface IncidentNews extends Told {
  kind: 'incident';
  incident: Incident;
  update: PublishedUpdate;
}

/** What was planned, or an update of it. */
export interface MaintenanceNews extends Told {
  kind: 'maintenance';
  maintenance: Maintenance;
  update: Maintenance['updates'][number] | undefined;
}

export interface PostmortemNews extends Told {
  kind: 'postmortem';
  postmortem: Postmortem;
  incident: Incident | undefined;
}

/** One thing that subscribers hear of. */
export type News = IncidentNews | MaintenanceNews | PostmortemNews;

/** Everything that was ever told until now, newest first. */
export function newsOf(snapshot: Snapshot): News[] {
  const { incidents, maintenance, postmortems, now } = snapshot;
  const incidentById = new Map(incidents.map((incident) => [incident.id, incident]));
  const told = [
    ...incidents.flatMap(incidentNews),
    ...maintenance.flatMap((one) => maintenanceNews(one, snapshot)),
    ...postmortems.map((one) => postmortemNews(one, incidentById.get(one.incident), snapshot)),
  ];
  return told.filter((news) => news.at <= now).sort(newestFirst);
}

/**
 * When a maintenance was made known: by its first update. A plan that does not say so is dated to when the first page begins
 * to show it, and one that is farther off by whole windows before that, so that it is told now and keeps its date.
 */
export function announcedAt({ start, updates, series }: Maintenance, { site, now }: Snapshot): number {
  const [first] = updates;
  if (first?.state === 'scheduled' && !series?.before) return first.at;
  const planned = series?.planned ?? start;
  const window = Math.max(site.windows.upcoming, DAY_MS);
  const windows = Math.max(1, Math.ceil((planned - now) / window));
  return Math.min(first?.at ?? Number.POSITIVE_INFINITY, planned - windows * window);
}

/**
 * When subscribers hear of a plan that no update tells; never where one does. Of a series the first is told like any
 * maintenance, and each that follows once the one before it is over.
 */
function toldAt(maintenance: Maintenance, snapshot: Snapshot): number | undefined {
  const { updates, series } = maintenance;
  const [first] = updates;
  const announced = first?.state === 'scheduled' ? first.at : Number.POSITIVE_INFINITY;
  if (!series?.before) return announced < Number.POSITIVE_INFINITY ? undefined : announcedAt(maintenance, snapshot);
  if (series.planned - series.before.from < TELLING_MS) return undefined;
  const window = Math.max(snapshot.site.windows.upcoming, DAY_MS);
  const at = Math.max(series.planned - window, series.before.to);
  return at < announced ? at : undefined;
}

/** When a post-mortem was published: on its day, but not before its incident was over. */
export function publishedAt(
  postmortem: Postmortem,
  incident: Incident | undefined,
  snapshot: Snapshot,
): number | undefined {
  if (postmortem.published === undefined) return incident?.lastUpdate;
  return Math.max(dayStart(postmortem.published, snapshot.site.timezone), incident?.lastUpdate ?? 0);
}

function incidentNews(incident: Incident): IncidentNews[] {
  return incident.updates.map((update) => ({
    kind: 'incident',
    key: `incidents/${incident.id}/${update.id}`,
    at: update.at,
    changed: update.edited ?? update.at,
    components: incident.components,
    incident,
    update,
  }));
}

function maintenanceNews(maintenance: Maintenance, snapshot: Snapshot): MaintenanceNews[] {
  const { id, components, updates } = maintenance;
  const news = updates.map(
    (update): MaintenanceNews => ({
      kind: 'maintenance',
      key: `maintenance/${id}/${update.id}`,
      at: update.at,
      changed: update.edited ?? update.at,
      components,
      maintenance,
      update,
    }),
  );
  const at = toldAt(maintenance, snapshot);
  if (at === undefined) return news;
  const plan = { key: `maintenance/${id}/plan`, at, changed: at, components, maintenance, update: undefined };
  return [{ kind: 'maintenance', ...plan }, ...news];
}

function postmortemNews(postmortem: Postmortem, incident: Incident | undefined, snapshot: Snapshot): PostmortemNews {
  const at = publishedAt(postmortem, incident, snapshot) ?? Number.POSITIVE_INFINITY;
  return {
    kind: 'postmortem',
    key: `postmortems/${postmortem.id}`,
    at,
    changed: at,
    components: incident?.components ?? [],
    postmortem,
    incident,
  };
}

function newestFirst(a: News, b: News): number {
  if (a.at !== b.at) return b.at - a.at;
  return a.key < b.key ? 1 : -1;
}
