import { type Component, stateAt } from '../../domain/component.ts';
import { worst } from '../../domain/component-state.ts';
import type { Group } from '../../domain/snapshot.ts';
import type { SpGroup, SpLeaf, SpStatus } from '../../schema/statuspage.ts';
import type { ComponentState } from '../../schema/words.ts';
import { plainText } from '../markdown.ts';
import type { ViewContext } from '../view-context.ts';
import { codeOf, statusOf, zonedTime } from './codes.ts';

/** Every component and group, by position; positions begin anew in each group. */
export function componentRows(context: ViewContext, pageId: string): (SpLeaf | SpGroup)[] {
  const { snapshot } = context;
  let top = 0;
  const rows = snapshot.groups.flatMap((group): (SpLeaf | SpGroup)[] => {
    if (group.name === undefined) return group.components.map((one) => leafRow(context, pageId, one, ++top));
    const row = groupRow(context, pageId, group, group.name, ++top);
    const leaves = group.components.map((one, index) => leafRow(context, pageId, one, index + 1, row.id));
    return [row, ...leaves];
  });
  return rows.sort((a, b) => a.position - b.position);
}

/** The page's status in a client's words. It follows the components alone. */
export function pageStatus(components: readonly Component[], now: number): SpStatus {
  const states = components.map((component) => stateAt(component, now));
  const state: ComponentState = worst(states);
  if (state === 'major' && states.every((one) => one === 'major')) {
    return { indicator: 'critical', description: 'Major Service Outage' };
  }
  return {
    unknown: { indicator: 'none', description: 'All Systems Operational' } as const,
    operational: { indicator: 'none', description: 'All Systems Operational' } as const,
    maintenance: { indicator: 'maintenance', description: 'Service Under Maintenance' } as const,
    degraded: { indicator: 'minor', description: 'Partially Degraded Service' } as const,
    partial: { indicator: 'minor', description: 'Minor Service Outage' } as const,
    major: { indicator: 'major', description: 'Partial System Outage' } as const,
  }[state];
}

/** When the component last went from one state to another. */
export function changedAt(component: Component, now: number): number {
  const edges = component.causes.flatMap((cause) => [cause.from, cause.to]).filter((edge) => edge <= now);
  return Math.max(Math.min(component.inService, now), ...edges);
}

function leafRow(
  context: ViewContext,
  pageId: string,
  component: Component,
  position: number,
  groupId: string | null = null,
): SpLeaf {
  const { now, site } = context.snapshot;
  return {
    id: codeOf('component', component.id),
    name: component.name,
    status: statusOf(stateAt(component, now)),
    created_at: zonedTime(Math.min(component.inService, now), site.timezone),
    updated_at: zonedTime(changedAt(component, now), site.timezone),
    position,
    description: plainText(component.description) || null,
    showcase: true,
    start_date: component.since,
    group_id: groupId,
    page_id: pageId,
    group: false,
    only_show_if_degraded: false,
  };
}

function groupRow(context: ViewContext, pageId: string, group: Group, name: string, position: number): SpGroup {
  const { now, site } = context.snapshot;
  const { components } = group;
  return {
    id: codeOf('group', group.id),
    name,
    status: statusOf(worst(components.map((component) => stateAt(component, now)))),
    created_at: zonedTime(Math.min(now, ...components.map((component) => component.inService)), site.timezone),
    updated_at: zonedTime(Math.max(...components.map((component) => changedAt(component, now))), site.timezone),
    position,
    description: group.description ?? null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: true,
    only_show_if_degraded: false,
    components: components.map((component) => codeOf('component', component.id)),
  };
}
