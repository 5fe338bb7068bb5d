import type { AlertRecord } from '../schema/alert-record.ts';
import { type Episode, episodeOf } from './episode.ts';
import { identityOf } from './identity.ts';
import { printable, printStory } from './incident-file.ts';
import type { IncidentFile, Known } from './policy.ts';
import { type Records, recordsOf } from './records.ts';
import { storyOf } from './story.ts';

/** Where every known alert belongs. */
export interface KnownAlerts {
  records: Records;
  byIdentity: Map<string, AlertRecord>;
  /** The incident of each trouble that belongs to one, by identity. */
  homes: Map<string, string>;
  /** Troubles in files that cannot be read, as they stand there, by identity. */
  unreadable: Map<string, AlertRecord>;
  /** Troubles that their incidents have no room for. */
  spilled: Set<string>;
  /** The records of an incident as they were known before. */
  before: (incident: IncidentFile) => AlertRecord[];
}

export function knownAlerts({ incidents, journal, unreadable }: Known): KnownAlerts {
  const spilled = Map.groupBy(journal, (one) => one.incident ?? '');
  const before = (incident: IncidentFile): AlertRecord[] => [
    ...(incident.data.alerts ?? []),
    ...(spilled.get(incident.id) ?? []).map(withoutIncident),
  ];
  const homes = new Map<string, string>();
  const inIncidents = incidents.flatMap((incident) => {
    const records = before(incident);
    for (const record of records) homes.set(identityOf(record), incident.id);
    return records;
  });
  const free = journal.filter(({ incident }) => incident === undefined);
  return withRecords({
    // The journal may know more of an alert than an incident that could not be written.
    records: recordsOf([...inIncidents, ...unreadable, ...free]),
    homes,
    unreadable: new Map(unreadable.map((record) => [identityOf(record), record])),
    spilled: new Set(journal.filter(({ incident }) => incident !== undefined).map(identityOf)),
    before,
  });
}

/** The same with its troubles to be found by what tells them apart. */
export function withRecords(known: Omit<KnownAlerts, 'byIdentity'>): KnownAlerts {
  return { ...known, byIdentity: new Map([...known.records.values()].flat().map((one) => [identityOf(one), one])) };
}

export function allRecords({ records }: KnownAlerts): AlertRecord[] {
  return [...records.values()].flat();
}

/** Whether two lists of records say the same. */
export function sameRecords(a: readonly AlertRecord[], b: readonly AlertRecord[]): boolean {
  return a.length === b.length && JSON.stringify(a.map(printable)) === JSON.stringify(b.map(printable));
}

/** The current records of an incident: the same troubles with what is known of them by now. */
export function currentRecords(incident: IncidentFile, { byIdentity, before }: KnownAlerts): AlertRecord[] {
  return before(incident).map((record) => byIdentity.get(identityOf(record)) ?? record);
}

/**
 * Whether a file is, byte for byte, what its alerts tell. Only such a file may be told anew; once a person has written in
 * it, or a rule's words have changed, it is only added to.
 */
export function isAsTold(incident: IncidentFile, known: Known, { before }: KnownAlerts): boolean {
  const records = before(incident);
  if (records.length === 0 || records.some(({ started }) => started === undefined)) return false;
  if (incident.updates.some(({ file }) => file)) return false;
  const story = storyOf(
    records.map((record) => episodeOf(record, known.policy)),
    known.policy,
  );
  return story.id === incident.id && printStory(story, incident.updates.length) === incident.text;
}

export function episodesOf(records: readonly AlertRecord[], known: Known): Episode[] {
  return records.filter(({ started }) => started !== undefined).map((record) => episodeOf(record, known.policy));
}

function withoutIncident({ incident: _, ...record }: AlertRecord): AlertRecord {
  return record;
}
