import type { Desk } from '../acts/desk.ts';
import { buildMaintenance, type Maintenance, maintenanceState } from '../domain/maintenance.ts';
import { writtenMoment } from '../parse/print-update.ts';
import type { MaintenanceUpdate } from '../schema/update.ts';
import type { MaintenanceState } from '../schema/words.ts';
import type { Candidate, Candidates } from './subject.ts';

const MOST_OVER = 8;

export interface Standing extends Maintenance {
  state: MaintenanceState;
  over: boolean;
}

/** All maintenance: what goes on or comes next first, then what is over from the latest on. */
export function maintenancesOf({ content, now }: Desk): Standing[] {
  return content.entries.maintenance
    .map(({ id, data, updates, body }) => {
      const one = buildMaintenance(id, data, updates as MaintenanceUpdate[], body);
      const state = maintenanceState(one, now);
      return { ...one, state, over: state === 'completed' || state === 'cancelled' };
    })
    .sort((a, b) => Number(a.over) - Number(b.over) || (a.over ? b.start - a.start : a.start - b.start));
}

/** Those that a subcommand may be about. */
export function maintenanceCandidates(subcommand: string, desk: Desk): Candidates {
  const all = maintenancesOf(desk);
  const ahead = all.filter((one) => !one.over);
  const begun = (one: Standing): boolean => one.updates.some(({ state }) => state === 'in progress');
  const fitting = subcommand === 'start' || subcommand === 'move' ? ahead.filter((one) => !begun(one)) : ahead;
  const over = subcommand === 'update' ? all.filter((one) => one.over).slice(0, MOST_OVER) : [];
  return { meant: fitting.map(candidate), offered: [...fitting, ...over].map(candidate) };
}

function candidate({ id, state, start, title }: Standing): Candidate {
  return { id, label: `${id}  ${state}, ${writtenMoment(start)}  ${title}` };
}
