import { allMaintenance, type MaintenanceFile } from '../domain/all-maintenance.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { concernedBy } from '../domain/occurrence-updates.ts';
import type { Entry } from '../parse/entry.ts';
import type { MaintenanceUpdate } from '../schema/update.ts';
import type { MaintenanceState } from '../schema/words.ts';
import { type Desk, find } from './desk.ts';

type Work = Entry<'maintenance'>;

/** A maintenance that a person means, and the file that tells of it: its own, or that of its series. */
export interface Meant {
  work: Maintenance;
  entry: Work;
}

/** So far ahead can the windows of a series be moved or cancelled. */
const AHEAD_MS = 366 * 86_400_000;

/** Every maintenance as the site shows it, each window of a series by itself. */
export function worksOf(desk: Desk): Maintenance[] {
  return allMaintenance(filesOf(desk), desk.content.site.data, desk.now);
}

/**
 * The maintenance that a person means: by its id or part of it. A series means the window that what they want to say is
 * about: the one that runs or comes next.
 */
export function findWork(desk: Desk, name: string, state: MaintenanceState | undefined): Meant {
  const works = farWorks(desk, filesOf(desk));
  const wanted = name.trim().toLowerCase();
  const windows = works.filter(({ series }) => series);
  const files = desk.content.entries.maintenance.filter(({ data }) => !data.occurrence);
  const named = files.some(({ id }) => id.includes(wanted)) ? [] : windows.filter(({ id }) => id.includes(wanted));
  const exact =
    windows.find(({ id, series }) => id === wanted && id !== series?.id) ?? (named.length === 1 && named[0]);
  if (exact) return meant(desk, exact);
  const entry = find(desk, 'maintenance', name, files);
  const own = works.find(({ id }) => id === entry.id);
  const work = entry.data.repeat === undefined ? own : windowOf(entry.id, works, { at: desk.now, state });
  if (!work) throw new Error(`${entry.id} is in the content, but has no window.`);
  return meant(desk, work);
}

/** Whether an update in the file of its series would be about this window. */
export function speaksOf({ work, entry }: Meant, desk: Desk, update: Pick<MaintenanceUpdate, 'at' | 'state'>): boolean {
  if (entry.data.repeat === undefined) return true;
  const word: MaintenanceUpdate = { id: 'word', impacts: {}, text: '', line: 0, ...update };
  const files = filesOf(desk).map((file) =>
    file.id === entry.id ? { ...file, updates: [...file.updates, word] } : file,
  );
  const after = farWorks(desk, files).find(({ id }) => id === work.id);
  return after?.updates.includes(word) ?? false;
}

function farWorks({ content, now }: Desk, files: readonly MaintenanceFile[]): Maintenance[] {
  const { timezone, windows } = content.site.data;
  return allMaintenance(files, { timezone, windows: { ...windows, upcoming: AHEAD_MS } }, now);
}

function windowOf(
  series: string,
  works: readonly Maintenance[],
  word: Pick<MaintenanceUpdate, 'at'> & { state: MaintenanceState | undefined },
): Maintenance | undefined {
  const windows = works.filter((one) => one.series?.id === series).sort((a, b) => a.start - b.start);
  const told = new Map(windows.map(({ id, updates }) => [id, updates]));
  const { at, state } = word;
  const concerned = concernedBy(windows, { at, ...(state && { state }) }, told);
  return windows.find(({ id }) => id === concerned?.id);
}

function meant({ content }: Desk, work: Maintenance): Meant {
  const { maintenance } = content.entries;
  const entry = maintenance.find((one) => isOwn(one, work)) ?? maintenance.find(({ id }) => id === work.series?.id);
  if (!entry) throw new Error(`${work.id} is planned, but by no file.`);
  return { work, entry };
}

/** Whether a file tells of this maintenance and no other. */
export function isOwn({ id, data }: Work, { id: known, series }: Maintenance): boolean {
  if (!data.occurrence) return id === known && data.repeat === undefined;
  return data.occurrence.of === series?.id && data.occurrence.start === series.planned;
}

function filesOf({ content }: Desk): MaintenanceFile[] {
  return content.entries.maintenance.map(({ updates, ...one }) => ({
    ...one,
    updates: updates as MaintenanceUpdate[],
  }));
}
