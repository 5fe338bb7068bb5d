import { type Maintenance, maintenanceState } from '../domain/maintenance.ts';
import type { MaintenanceNews } from '../domain/news.ts';
import { upcomingMaintenance } from '../domain/snapshot.ts';
import type { NoticeEvent } from '../schema/message.ts';
import { MAINTENANCE_WORDS } from '../views/words.ts';
import { named } from './incident-notices.ts';
import type { Draft, Listener } from './listener.ts';
import { textsOf } from './texts.ts';

/** What is told of planned work, and when the next reminder is due. */
export function maintenanceDrafts(listener: Listener): { drafts: Draft[]; next: number | undefined } {
  const { channel, snapshot, now, news } = listener;
  if (!channel.hears.includes('maintenance')) return { drafts: [], next: undefined };
  const upcoming = new Set(upcomingMaintenance(snapshot));
  const byWork = Map.groupBy(
    news.filter((one) => one.kind === 'maintenance'),
    ({ maintenance }) => maintenance,
  );
  const works = [...byWork].map(([work, list]) => {
    const reminders = upcoming.has(work) ? remindersOf(work, listener) : [];
    const due = list.filter((one) => isDue(one, upcoming.has(work), listener));
    const late = reminders.filter(({ at }) => at <= now).map(({ key }) => key);
    const drafts = due.length + late.length > 0 ? [draftOf(listener, work, due, late)] : [];
    return { drafts, coming: reminders.filter(({ at }) => at > now).map(({ at }) => at) };
  });
  const coming = works.flatMap((one) => one.coming);
  return { drafts: works.flatMap((one) => one.drafts), next: coming.length > 0 ? Math.min(...coming) : undefined };
}

/** A plan without a date of its own is news as long as it lies ahead. */
function isDue({ key, at, update }: MaintenanceNews, isUpcoming: boolean, listener: Listener): boolean {
  const { told, from, isKnown } = listener;
  if (told.keys.has(key) || isKnown(key)) return false;
  return update === undefined ? isUpcoming : at >= from;
}

/** Reminders that are not given yet. Their keys name the start, so that a window that was moved is reminded of anew. */
function remindersOf({ id, start }: Maintenance, listener: Listener): { key: string; at: number }[] {
  const { reminders, told, since } = listener;
  return reminders
    .map((before) => ({ key: reminderKey(id, start, before), at: start - before }))
    .filter(({ key, at }) => at >= since && !told.keys.has(key));
}

/** The name of a reminder, for good. */
export function reminderKey(id: string, start: number, before: number): string {
  return `maintenance/${id}/reminder/${new Date(start).toISOString()}/${before / 60_000}`;
}

function draftOf(
  listener: Listener,
  work: Maintenance,
  due: readonly MaintenanceNews[],
  reminders: readonly string[],
): Draft {
  const { now, pageOf } = listener;
  const written = due.flatMap(({ update }) => update ?? []);
  const updates = written.map(({ id, at, state, text }) => {
    return { id, at, state: state ? MAINTENANCE_WORDS[state] : 'Update', text };
  });
  const event = eventOf(work, due);
  const state = maintenanceState(work, now);
  const announces = event === 'planned' || event === 'reminder';
  return {
    about: `maintenance/${work.id}`,
    event,
    title: work.title,
    keys: [...due.map(({ key }) => key), ...reminders],
    at: event === 'reminder' || written.length === 0 ? now : Math.max(...written.map(({ at }) => at)),
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
      url: pageOf('maintenance', work.id),
    },
    text: textsOf(updates, announces ? work.description : ''),
    updates,
  };
}

function eventOf(work: Maintenance, due: readonly MaintenanceNews[]): NoticeEvent {
  if (due.length === 0) return 'reminder';
  const states = due.map(({ update }) => update?.state);
  const last = states.findLast((state) => state === 'completed' || state === 'cancelled' || state === 'in progress');
  if (last) return last === 'in progress' ? 'started' : last;
  const announcing = due.some(({ update }) => update === undefined || isAnnouncement(work, update));
  if (announcing) return 'planned';
  return states.includes('scheduled') ? 'moved' : 'updated';
}

function isAnnouncement({ updates }: Maintenance, update: Maintenance['updates'][number]): boolean {
  return update.state === 'scheduled' && update.id === updates[0]?.id;
}
