import type { Desk } from '../acts/desk.ts';
import { buildIncident, type Incident } from '../domain/incident.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { ago } from '../views/format.ts';
import type { Candidate, Candidates } from './subject.ts';

const MOST_OVER = 8;

/** All incidents, the open ones first, each part from the latest on. */
export function incidentsOf({ content }: Desk): Incident[] {
  return content.entries.incident
    .map(({ id, data, updates }) => buildIncident(id, data, updates as IncidentUpdate[]))
    .sort((a, b) => Number(b.open) - Number(a.open) || b.started - a.started || (a.id < b.id ? -1 : 1));
}

/** Those that a subcommand may be about. */
export function incidentCandidates(subcommand: string, desk: Desk): Candidates {
  const all = incidentsOf(desk);
  const open = all.filter((one) => one.open);
  const over = all.filter((one) => !one.open).slice(0, MOST_OVER);
  const labelled = (list: readonly Incident[]): Candidate[] => list.map((one) => candidate(one, desk.now));
  const same = (list: readonly Incident[]): Candidates => ({ meant: labelled(list), offered: labelled(list) });
  if (subcommand === 'reopen') return { meant: [], offered: labelled(over) };
  if (subcommand === 'resolve') return same(open);
  if (subcommand === 'ack') return same(open.filter((one) => one.acknowledged === undefined));
  if (subcommand === 'confirm') return same(all.filter((one) => one.visibility === 'draft'));
  return { meant: labelled(open), offered: labelled([...open, ...over]) };
}

/** `investigating`, `resolved, draft`. */
export function stateWords({ state, visibility }: Pick<Incident, 'state' | 'visibility'>): string {
  return visibility === 'public' ? state : `${state}, ${visibility}`;
}

function candidate(one: Incident, now: number): Candidate {
  return { id: one.id, label: `${one.id}  ${stateWords(one)}, ${ago(now - one.lastUpdate)}  ${one.title}` };
}
