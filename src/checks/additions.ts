import { additionOf, parseAddition, withAdded } from '../parse/addition.ts';
import type { Entry } from '../parse/entry.ts';
import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { IncidentUpdate } from '../schema/update.ts';

/** Incidents with the updates that lie in files of their own. */
export function addAll(
  incidents: readonly Entry<'incident'>[],
  additions: readonly SourceFile[],
  unreadable: readonly string[],
): { incidents: Entry<'incident'>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const byIncident = Map.groupBy(additions, (file) => additionOf(file) ?? '');
  const joined = incidents.map((entry) => {
    const added = (byIncident.get(entry.id) ?? []).map(parseAddition);
    problems.push(...added.flatMap((one) => one.problems));
    const updates = added.flatMap((one) => one.updates);
    return updates.length === 0 ? entry : { ...entry, updates: withAdded(entry.updates as IncidentUpdate[], updates) };
  });
  const ids = incidents.map(({ id }) => id);
  for (const [id, files] of byIncident) {
    const [file] = files;
    if (!file || ids.includes(id) || unreadable.includes(id)) continue;
    problems.push(problem('no-such-incident', file, {}, { id, ids }));
  }
  return { incidents: joined, problems };
}

/** The entry without the updates of files that have a problem. */
export function withoutAdded<E extends Entry>(entry: E, bad: ReadonlySet<string>): E {
  const isBad = ({ file }: E['updates'][number]): boolean => file !== undefined && bad.has(file.origin ?? file.path);
  return entry.updates.some(isBad) ? { ...entry, updates: entry.updates.filter((one) => !isBad(one)) } : entry;
}
