import { buildIncident, type Incident } from '../domain/incident.ts';
import { belongTogether, related, reopenWindow } from './correlate.ts';
import type { Episode } from './episode.ts';
import { earliestOf } from './extremes.ts';
import { isLedByPerson } from './follow.ts';
import { episodesOf, type KnownAlerts } from './known-alerts.ts';
import type { IncidentFile, Known } from './policy.ts';
import { minute } from './story.ts';

/**
 * Finds the incident that a person has a hand in and that a trouble belongs to: about the same component, or begun at about
 * the same time in one that it needs or that needs it; not over, or over for less than the time to reopen.
 */
export function incidentFinder(
  episodes: readonly Episode[],
  known: Known,
  current: KnownAlerts,
  eligible: (incident: IncidentFile) => boolean,
): (episode: Episode) => IncidentFile | undefined {
  const window = reopenWindow(known.policy);
  const earliest = (earliestOf(episodes.map((one) => one.from)) ?? Infinity) - window;
  const candidates = known.incidents
    .filter((file) => file.data.real && !isLongOver(file, earliest) && eligible(file))
    .map((file) => ({
      file,
      incident: buildIncident(file.id, file.data, file.updates),
      episodes: episodesOf(current.before(file), known),
    }));
  return (episode) => {
    const near = candidates.flatMap((candidate) => {
      const closeness = closenessOf(episode, candidate, known, window);
      return closeness === undefined ? [] : [{ ...candidate, closeness }];
    });
    const rank = ({ incident, closeness }: (typeof near)[number]): number => (incident.open ? 0 : 2) + closeness;
    return near.sort((a, b) => rank(a) - rank(b) || a.incident.started - b.incident.started)[0]?.file;
  };
}

/** Whether an incident was over before a moment. */
export function isLongOver(incident: IncidentFile, before: number): boolean {
  const last = lastState(incident);
  return last?.state === 'resolved' && last.at < minute(before);
}

/** Whether an incident's last word is that it is over. */
export function isOver(incident: IncidentFile): boolean {
  return lastState(incident)?.state === 'resolved';
}

function lastState({ updates }: IncidentFile): IncidentFile['updates'][number] | undefined {
  return updates.findLast((update) => update.state !== undefined);
}

interface Candidate {
  file: IncidentFile;
  incident: Incident;
  episodes: readonly Episode[];
}

/** 0 where it is about the same, 1 where it is about what belongs to it. */
function closenessOf(
  episode: Episode,
  { file, incident, episodes }: Candidate,
  { policy }: Known,
  window: number,
): number | undefined {
  if (episode.draft === (incident.visibility === 'public')) return undefined;
  const end = incident.resolved ?? Number.POSITIVE_INFINITY;
  if (episode.from < minute(incident.started) || episode.from > end + window) return undefined;
  const same =
    episode.component === undefined
      ? episodes.some((one) => belongTogether(one, episode, policy))
      : incident.components.includes(episode.component);
  if (same) return isSaidToBeOver(episode, file, incident) ? undefined : 0;
  const close = episode.from - incident.started <= policy.settings.correlate && episode.from <= end;
  return close && incident.components.some((id) => related(episode.thing, id, policy)) ? 1 : undefined;
}

/** Where a person has told that a component is well again, the incident says nothing of what comes after. */
function isSaidToBeOver({ component }: Episode, file: IncidentFile, { open, updates }: Incident): boolean {
  if (!open || component === undefined || !isLedByPerson(file)) return false;
  return (updates.at(-1)?.hits[component] ?? 'operational') === 'operational';
}
