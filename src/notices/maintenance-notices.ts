import { type Maintenance, maintenanceState } from '../domain/maintenance.ts';
import type { MaintenanceNews } from '../domain/news.ts';
import { upcomingMaintenance } from '../domain/snapshot.ts';
import type { NoticeEvent } from '../schema/message.ts';
import { MAINTENANCE_WORDS } from '../views/words.ts';
import { correctedKeys } from './corrected.ts';
import { named } from './incident-notices.ts';
import { type Draft, isFresh, type Listener } from './listener.ts';
import { textsOf } from './texts.ts';

/** Windows of a series that come closer together than this are told once, with the first. */
const OFTEN_MS = 13 * 86_400_000;

/** What is told of planned work, and when the next reminder is due. */
export function maintenanceDrafts(listener: Listener): { drafts: Draft[]; next: number | undefined } {
  const { channel, snapshot, now, news } = listener;
  if (!channel.hears.includes('maintenance')) return { drafts: [], next: undefined };
  const upcoming = new Set(upcomingMaintenance(snapshot));
  const byWork = Map.groupBy(
    news.filter((one) => one.kind === 'maintenance'),
    ({ maintenance }) => maintenance,
  );
  const moved = new Set([...upcoming].filter((work) => isMoved(work, listener)));
  const works = [...new Set([...byWork.keys(), ...moved])].map((work) => {
    const corrected = correctedKeys(`maintenance/${work.id}`, work.updates, listener.told.keys);
    const reminders = upcoming.has(work) ? remindersOf(work, listener) : [];
    const due = (byWork.get(work) ?? []).filter(
      (one) => isDue(one, upcoming.has(work), listener) && !corrected.includes(one.key),
    );
    const late = reminders.filter(({ at }) => at <= now);
    const isNews = due.length + late.length > 0 || moved.has(work);
    const drafts = isNews ? [draftOf(listener, work, { due, late, moved: moved.has(work) })] : [];
    return { drafts, coming: reminders.filter(({ at }) => at > now).map(({ at }) => at) };
  });
  const coming = works.flatMap((one) => one.coming);
  return { drafts: works.flatMap((one) => one.drafts), next: coming.length > 0 ? Math.min(...coming) : undefined };
}

/** A plan without a date of its own is news as long as it lies ahead. */
function isDue(one: MaintenanceNews, isUpcoming: boolean, listener: Listener): boolean {
  if (listener.told.keys.has(one.key) || listener.isKnown(one.key)) return false;
  return one.update === undefined ? isUpcoming && !isOneOfMany(one.maintenance) : isFresh(one, listener);
}

/** Reminders that are not given yet. Their keys name the start, so that a window that was moved is reminded of anew. */
function remindersOf(work: Maintenance, listener: Listener): { key: string; at: number }[] {
  const { reminders, told, since } = listener;
  if (isOneOfMany(work)) return [];
  return reminders
    .map((before) => ({ key: reminderKey(work.id, work.start, before), at: work.start - before }))
    .filter(({ key, at }) => at >= since && !told.keys.has(key));
}

/** A window like all others of a series that comes often. */
function isOneOfMany({ series, occurrence, updates }: Maintenance): boolean {
  const { before, planned = 0 } = series ?? {};
  return before !== undefined && planned - before.from < OFTEN_MS && occurrence === undefined && updates.length === 0;
}

/** Whether it begins at another time than the channel was told, or knew before us, or can tell from the series. */
function isMoved({ id, start, series }: Maintenance, { told, isKnown }: Listener): boolean {
  const heard = told.heard.get(`maintenance/${id}`);
  if (heard?.start !== undefined) return heard.start !== start;
  if (isKnown(planKey(id))) return !isKnown(startKey(id, start));
  return series?.before !== undefined && heard === undefined && series.planned !== start;
}

/** Names of a plan that was there before us, and of when it was to begin. */
export function plannedKeys({ id, start }: Maintenance): string[] {
  return [planKey(id), startKey(id, start)];
}

function planKey(id: string): string {
  return `maintenance/${id}/plan`;
}

function startKey(id: string, start: number): string {
  return `maintenance/${id}/start/${new Date(start).toISOString()}`;
}

/** The name of a reminder, for good. */
export function reminderKey(id: string, start: number, before: number): string {
  return `maintenance/${id}/reminder/${new Date(start).toISOString()}/${before / 60_000}`;
}

function draftOf(
  listener: Listener,
  work: Maintenance,
  {
    due,
    late,
    moved,
  }: { due: readonly MaintenanceNews[]; late: readonly { key: string; at: number }[]; moved: boolean },
): Draft {
  const { now, pageOf, told, isKnown } = listener;
  const about = `maintenance/${work.id}`;
  const written = due.flatMap(({ update }) => update ?? []);
  const updates = written.map(({ id, at, state, text }) => {
    return { id, at, state: state ? MAINTENANCE_WORDS[state] : 'Update', text };
  });
  const isNew = !told.heard.has(about) && !isKnown(planKey(work.id));
  const event = eventOf(due, { moved, isNew });
  const state = maintenanceState(work, now);
  const times = [...written, ...late].map(({ at }) => at);
  const announces = event === 'planned' || event === 'reminder' || (event === 'moved' && updates.length === 0);
  return {
    about,
    event,
    title: work.title,
    keys: [...[...due, ...late].map(({ key }) => key), ...(moved ? [startKey(work.id, work.start)] : [])],
    start: work.start,
    end: work.window.to,
    at: times.length > 0 ? Math.max(...times) : now,
    tone: event === 'completed' || event === 'cancelled' ? 'over' : 'planned',
    state: MAINTENANCE_WORDS[state],
    subject: {
      kind: 'maintenance',
      id: work.id,
      title: work.title,
      state,
      components: named(listener, work.components),
      started: work.start,
      end: work.end,
      ...(work.series && { repeats: work.series.words }),
      url: pageOf('maintenance', work.id),
    },
    text: textsOf(updates, announces ? work.description : ''),
    updates,
  };
}

function eventOf(due: readonly MaintenanceNews[], { moved, isNew }: { moved: boolean; isNew: boolean }): NoticeEvent {
  const states = due.map(({ update }) => update?.state);
  const last = states.findLast((state) => state === 'completed' || state === 'cancelled' || state === 'in progress');
  if (last) return last === 'in progress' ? 'started' : last;
  if (moved) return 'moved';
  if (due.length === 0) return 'reminder';
  const announces = due.some(({ update }) => update === undefined || update.state === 'scheduled');
  return isNew && announces ? 'planned' : 'updated';
}
