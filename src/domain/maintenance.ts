import type { MaintenanceData } from '../schema/maintenance.ts';
import type { MaintenanceUpdate } from '../schema/update.ts';
import type { MaintenanceState } from '../schema/words.ts';
import type { Interval } from './interval.ts';

export interface Maintenance extends MaintenanceData {
  id: string;
  /** What is done and what users notice. */
  description: string;
  updates: MaintenanceUpdate[];
  /** When work really went on, or will; empty where it was cancelled. */
  window: Interval;
  cancelled: boolean;
  lastUpdate: number;
  /** Where it is one of a series. */
  series?: SeriesPlace;
}

/** Which of a series it is. */
export interface SeriesPlace {
  /** The series' id: the name of its file. */
  id: string;
  /** `every month on the 1st Sunday at 02:00 (Europe/Berlin)` */
  words: string;
  /** When its rule has it begin, wherever it was moved to. */
  planned: number;
  /** When the one before it was to begin and end; absent of the first. */
  before?: Interval;
  /** Those that come next, as they are planned now. */
  following: { id: string; start: number }[];
}

/** A maintenance with the window that its updates leave of what was planned. */
export function buildMaintenance(
  id: string,
  data: MaintenanceData,
  updates: readonly MaintenanceUpdate[],
  description: string,
): Maintenance {
  const began = updates.find((update) => update.state === 'in progress')?.at;
  const over = updates.findLast((update) => update.state === 'completed' || update.state === 'cancelled');
  const cancelled = over?.state === 'cancelled';
  const from = began ?? data.start;
  const to = Math.max(from, over?.at ?? data.end);
  const never = cancelled && began === undefined;
  return {
    ...data,
    id,
    description,
    updates: [...updates],
    window: never ? { from, to: from } : { from, to },
    cancelled,
    lastUpdate: updates.at(-1)?.at ?? data.start,
  };
}

/** What the plan has come to at a moment; the clock moves it on where nobody wrote an update. */
export function maintenanceState(maintenance: Maintenance, now: number): MaintenanceState {
  if (maintenance.cancelled) return 'cancelled';
  if (now >= maintenance.window.to) return 'completed';
  if (now < maintenance.window.from) return 'scheduled';
  return maintenance.updates.findLast((update) => update.state)?.state === 'verifying' ? 'verifying' : 'in progress';
}
