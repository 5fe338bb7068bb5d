import type { AlertRecord } from '../schema/alert-record.ts';
import type { Alert } from './alert.ts';
import type { Decision, IncidentDecision } from './decision.ts';
import { isTold } from './episode.ts';
import { explainAlert } from './explain.ts';
import { earliestOf } from './extremes.ts';
import { followIncident } from './follow.ts';
import { identityOf } from './identity.ts';
import { MOST_LISTED } from './incident-file.ts';
import { isOver } from './join.ts';
import { stillKept, withoutOldest } from './journal.ts';
import {
  allRecords,
  currentRecords,
  episodesOf,
  type KnownAlerts,
  knownAlerts,
  sameRecords,
  withRecords,
} from './known-alerts.ts';
import { placeAlerts } from './place.ts';
import type { IncidentFile, Known } from './policy.ts';
import { readable } from './readable.ts';
import { addAlert, type News } from './records.ts';
import { type Route, routeOf } from './route.ts';
import type { Story, ToldUpdate } from './story.ts';
import { type FormerFiles, type Outcome, tellStory } from './tell.ts';

/** What is to be done, as data. Applying it makes files; printing it explains. */
export interface Plan {
  decisions: Decision[];
  /** Files that are, to the last byte, what alerts tell. */
  stories: { id: string; text: string; alerts: readonly AlertRecord[] }[];
  /** Files that people write in, and what is added to them. */
  edits: Edit[];
  /** Paths of files whose story has become part of another's. */
  removed: string[];
  journal: AlertRecord[];
  /** When something has to be looked at again, though nothing new may have come. */
  due: number | undefined;
}

/** What is added to a file that a person may have written in. */
export interface Edit {
  id: string;
  path: string;
  /** Its alerts as the file lists them, and as it is to list them. */
  before: readonly AlertRecord[];
  alerts: readonly AlertRecord[];
  /** Every update that alerts have written, those that are added included. */
  marks: readonly string[];
  acknowledged: number | undefined;
  updates: ToldUpdate[];
}

/** One alert of the batch with what it changed. */
export interface Noted {
  alert: Alert;
  route: Route;
  news: News;
  record: AlertRecord | undefined;
}

/**
 * What alerts mean for the content at one moment; nothing is done here. Told the same alerts in any order, once or several
 * times, it ends in the same files.
 */
export function decide(alerts: readonly Alert[], known: Known, now: number): Plan {
  const before = knownAlerts(known);
  const noted = alerts.map(readable).map((alert): Noted => {
    const route = routeOf(alert, known.policy);
    return { alert, route, ...addAlert(before.records, alert, route, now) };
  });
  const current = withoutPastSkew(before, now);
  const free = episodesOf(
    allRecords(current).filter((record) => isFree(record, current)),
    known,
  );
  const placed = placeAlerts(free, known, current, now);
  const retold = new Map(placed.retold.map((incident) => [incident.id, incident]));
  const told = placed.stories.map((story) => tellStory(story, formerFiles(story, retold, current), now));
  const followed = placed.followed.map(({ incident, joined }) => {
    const changed = { before: current.before(incident), after: currentRecords(incident, current), joined };
    return followIncident(incident, changed, known, now);
  });
  const outcomes = [...told, ...followed];
  const homes = homesAfter(current, outcomes, placed.retold);
  const waiting = [...free, ...placed.waiting].filter((one) => isTold(one) && one.from > now);
  const ids = new Set(told.map(({ id }) => id));
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const decided = [
    ...outcomes.flatMap(({ decisions }) => decisions),
    ...placed.retold.flatMap((incident) => withdrawal(incident, current, homes, now)),
  ];
  return {
    decisions: [
      ...decided,
      ...noted.flatMap((one) => explainAlert(one, { outcomes: byId, homes, current, known, now })),
    ],
    stories: told.flatMap(({ id, text, records }) => (text === undefined ? [] : [{ id, text, alerts: records }])),
    edits: followed.flatMap(({ edit }) => edit ?? []),
    removed: placed.retold.filter(({ id }) => !ids.has(id)).map(({ path }) => path),
    journal: journalAfter(current, outcomes, homes, known, now),
    due: earliestOf([...outcomes.flatMap(({ due }) => due ?? []), ...waiting.map((one) => one.from)]),
  };
}

function isFree(record: AlertRecord, { homes, unreadable }: KnownAlerts): boolean {
  const identity = identityOf(record);
  return record.started !== undefined && !homes.has(identity) && !unreadable.has(identity);
}

function formerFiles(
  { id, episodes }: Story,
  retold: ReadonlyMap<string, IncidentFile>,
  { homes }: KnownAlerts,
): FormerFiles {
  const others = new Set(episodes.flatMap(({ identity }) => homes.get(identity) ?? []));
  others.delete(id);
  return { before: retold.get(id), taken: [...others].flatMap((other) => retold.get(other) ?? []) };
}

/** What was told, and by what is known by now should not have been, is taken back with a word. */
function withdrawal(
  incident: IncidentFile,
  current: KnownAlerts,
  homes: ReadonlyMap<string, string>,
  now: number,
): IncidentDecision[] {
  if (current.before(incident).some((record) => homes.has(identityOf(record)))) return [];
  const because = 'Taken back: by what has come since, its alerts were over before they should have been told.';
  return [{ kind: 'withdraw', incident: incident.id, at: now, because }];
}

/** Once the time has come that a clock ahead of ours had given, it is taken as it was given. */
function withoutPastSkew(known: KnownAlerts, now: number): KnownAlerts {
  const records = new Map(
    [...known.records].map(([key, list]) => [
      key,
      list.map((record) => {
        const { seen, ...rest } = record;
        const started = record.started ?? 0;
        const isSense = record.ended === undefined || record.ended >= started;
        return seen !== undefined && started <= now && isSense ? rest : record;
      }),
    ]),
  );
  return withRecords({ ...known, records });
}

/** The incident of each trouble once everything is done. */
function homesAfter(
  current: KnownAlerts,
  outcomes: readonly Outcome[],
  retold: readonly IncidentFile[],
): Map<string, string> {
  const anew = new Set(retold.map(({ id }) => id));
  const homes = new Map([...current.homes].filter(([, id]) => !anew.has(id)));
  for (const { id, records } of outcomes) for (const record of records) homes.set(identityOf(record), id);
  return homes;
}

/** What belongs to no incident, and what its incident has no room for. */
function journalAfter(
  current: KnownAlerts,
  outcomes: readonly Outcome[],
  homes: ReadonlyMap<string, string>,
  known: Known,
  now: number,
): AlertRecord[] {
  const listed = new Set(outcomes.flatMap(({ records }) => records.slice(0, MOST_LISTED).map(identityOf)));
  const shown = new Set(outcomes.map(({ id }) => id));
  const open = new Set(known.incidents.filter((one) => !isOver(one)).map(({ id }) => id));
  return [...current.records.values()].flatMap(withoutOldest).flatMap((record) => {
    const identity = identityOf(record);
    const home = record.started === undefined ? undefined : homes.get(identity);
    const isOfUse = stillKept(record, now) || (home !== undefined && open.has(home));
    const stands = current.unreadable.get(identity);
    if (!isOfUse || (stands && sameRecords([stands], [record]))) return [];
    if (home === undefined) return record.started === undefined && current.homes.has(identity) ? [] : [record];
    const spilled = shown.has(home) ? !listed.has(identity) : current.spilled.has(identity);
    return spilled ? [{ ...record, incident: home }] : [];
  });
}
