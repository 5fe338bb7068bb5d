import type { ComponentData } from '../schema/component.ts';
import type { ComponentState } from '../schema/words.ts';
import { worst } from './component-state.ts';
import type { ImpactSpan, Incident } from './incident.ts';
import { covers, type Interval } from './interval.ts';
import type { Maintenance } from './maintenance.ts';

/** Time in which something was said about a component, and what said it. */
export interface Cause extends Interval {
  state: Exclude<ComponentState, 'unknown'>;
  kind: 'incident' | 'maintenance' | 'override';
  /** The incident's or maintenance's id; the component's own for an override. */
  id: string;
}

export interface Component extends ComponentData {
  id: string;
  /** What it is, in Markdown. */
  description: string;
  /** First moment of the day it came into service, or from which on there are records. */
  inService: number;
  /** All that ever happened to it, oldest first. */
  causes: Cause[];
}

/** A component together with everything that touched it. */
export function buildComponent(
  id: string,
  data: ComponentData,
  text: { description: string; inService: number },
  spans: readonly (ImpactSpan & { incident: string })[],
  maintenance: readonly Maintenance[],
): Component {
  const causes: Cause[] = [
    ...spans.map(({ from, to, impact, incident }) => ({
      from,
      to,
      state: impact,
      kind: 'incident' as const,
      id: incident,
    })),
    ...maintenance
      .filter((one) => one.window.from < one.window.to)
      .map((one) => ({
        ...one.window,
        state: 'maintenance' as const,
        kind: 'maintenance' as const,
        id: one.id,
      })),
    ...overrideOf(id, data),
  ];
  return {
    ...data,
    id,
    ...text,
    causes: causes.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1)),
  };
}

/** What the page says of a component at a moment. An override speaks alone; otherwise the worst counts. */
export function stateAt(component: Component, moment: number): ComponentState {
  if (moment < component.inService) return 'unknown';
  const active = component.causes.filter((cause) => covers(cause, moment));
  const override = active.find((cause) => cause.kind === 'override');
  return override ? override.state : worst(['operational', ...active.map((cause) => cause.state)]);
}

/** Impact spans of all incidents, by component. */
export function spansByComponent(incidents: readonly Incident[]): Map<string, (ImpactSpan & { incident: string })[]> {
  const spans = incidents.flatMap((incident) => incident.spans.map((span) => ({ ...span, incident: incident.id })));
  return Map.groupBy(spans, (span) => span.component);
}

function overrideOf(id: string, data: ComponentData): Cause[] {
  if (!data.override) return [];
  const { from, until, state } = data.override;
  return [
    {
      from,
      to: until ?? Number.POSITIVE_INFINITY,
      state,
      kind: 'override',
      id,
    },
  ];
}
