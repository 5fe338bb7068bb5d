import type { IncidentData } from '../schema/incident.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { Impact, IncidentState } from '../schema/words.ts';
import type { Interval } from './interval.ts';

/** One component hit by one incident, from when to when and how hard. */
export interface ImpactSpan extends Interval {
  component: string;
  impact: Exclude<Impact, 'operational'>;
}

/** An update with what was true once it was published. */
export interface PublishedUpdate extends IncidentUpdate {
  stateAfter: IncidentState;
  /** It was resolved before, and goes on from here. */
  reopens: boolean;
  /** It went on before, and is over from here. */
  resolves: boolean;
  /** Every component named until here, and how hard it is hit from here on. */
  hits: Readonly<Record<string, Impact>>;
}

export interface Incident extends Omit<IncidentData, 'components' | 'started'> {
  id: string;
  /** Its stated start; else when it was detected, else its first update. */
  started: number;
  /** Whether anyone said when it started. */
  startKnown: boolean;
  /** Whether an alert or a person opened it. */
  openedBy: 'alert' | 'person';
  state: IncidentState;
  open: boolean;
  updates: PublishedUpdate[];
  spans: ImpactSpan[];
  /** Every component it ever hit. */
  components: string[];
  /** When the last update was published. */
  lastUpdate: number;
  nextUpdate: number | undefined;
}

/**
 * The whole story of an incident from its fields and updates. State, end and impact over time come from the updates;
 * a field corrects a time, never the story.
 */
export function buildIncident(
  id: string,
  data: IncidentData,
  published: readonly IncidentUpdate[],
  opener = openedBy(data, published),
): Incident {
  const { components, ...facts } = data;
  const updates = withStates(published, components);
  const [first] = updates;
  const last = updates.at(-1);
  const started = data.started ?? data.detected ?? first?.at ?? 0;
  const state = last?.stateAfter ?? 'investigating';
  const lastResolution = updates.findLast((update) => update.resolves);
  const resolved = state === 'resolved' ? (data.resolved ?? lastResolution?.at) : undefined;
  const spans = data.real ? impactSpans(components, started, updates, lastResolution?.id, resolved) : [];
  return {
    ...facts,
    id,
    started,
    startKnown: data.started !== undefined,
    openedBy: opener,
    state,
    open: state !== 'resolved',
    ...defined({
      identified: data.identified ?? updates.find((update) => update.state === 'identified')?.at,
      mitigated: data.mitigated ?? lastEased(updates),
    }),
    resolved,
    updates,
    spans,
    components: [...new Set([...Object.keys(components), ...updates.flatMap((update) => Object.keys(update.impacts))])],
    lastUpdate: last?.at ?? started,
    nextUpdate: state === 'resolved' ? undefined : last?.next,
  };
}

/** An alert that came no later than the first update opened the incident; one that joined it later did not. */
export function openedBy({ alerts }: IncidentData, [first]: readonly IncidentUpdate[]): Incident['openedBy'] {
  // Updates are dated to the minute.
  const came = (alerts ?? []).some(
    ({ started = 0 }) => started - (started % 60_000) <= (first?.at ?? Number.POSITIVE_INFINITY),
  );
  return came ? 'alert' : 'person';
}

/** How hard the incident hits each component at a moment. */
export function impactsAt(incident: Incident, moment: number): Map<string, ImpactSpan['impact']> {
  const spans = incident.spans.filter((span) => span.from <= moment && moment < span.to);
  return new Map(spans.map((span) => [span.component, span.impact]));
}

/** When users last stopped feeling it: trouble that came back after that takes it away again. */
function lastEased(updates: readonly PublishedUpdate[]): number | undefined {
  const at = updates.findLastIndex((update) => update.state === 'monitoring');
  const back = updates.slice(at + 1).some(({ state }) => state === 'investigating' || state === 'identified');
  return back ? undefined : updates[at]?.at;
}

function withStates(updates: readonly IncidentUpdate[], initial: Readonly<Record<string, Impact>>): PublishedUpdate[] {
  let state: IncidentState | undefined;
  let impacts = initial;
  return updates.map((update) => {
    const before = state;
    state = update.state ?? state ?? 'investigating';
    const [was, is] = [before === 'resolved', state === 'resolved'];
    impacts = { ...impacts, ...update.impacts };
    return {
      ...update,
      stateAfter: state,
      reopens: was && !is,
      resolves: is && !was,
      hits: is ? none(impacts) : impacts,
    };
  });
}

function none(impacts: Readonly<Record<string, Impact>>): Record<string, Impact> {
  return Object.fromEntries(Object.keys(impacts).map((component) => [component, 'operational']));
}

function impactSpans(
  initial: Readonly<Record<string, Impact>>,
  started: number,
  updates: readonly PublishedUpdate[],
  lastResolution: string | undefined,
  resolved: number | undefined,
): ImpactSpan[] {
  const impacts = new Map<string, Impact>(Object.entries(initial));
  const running = new Map<string, ImpactSpan>();
  const spans: ImpactSpan[] = [];

  function set(component: string, impact: Impact, at: number): void {
    const current = running.get(component);
    if (current?.impact === impact) return;
    if (current) spans.push({ ...current, to: at });
    if (impact === 'operational') running.delete(component);
    else
      running.set(component, {
        component,
        impact,
        from: at,
        to: Number.POSITIVE_INFINITY,
      });
  }

  for (const [component, impact] of impacts) set(component, impact, started);
  for (const update of updates) {
    const at = update.id === lastResolution ? (resolved ?? update.at) : update.at;
    for (const [component, impact] of Object.entries(update.impacts)) impacts.set(component, impact);
    for (const [component, impact] of impacts)
      set(component, update.stateAfter === 'resolved' ? 'operational' : impact, at);
  }
  const end = resolved ?? Number.POSITIVE_INFINITY;
  return [...spans, ...running.values()]
    .map((span) => ({ ...span, to: Math.min(span.to, end) }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from);
}

function defined<Value extends object>(value: Value): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
