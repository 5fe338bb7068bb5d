import { openIncidents, runningMaintenance, upcomingMaintenance } from '../../domain/snapshot.ts';
import type { ApiOf } from '../../schema/api.ts';
import type { GroupStatus } from '../component-status.ts';
import { headlineView } from '../headline.ts';
import { severityLink, type ViewContext } from '../view-context.ts';
import { headOf, time, timeOrNull } from './head.ts';

const DAY_MS = 86_400_000;

/** The first page in a few fields, for badges, widgets and scripts. */
export function statusDocument(context: ViewContext, groups: readonly GroupStatus[]): ApiOf<'status'> {
  const { snapshot, origin, to } = context;
  const headline = headlineView(snapshot, groups);
  const soon = upcomingMaintenance(snapshot).filter((one) => one.window.from < snapshot.now + DAY_MS);
  return {
    ...headOf(context),
    state: headline.state,
    sentence: headline.sentence,
    since: headline.since?.iso ?? null,
    next: headline.next?.iso ?? null,
    staleAfter: snapshot.site.windows.stale / 1000,
    components: groups
      .flatMap((group) => group.components)
      .map(({ id, name, state }) => ({ id, name, url: origin + to.component(id), state })),
    incidents: openIncidents(snapshot).map((incident) => ({
      id: incident.id,
      name: incident.title,
      url: origin + to.incident(incident.id),
      severity: severityLink(context, incident.severity).name,
      state: incident.state,
      updated: timeOrNull(incident.updates.at(-1)?.at) ?? time(incident.started),
    })),
    maintenance: [...runningMaintenance(snapshot), ...soon].map((one) => ({
      id: one.id,
      name: one.title,
      url: origin + to.maintenance(one.id),
      from: time(one.window.from),
      to: time(one.window.to),
      components: one.components,
    })),
  };
}
