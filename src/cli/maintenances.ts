import type { Desk } from '../acts/desk.ts';
import { worksOf } from '../acts/works.ts';
import { type Maintenance, maintenanceState } from '../domain/maintenance.ts';
import { writtenMoment } from '../parse/print-update.ts';
import type { MaintenanceState } from '../schema/words.ts';
import type { Answers } from './answers.ts';
import type { Candidate, Candidates } from './subject.ts';

const MOST_OVER = 8;
/** What is said of a series without naming a window is about the one that runs or comes next. */
const OF_THE_NEXT = ['start', 'finish', 'update'];

export interface Standing extends Maintenance {
  state: MaintenanceState;
  over: boolean;
  /** Whether it is at another time than its series has planned. */
  moved: boolean;
}

/** All maintenance, each window of a series by itself: what goes on or comes next first, then what is over from the latest on. */
export function maintenancesOf(desk: Desk): Standing[] {
  return worksOf(desk)
    .map((one) => {
      const state = maintenanceState(one, desk.now);
      const moved = one.series !== undefined && one.series.planned !== one.start;
      return { ...one, state, over: state === 'completed' || state === 'cancelled', moved };
    })
    .sort((a, b) => Number(a.over) - Number(b.over) || (a.over ? b.start - a.start : a.start - b.start));
}

/** Those that a subcommand may be about. */
export function maintenanceCandidates(subcommand: string, desk: Desk, { series: whole }: Answers): Candidates {
  const all = maintenancesOf(desk);
  const ahead = all.filter((one) => !one.over);
  if (whole) {
    const series = onePerSeries(ahead.filter((one) => one.series)).map(candidate);
    return { meant: series, offered: series };
  }
  const begun = (one: Standing): boolean => one.updates.some(({ state }) => state === 'in progress');
  const fitting = subcommand === 'start' || subcommand === 'move' ? ahead.filter((one) => !begun(one)) : ahead;
  const over = subcommand === 'update' ? all.filter((one) => one.over).slice(0, MOST_OVER) : [];
  const meant = OF_THE_NEXT.includes(subcommand) ? onePerSeries(fitting) : fitting;
  return { meant: meant.map(candidate), offered: [...fitting, ...over].map(candidate) };
}

/** `scheduled`, `scheduled, moved`, `completed, draft`. */
export function standingWords({ state, moved, visibility }: Standing): string {
  return [state, moved && 'moved', visibility !== 'public' && visibility].filter(Boolean).join(', ');
}

function onePerSeries(works: readonly Standing[]): Standing[] {
  return [...Map.groupBy(works, ({ id, series }) => series?.id ?? id).values()].flatMap(([first]) => first ?? []);
}

function candidate(one: Standing): Candidate {
  return { id: one.id, label: `${one.id}  ${standingWords(one)}, ${writtenMoment(one.start)}  ${one.title}` };
}
