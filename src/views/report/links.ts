import type { Incident } from '../../domain/incident.ts';
import type { Postmortem } from '../../domain/snapshot.ts';
import { link } from '../markdown-parts.ts';
import type { ViewContext } from '../view-context.ts';

export function incidentLink({ to }: ViewContext, { id, title }: Incident): string {
  return link(title, to.incident(id));
}

export function postmortemLink({ to }: ViewContext, { id, title }: Postmortem): string {
  return link(title, to.postmortem(id));
}

export function componentReference({ to, componentNames }: ViewContext, id: string): string {
  return link(componentNames.get(id) ?? id, componentNames.has(id) ? to.componentMetrics(id) : undefined);
}
