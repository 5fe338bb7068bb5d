import { maintenanceState } from '../../domain/maintenance.ts';
import { openIncidents, runningMaintenance, type Snapshot, upcomingMaintenance } from '../../domain/snapshot.ts';
import type { SpIncident, SpLeaf, SpMaintenance, SpPage, StatuspageDocument } from '../../schema/statuspage.ts';
import type { ViewContext } from '../view-context.ts';
import { codeOf, zonedTime, zoneName } from './codes.ts';
import { changedAt, componentRows, pageStatus } from './components.ts';
import { incidentRow, maintenanceRow, type Rows } from './incidents.ts';

const MOST = 50;

/** The eight documents of the Statuspage public API. */
export function statuspageDocuments(context: ViewContext): Record<StatuspageDocument, object> {
  const { snapshot } = context;
  const page = pageRow(context);
  const components = componentRows(context, page.id);
  const rows = rowsOf(context, page.id, components.filter(isLeaf));
  const status = pageStatus(snapshot.components, snapshot.now);
  const incident = (one: Snapshot['incidents'][number]): SpIncident => incidentRow(context, rows, one);
  const maintenance = (one: Snapshot['maintenance'][number]): SpMaintenance => maintenanceRow(context, rows, one);
  const unresolved = openIncidents(snapshot).map(incident);
  const active = runningMaintenance(snapshot).map(maintenance);
  const upcoming = upcomingMaintenance(snapshot).map(maintenance);
  return {
    summary: { page, components, incidents: unresolved, scheduled_maintenances: [...active, ...upcoming], status },
    status: { page, status },
    components: { page, components },
    incidents: { page, incidents: snapshot.incidents.slice(0, MOST).map(incident) },
    'incidents/unresolved': { page, incidents: unresolved },
    'scheduled-maintenances': {
      page,
      scheduled_maintenances: snapshot.maintenance.slice(0, MOST).map(maintenance),
    },
    'scheduled-maintenances/upcoming': { page, scheduled_maintenances: upcoming },
    'scheduled-maintenances/active': { page, scheduled_maintenances: active },
  };
}

function pageRow({ snapshot, origin, to }: ViewContext): SpPage {
  const { site } = snapshot;
  return {
    id: codeOf('page', site.url),
    name: site.name,
    url: to.root === '' ? origin : origin + to.root,
    time_zone: zoneName(site.timezone),
    updated_at: zonedTime(lastChange(snapshot), site.timezone),
  };
}

/** When anything last changed: by what somebody wrote, or by the clock. */
function lastChange({ incidents, maintenance, components, now }: Snapshot): number {
  const moments = [
    ...components.map((component) => changedAt(component, now)),
    ...incidents.flatMap((one) => one.updates.map((update) => update.edited ?? update.at)),
    ...maintenance.flatMap((one) => one.updates.map((update) => update.edited ?? update.at)),
    ...maintenance.filter((one) => maintenanceState(one, now) !== 'scheduled').map((one) => one.window.from),
  ];
  const past = moments.filter((moment) => moment <= now);
  return past.length > 0 ? past.reduce((latest, moment) => Math.max(latest, moment)) : now;
}

function rowsOf({ snapshot }: ViewContext, pageId: string, rows: readonly SpLeaf[]): Rows {
  const byCode = new Map(rows.map((row) => [row.id, row]));
  const leaves = new Map<string, SpLeaf>();
  const fullNames = new Map<string, string>();
  for (const group of snapshot.groups) {
    for (const component of group.components) {
      const leaf = byCode.get(codeOf('component', component.id));
      if (leaf) leaves.set(component.id, leaf);
      fullNames.set(component.id, group.name ? `${group.name} - ${component.name}` : component.name);
    }
  }
  return { pageId, leaves, fullNames };
}

function isLeaf(row: { group: boolean }): row is SpLeaf {
  return !row.group;
}
