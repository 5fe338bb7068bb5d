import { buildIncident, type Incident } from '../domain/incident.ts';
import type { AlertRecord } from '../schema/alert-record.ts';
import type { Impact } from '../schema/words.ts';
import { byTime } from './correlate.ts';
import { decisionsBetween, type IncidentDecision } from './decision.ts';
import { type Episode, goesOn } from './episode.ts';
import { earliestOf, latestOf } from './extremes.ts';
import { markOf } from './incident-file.ts';
import { episodesOf, sameRecords } from './known-alerts.ts';
import { endingOf, openingOf } from './messages.ts';
import type { IncidentFile, Known, Policy } from './policy.ts';
import { impactsOf, minute, type ToldUpdate, toldUntil } from './story.ts';
import type { Outcome, Quiet } from './tell.ts';

interface Changed {
  before: readonly AlertRecord[];
  after: readonly AlertRecord[];
  joined: readonly Episode[];
}

/** What is added to an incident that a person has a hand in: its alerts always, words only as long as nobody else writes. */
export function followIncident(
  file: IncidentFile,
  { before, after, joined }: Changed,
  known: Known,
  now: number,
): Outcome {
  const { policy } = known;
  const incident = buildIncident(file.id, file.data, file.updates);
  const records = [...after, ...joined.map(({ record }) => record)];
  const episodes = episodesOf(records, known).sort(byTime);
  const until = toldUntil(episodes, policy);
  const active = episodes.filter((one) => one.from <= now && (until.get(one) ?? one.to) > now);
  const led = isLedByPerson(file);
  const updates = additions(incident, { episodes, joined, active, until, led }, policy, now);
  const taken = episodes.flatMap(({ record }) => record.acknowledged ?? []).filter((at) => at >= incident.started);
  const first = earliestOf(taken);
  const acknowledged = file.data.acknowledged === undefined && first !== undefined ? minute(first) : undefined;
  const changed = updates.length > 0 || acknowledged !== undefined || !sameRecords(records, before);
  const pending = episodes.map((one) => until.get(one) ?? one.to).filter((at) => at > now && Number.isFinite(at));
  return {
    id: file.id,
    ...(changed && {
      edit: {
        id: file.id,
        path: file.path,
        before: file.data.alerts ?? [],
        alerts: records,
        marks: [...(file.data.alertUpdates ?? []), ...updates.map(markOf)],
        acknowledged,
        updates,
      },
    }),
    decisions: [
      ...decisionsBetween(file.id, [], updates),
      ...(acknowledged === undefined ? [] : [acknowledgement(file.id, acknowledged)]),
    ],
    records,
    quiet: quietOf(incident, led, active, episodes, now),
    due: incident.open && !led ? earliestOf(pending) : undefined,
  };
}

/** Whether anybody but the alerts has said something in it since it was last over. */
export function isLedByPerson({ data, updates }: IncidentFile): boolean {
  const marks = new Set(data.alertUpdates);
  const end = updates.slice(0, -1).findLastIndex(({ state }) => state === 'resolved');
  return updates.length === 0 || updates.slice(end + 1).some((update) => !marks.has(markOf(update)));
}

interface Situation {
  episodes: readonly Episode[];
  joined: readonly Episode[];
  active: readonly Episode[];
  until: ReadonlyMap<Episode, number>;
  led: boolean;
}

function additions(incident: Incident, now: Situation, policy: Policy, moment: number): ToldUpdate[] {
  const { episodes, joined, active, until, led } = now;
  const at = (time: number): number => Math.max(minute(Math.min(time, moment)), incident.lastUpdate);
  const identities = new Set(joined.map(({ identity }) => identity));
  const fresh = active.filter(({ identity }) => identities.has(identity));
  const begun = fresh.filter(({ from }) => incident.open || from >= (incident.resolved ?? 0));
  if (!incident.open) {
    if (begun.length === 0) return [];
    const wanted = impactsOf(active);
    // Without a word about it, a component would be hit again as it was before the end.
    const impacts = Object.fromEntries(
      [...new Set([...incident.components, ...wanted.keys()])]
        .sort()
        .map((id) => [id, wanted.get(id) ?? 'operational']),
    );
    const from = earliestOf(begun.map((one) => one.from)) ?? moment;
    return [{ at: at(from), state: 'investigating', impacts, text: openingOf(begun, policy, true) }];
  }
  if (led || active.some(isUnsure)) return [];
  if (active.length === 0) {
    const over = latestOf(episodes.map((one) => until.get(one) ?? one.to)) ?? moment;
    return [{ at: at(over), state: 'resolved', impacts: {}, text: endingOf(episodes, undefined, policy) }];
  }
  const impacts = differences(incident, impactsOf(active));
  const old = episodes.filter(({ identity }) => !identities.has(identity));
  const known = new Set(old.map(({ rule, thing }) => rule?.id ?? thing));
  const speaking = fresh.filter(({ rule, thing }) => !known.has(rule?.id ?? thing));
  if (speaking.length > 0) {
    const from = earliestOf(speaking.map((one) => one.from)) ?? moment;
    return [{ at: at(from), impacts, text: openingOf(speaking, policy, false) }];
  }
  if (Object.keys(impacts).length === 0) return [];
  const text = fresh.length > 0 ? openingOf(fresh, policy, false) : endingOf(episodes, Object.keys(impacts), policy);
  return [{ at: at(moment), impacts, text }];
}

/** A rule or a component that is gone, or cannot be read, does not mean that the trouble is over. */
function isUnsure({ record, rule, component }: Episode): boolean {
  if (record.rule !== undefined && !rule) return true;
  return (rule?.component ?? record.component) !== undefined && component === undefined;
}

/** What has to be said so that the components are hit as they are. */
function differences(incident: Incident, wanted: ReadonlyMap<string, Impact>): Record<string, Impact> {
  const hits = incident.updates.at(-1)?.hits ?? {};
  const components = [...new Set([...Object.keys(hits), ...wanted.keys()])].sort();
  return Object.fromEntries(
    components
      .map((id): [string, Impact] => [id, wanted.get(id) ?? 'operational'])
      .filter(([id, impact]) => hits[id] !== impact),
  );
}

function acknowledgement(incident: string, at: number): IncidentDecision {
  return { kind: 'acknowledge', incident, at, because: 'Somebody has taken it on.' };
}

function quietOf(
  incident: Incident,
  led: boolean,
  active: readonly Episode[],
  episodes: readonly Episode[],
  now: number,
): Quiet {
  if (led) return incident.open && episodes.some((one) => goesOn(one, now)) ? 'covered' : 'led-by-person';
  if (episodes.some((one) => goesOn(one, now))) return 'others-firing';
  if (episodes.some(({ record }) => record.partial)) return 'truncated';
  if (episodes.some(({ manual }) => manual)) return 'left-to-person';
  return active.length > 0 ? 'flapping' : 'told-already';
}
