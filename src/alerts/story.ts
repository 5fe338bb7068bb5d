import type { IncidentInput } from '../schema/incident.ts';
import type { Impact, IncidentState } from '../schema/words.ts';
import { byTime } from './correlate.ts';
import type { Episode } from './episode.ts';
import { earliestOf } from './extremes.ts';
import { incidentId } from './identity.ts';
import { crowdTitle, endingOf, openingOf, titleOf } from './messages.ts';
import type { Policy } from './policy.ts';

export const MINUTE_MS = 60_000;

/** One update as alerts tell it. */
export interface ToldUpdate {
  at: number;
  /** Absent where the state stays what it was. */
  state?: IncidentState;
  impacts: Record<string, Impact>;
  text: string;
}

/** An incident as its alerts tell it, from its first update to the last that can be foreseen. */
export interface Story {
  id: string;
  title: string;
  severity: string;
  kind: IncidentInput['kind'];
  draft: boolean;
  started: number;
  acknowledged: number | undefined;
  /** From the start. */
  components: Record<string, Impact>;
  updates: ToldUpdate[];
  episodes: readonly Episode[];
}

/** The story of what has one cause: a function of its alerts and the policy alone, never of the order in which they came. */
export function storyOf(cluster: readonly Episode[], policy: Policy): Story {
  const episodes = [...cluster].sort(byTime);
  const [first] = episodes;
  if (!first) throw new Error('A story needs an alert.');
  const levels = new Map(policy.severities.map(({ id, level }) => [id, level]));
  const worst = episodes.reduce((a, b) => ((levels.get(b.severity) ?? 9) < (levels.get(a.severity) ?? 9) ? b : a));
  const started = minute(earliestOf(episodes.map((one) => one.started)) ?? 0);
  const taken = episodes.flatMap(({ record }) => record.acknowledged ?? []).filter((at) => minute(at) >= started);
  const acknowledged = earliestOf(taken);
  const [opening, ...rest] = tell(episodes, policy);
  return {
    id: incidentId(first.record, first.component),
    title: crowdTitle(episodes) ?? titleOf(worst, policy),
    severity: worst.severity,
    kind: worst.kind,
    draft: episodes.every((one) => one.draft),
    started,
    acknowledged: acknowledged === undefined ? undefined : minute(acknowledged),
    components: opening?.impacts ?? {},
    updates: opening ? [{ ...opening, impacts: {} }, ...rest] : [],
    episodes,
  };
}

/** Until when each trouble is told: what comes and goes is over only when it has been calm for a while. */
export function toldUntil(episodes: readonly Episode[], { settings }: Policy): Map<Episode, number> {
  const { count, window, calm } = settings.flapping;
  const until = new Map<Episode, number>();
  for (const same of Map.groupBy(episodes, (one) => one.thing).values()) {
    const stretches = stretchesOf(same);
    let first = 0;
    for (const [index, stretch] of stretches.entries()) {
      while ((stretches[first]?.from ?? 0) <= stretch.to - window && first < index) first++;
      const starts = index - first + 1;
      for (const one of stretch.episodes) {
        until.set(one, starts >= count ? one.to + calm : one.to);
      }
    }
  }
  return until;
}

interface Stretch {
  from: number;
  to: number;
  episodes: Episode[];
}

/** Stretches of time without a break in which something was wrong. */
function stretchesOf(episodes: readonly Episode[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const one of [...episodes].sort(byTime)) {
    const last = stretches.at(-1);
    if (last && one.from <= last.to) {
      last.to = Math.max(last.to, one.to);
      last.episodes.push(one);
    } else stretches.push({ from: one.from, to: one.to, episodes: [one] });
  }
  return stretches;
}

function tell(episodes: readonly Episode[], policy: Policy): ToldUpdate[] {
  const until = toldUntil(episodes, policy);
  const starts = Map.groupBy(episodes, (one) => minute(one.from));
  const ends = Map.groupBy(episodes, (one) => minute(until.get(one) ?? one.to));
  const moments = [...new Set([...starts.keys(), ...ends.keys()])].filter(Number.isFinite).sort((a, b) => a - b);
  const active = new Set<Episode>();
  const said = new Map<string, Impact>();
  const hit = new Set<string>();
  const rulesTold = new Set<string | undefined>();
  const updates: ToldUpdate[] = [];
  let open = false;

  for (const at of moments) {
    const began = starts.get(at) ?? [];
    for (const one of began) active.add(one);
    if (began.length > 0) {
      const impacts = changes(said, impactsOf(active));
      const fresh = began.filter((one) => !open || !rulesTold.has(one.rule?.id ?? one.thing));
      for (const one of began) rulesTold.add(one.rule?.id ?? one.thing);
      if (!open || fresh.length > 0 || Object.keys(impacts).length > 0) {
        const again = updates.length > 0 && !open && began.some(({ component, thing }) => hit.has(component ?? thing));
        const text = openingOf(fresh.length > 0 ? fresh : began, policy, again);
        updates.push({ at, ...(!open && { state: 'investigating' as const }), impacts, text });
        open = true;
        for (const { component, thing } of began) hit.add(component ?? thing);
      }
    }
    for (const one of ends.get(at) ?? []) active.delete(one);
    if (!open || !ends.has(at)) continue;
    if (active.size === 0) {
      updates.push({ at, state: 'resolved', impacts: {}, text: endingOf(episodes, undefined, policy) });
      open = false;
      continue;
    }
    const impacts = changes(said, impactsOf(active));
    if (Object.keys(impacts).length > 0) {
      updates.push({ at, impacts, text: endingOf(episodes, Object.keys(impacts), policy) });
    }
  }
  return updates;
}

/** The worst that each component suffers. */
export function impactsOf(active: Iterable<Episode>): Map<string, Impact> {
  const order: readonly Impact[] = ['operational', 'degraded', 'partial', 'major'];
  const impacts = new Map<string, Impact>();
  for (const { component, impact } of active) {
    if (component === undefined) continue;
    const other = impacts.get(component);
    if (other === undefined || order.indexOf(impact) > order.indexOf(other)) impacts.set(component, impact);
  }
  return impacts;
}

/** What has to be said so that components are as they should be; remembers that it was said. */
function changes(said: Map<string, Impact>, wanted: ReadonlyMap<string, Impact>): Record<string, Impact> {
  const changed = [...new Set([...said.keys(), ...wanted.keys()])]
    .map((component): [string, Impact] => [component, wanted.get(component) ?? 'operational'])
    .filter(([component, impact]) => said.get(component) !== impact)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [component, impact] of changed) said.set(component, impact);
  return Object.fromEntries(changed);
}

/** Updates are dated to the minute. */
export function minute(moment: number): number {
  return moment - (moment % MINUTE_MS);
}
