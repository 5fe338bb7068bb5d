import type { Incident } from '../domain/incident.ts';
import { openIncidents, runningMaintenance, type Snapshot } from '../domain/snapshot.ts';
import type { ComponentState } from '../schema/words.ts';
import { type ComponentStatus, type GroupStatus, troubled } from './component-status.ts';
import { ago, listing, type Moment, moment, plural } from './format.ts';
import { STATE_CLAUSES } from './words.ts';

/** The first thing a reader sees: is something wrong, what, since when, and when the next word comes. */
export interface HeadlineView {
  state: ComponentState;
  sentence: string;
  /** What it turns to when a maintenance starts or ends and nothing else is wrong. */
  calm: string;
  since: Moment | undefined;
  lastWord: (Moment & { ago: string }) | undefined;
  next: Moment | undefined;
  /** The promised time has passed. */
  overdue: boolean;
  until: Moment | undefined;
  /** Something could not be read, so the sentence may not be the whole truth. */
  incomplete: boolean;
}

const CALM = 'All systems operational';

export function headlineView(snapshot: Snapshot, groups: readonly GroupStatus[]): HeadlineView {
  const incidents = openIncidents(snapshot).filter((incident) => incident.real);
  const trouble = troubled(groups);
  const works = runningMaintenance(snapshot);
  const incomplete = snapshot.unreadable.some((one) => one.shown === 'not');
  const calm = incomplete ? 'No open incident that we can read' : CALM;
  const nothing = {
    since: undefined,
    lastWord: undefined,
    next: undefined,
    overdue: false,
    until: undefined,
    incomplete,
    calm,
  };
  if (trouble.length > 0 || incidents.length > 0) {
    return { ...nothing, ...wrong(snapshot, incidents, trouble) };
  }
  if (works.length > 0) {
    const until = Math.max(...works.map((work) => work.window.to));
    const sentence =
      works.length === 1
        ? `Maintenance is running: ${works[0]?.title}`
        : `${plural(works.length, 'maintenance window')} running`;
    return { ...nothing, state: 'maintenance', sentence, until: moment(until) };
  }
  const byHand = groups.flatMap((group) => group.components).filter((one) => one.state === 'maintenance');
  if (byHand.length > 0) {
    const sentence = `${namesOf(byHand)} ${STATE_CLAUSES.maintenance}`;
    // No clock ends what a person has set.
    return { ...nothing, state: 'maintenance', sentence, calm: sentence };
  }
  const state = groups.length === 0 ? 'unknown' : 'operational';
  return {
    ...nothing,
    state,
    sentence: groups.length === 0 ? 'No components yet' : calm,
  };
}

function wrong(snapshot: Snapshot, incidents: readonly Incident[], trouble: readonly ComponentStatus[]) {
  const [worst] = trouble;
  const last = Math.max(...incidents.map((incident) => incident.lastUpdate));
  const promises = incidents.flatMap((incident) => incident.nextUpdate ?? []).sort((a, b) => a - b);
  const [promise] = promises;
  return {
    state: worst?.state ?? 'degraded',
    sentence: troubleSentence(trouble) ?? incidents[0]?.title ?? '',
    since: incidents.length > 0 ? moment(Math.min(...incidents.map((incident) => incident.started))) : undefined,
    lastWord: incidents.length > 0 ? { ...moment(last), ago: ago(snapshot.now - last) } : undefined,
    next: promise === undefined ? undefined : moment(promise),
    overdue: promise !== undefined && promise < snapshot.now,
  };
}

/** `Parcel tracking partly down, Webhooks and Labels degraded`: no verb that a name's number could spoil. */
function troubleSentence(trouble: readonly ComponentStatus[]): string | undefined {
  if (trouble.length === 0) return undefined;
  const byState = [...Map.groupBy(trouble, (component) => component.state)];
  const clauses = byState.map(([state, components]) => {
    return `${namesOf(components)} ${STATE_CLAUSES[state]}`;
  });
  return clauses.join(', ');
}

function namesOf(components: readonly ComponentStatus[]): string {
  const names = components.map((component) => component.name);
  return listing(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names);
}
