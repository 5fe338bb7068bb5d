import { belongTogether, byTime, clustersOf, reopenWindow } from './correlate.ts';
import { type Episode, isTold } from './episode.ts';
import { earliestOf, latestOf } from './extremes.ts';
import { incidentFinder, isLongOver, isOver } from './join.ts';
import { currentRecords, episodesOf, isAsTold, type KnownAlerts, sameRecords } from './known-alerts.ts';
import type { IncidentFile, Known, Policy } from './policy.ts';
import { MINUTE_MS, type Story, storyOf } from './story.ts';

/** Which incident each trouble belongs to. */
interface Placed {
  /** What alerts alone tell. */
  stories: Story[];
  /** Files whose stories are told anew. */
  retold: IncidentFile[];
  /** Files that are only added to, with what joins them. */
  followed: { incident: IncidentFile; joined: Episode[] }[];
  /** What was told and, by what is known by now, should not have been yet. */
  waiting: Episode[];
}

/** Finds the incident of everything that is told and belongs to none yet, and the incidents for which time has gone on. */
export function placeAlerts(free: readonly Episode[], known: Known, current: KnownAlerts, now: number): Placed {
  const asTold = remembering(
    // An incident that other files name keeps its name.
    (incident) => !known.named.has(incident.id) && isAsTold(incident, known, current),
  );
  const joined = new Map<string, Episode[]>();
  const join = (incident: IncidentFile, episodes: readonly Episode[]): void => {
    const there = joined.get(incident.id) ?? [];
    for (const one of episodes) there.push(one);
    joined.set(incident.id, there);
  };
  const due = free.filter((one) => isTold(one) && one.from <= now).sort(byTime);
  const find = incidentFinder(due, known, current, (incident) => !asTold(incident));
  const alone: Episode[] = [];
  for (const one of due) {
    const incident = find(one);
    if (incident) join(incident, [one]);
    else alone.push(one);
  }
  const moving = new Set(known.incidents.filter((incident) => isMoving(incident, current)));
  const retold = withNear(alone, [...moving].filter(asTold), known, current, asTold);
  const again = retold.flatMap((incident) => episodesOf(currentRecords(incident, current), known));
  const reached = reachedBy(retold, now);
  const isDue = (one: Episode): boolean => isTold(one) && one.from <= reached;
  const stories: Story[] = [];
  const byId = new Map(known.incidents.map((incident) => [incident.id, incident]));
  for (const cluster of clustersOf([...alone, ...again.filter(isDue)], known.policy)) {
    const story = storyOf(cluster, known.policy);
    const namesake = byId.get(story.id);
    // Somebody took the alert out of the file that bears its name; it belongs there all the same.
    if (namesake && !asTold(namesake)) join(namesake, story.episodes);
    // Somebody's file that cannot be read at the moment is not written over; the alerts wait for it.
    else if (known.taken.has(story.id)) continue;
    else stories.push(story);
  }
  const followed = known.incidents
    .filter((incident) => joined.has(incident.id) || (moving.has(incident) && !asTold(incident)))
    .map((incident) => ({ incident, joined: joined.get(incident.id) ?? [] }));
  return { stories, retold, followed, waiting: again.filter((one) => !isDue(one)) };
}

/** What was told by a clock that is ahead of this one stays told. */
function reachedBy(retold: readonly IncidentFile[], now: number): number {
  const told = latestOf(retold.flatMap(({ updates }) => updates.at(-1)?.at ?? [])) ?? 0;
  return Math.max(now, told + MINUTE_MS - 1);
}

/** Whether something about an incident may be new: it is not over, or more is known of its alerts. */
function isMoving(incident: IncidentFile, current: KnownAlerts): boolean {
  const records = current.before(incident);
  if (records.length === 0) return false;
  return !isOver(incident) || !sameRecords(records, currentRecords(incident, current));
}

/** All incidents as told that could become one with these troubles, directly or through others. */
function withNear(
  alone: readonly Episode[],
  moving: readonly IncidentFile[],
  known: Known,
  current: KnownAlerts,
  asTold: (incident: IncidentFile) => boolean,
): IncidentFile[] {
  const found = new Set(moving);
  const episodes = (incident: IncidentFile): Episode[] => episodesOf(currentRecords(incident, current), known);
  const window = Math.max(reopenWindow(known.policy), known.policy.settings.correlate);
  let frontier = [...alone, ...moving.flatMap(episodes)];
  while (frontier.length > 0) {
    const earliest = earliestOf(frontier.map((one) => one.from)) ?? 0;
    const byThing = Map.groupBy(frontier, (one) => one.thing);
    const byCrowd = Map.groupBy(frontier, (one) => one.crowd);
    const near = (one: Episode): boolean =>
      (one.crowd !== undefined && byCrowd.get(one.crowd)?.some((other) => belongTogether(one, other, known.policy))) ||
      relatives(one.thing, known.policy).some((thing) =>
        byThing.get(thing)?.some((other) => belongTogether(one, other, known.policy)),
      );
    const added = known.incidents
      .filter((incident) => !found.has(incident) && !isLongOver(incident, earliest - window))
      .map((incident) => ({ incident, theirs: episodes(incident) }))
      .filter(({ theirs }) => theirs.some(near))
      .filter(({ incident }) => asTold(incident));
    for (const { incident } of added) found.add(incident);
    frontier = added.flatMap(({ theirs }) => theirs);
  }
  return [...found];
}

/** What a trouble can have one cause with: the same thing, and components that need each other. */
function relatives(thing: string, { needs }: Policy): string[] {
  const others = [...needs].flatMap(([id, needed]) => (needed.has(thing) ? [id] : []));
  return [...new Set([thing, ...(needs.get(thing) ?? []), ...others])];
}

function remembering(check: (incident: IncidentFile) => boolean): (incident: IncidentFile) => boolean {
  const known = new Map<string, boolean>();
  return (incident) => {
    const answer = known.get(incident.id) ?? check(incident);
    known.set(incident.id, answer);
    return answer;
  };
}
