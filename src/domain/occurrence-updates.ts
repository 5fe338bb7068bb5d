import type { MaintenanceUpdate } from '../schema/update.ts';
import type { Occurrence } from './occurrence.ts';

/** So long after its end a window can be told to be over. */
const LATE_MS = 86_400_000;

type Window = Pick<Occurrence, 'id' | 'start' | 'end'>;
type Word = Pick<MaintenanceUpdate, 'at' | 'state'>;

/** The updates in the file of a series, by the window that each concerns. */
export function updatesByOccurrence(
  windows: readonly Window[],
  updates: readonly MaintenanceUpdate[],
  ownFrom: ReadonlyMap<string, number>,
): Map<string, MaintenanceUpdate[]> {
  const told = new Map<string, MaintenanceUpdate[]>();
  for (const update of updates) {
    // Once a window has a file of its own, that is where it is written about.
    const open = windows.filter(({ id }) => update.at < (ownFrom.get(id) ?? Number.POSITIVE_INFINITY));
    const concerned = concernedBy(open, update, told);
    if (concerned) told.set(concerned.id, [...(told.get(concerned.id) ?? []), update]);
  }
  return told;
}

/**
 * The window that a word is about: the one that runs or comes next. What tells of the end of work concerns the one before
 * for a day after its time, unless that was told to be over already.
 */
export function concernedBy(
  windows: readonly Window[],
  word: Word,
  told: ReadonlyMap<string, readonly Word[]>,
): Window | undefined {
  const at = windows.findIndex((one) => one.end > word.at);
  const [before, next] = at < 0 ? [windows.at(-1), undefined] : [windows[at - 1], windows[at]];
  if (!before || !next) return next ?? before;
  const late = next.start > word.at && word.at - before.end < LATE_MS;
  const said = told.get(before.id)?.flatMap(({ state }) => state ?? []) ?? [];
  const over = said.some((state) => state === 'completed' || state === 'cancelled');
  const begun = said.some((state) => state === 'in progress' || state === 'verifying');
  const ends = word.state === undefined ? begun : word.state === 'completed' || word.state === 'verifying';
  return late && ends && !over ? before : next;
}
