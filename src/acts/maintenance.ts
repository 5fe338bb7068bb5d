import { dayOf } from '../domain/calendar.ts';
import { maintenanceState } from '../domain/maintenance.ts';
import { occurrenceFile } from '../domain/occurrence.ts';
import { printUpdate, writtenMoment } from '../parse/print-update.ts';
import { isVisible } from '../schema/text.ts';
import type { MaintenanceState } from '../schema/words.ts';
import type { MaintenanceAct, Planning } from './act.ts';
import { type Desk, freeId, pathOf } from './desk.ts';
import { edited, written } from './edit.ts';
import { type Draft, minute } from './incident.ts';
import { refuse } from './refusal.ts';
import { readText, readZone } from './words.ts';
import { findWork, isOwn, type Meant, speaksOf, worksOf } from './works.ts';

type Mark = string | undefined;

const MINUTE_MS = 60_000;

const STATES = { start: 'in progress', finish: 'completed', cancel: 'cancelled', say: undefined } as const;

/** What is said where a person leaves it to us. */
const WORDS = {
  start: 'The maintenance has begun.',
  finish: 'The maintenance is completed.',
  cancel: 'The maintenance is cancelled. Nothing will be changed.',
  series: 'The series has ended: no window comes after this one.',
} as const;

/** What an act makes of a maintenance's file. */
export function draftMaintenance(act: MaintenanceAct, mark: string | undefined, desk: Desk): Draft {
  if (act.kind === 'plan') return planned(act, mark, desk);
  if (act.kind === 'cancel' && act.series) return endSeries(act, mark, desk);
  const meant = findWork(desk, act.maintenance, act.kind === 'move' ? 'scheduled' : STATES[act.kind]);
  const { work } = meant;
  const told = work.updates.findLast((one) => one.state)?.state;
  if ((told === 'completed' || told === 'cancelled') && act.kind !== 'say') {
    const [next] = work.series?.following ?? [];
    refuse(
      `${work.id} is ${told} already.`,
      next ? `Name another: ${next.id}.` : 'Plan a new one, or say a word more without changing it.',
    );
  }
  return act.kind === 'move' ? moved(act, meant, mark, desk) : tell(act, meant, mark, desk);
}

function moved(act: Extract<MaintenanceAct, { kind: 'move' }>, meant: Meant, mark: Mark, desk: Desk): Draft {
  const { work, entry } = meant;
  if (work.updates.some((one) => one.state === 'in progress')) {
    refuse(`${work.id} has begun, so it cannot be moved.`, 'Finish or cancel it, and plan a new one.');
  }
  const end = act.end ?? act.start + (work.end - work.start);
  checkWindow(act.start, end, desk);
  const text = readText(act.text ?? movedWords(act.start, end));
  const times = { start: iso(act.start), end: iso(end) };
  const update = { at: momentFor(meant, desk), state: 'scheduled' as const, text };
  if (entry.data.repeat !== undefined) return apart(meant, { fields: times, update, mark, done: 'move' });
  return changed(meant, { fields: times, update, mark, done: 'move' }, desk);
}

function tell(
  act: Extract<MaintenanceAct, { kind: 'start' | 'finish' | 'cancel' | 'say' }>,
  meant: Meant,
  mark: Mark,
  desk: Desk,
): Draft {
  const { work, entry } = meant;
  if (act.kind === 'start' && work.updates.some((one) => one.state === 'in progress')) {
    refuse(`${work.id} has begun already.`, 'Finish it when it is done.');
  }
  if (act.kind === 'finish' && maintenanceState(work, desk.now) === 'scheduled') {
    refuse(
      `${work.id} has not begun: it begins at ${writtenMoment(work.window.from)}.`,
      'Cancel it, or start it first where work goes on already.',
    );
  }
  const state: MaintenanceState | undefined = STATES[act.kind];
  const text = readText(act.text ?? (act.kind === 'say' ? '' : WORDS[act.kind]));
  const update = { at: momentFor(meant, desk), text, ...(state && { state }) };
  const done = act.kind === 'say' ? 'update' : act.kind;
  const inPlace = speaksOf(meant, desk, { ...update, at: momentIn(entry, update.at) });
  if (!inPlace) return apart(meant, { fields: {}, update, mark, done });
  return changed(meant, { fields: {}, update, mark, done }, desk);
}

/** No window of a series comes after the one that runs; where none does, the next is cancelled as the last. */
function endSeries(act: Extract<MaintenanceAct, { kind: 'cancel' }>, mark: Mark, desk: Desk): Draft {
  const { work, entry: found } = findWork(desk, act.maintenance, 'cancelled');
  const entry = desk.content.entries.maintenance.find(({ id }) => id === work.series?.id);
  if (!entry) return refuse(`${found.id} is no series.`, 'Cancel it without saying that it is one.');
  const { maintenance } = desk.content.entries;
  const windows = worksOf(desk).filter(
    (one) => one.series?.id === entry.id && one.end > desk.now && !maintenance.some((file) => isOwn(file, one)),
  );
  const last = windows.sort((a, b) => a.start - b.start)[0];
  if (!last) return refuse(`No window of ${entry.id} is to come.`, 'There is nothing left to cancel.');
  const cancels = maintenanceState(last, desk.now) === 'scheduled';
  const text = readText(act.text ?? WORDS.series);
  const at = momentIn(entry, minute(desk.now));
  const update = { at, text, ...(cancels && { state: 'cancelled' as const }) };
  const until = dayOf(last.start, entry.data.timezone ?? desk.content.site.data.timezone);
  const meant = { work: { ...last, id: entry.id }, entry };
  return changed(meant, { fields: { until }, update, mark, done: 'cancel' }, desk);
}

interface Telling {
  fields: Record<string, unknown>;
  update: { at: number; state?: MaintenanceState; text: string };
  mark: Mark;
  done: string;
}

/** The file that tells of it, with what is new. */
function changed({ work, entry }: Meant, { fields, update, mark, done }: Telling, desk: Desk): Draft {
  const marks = mark === undefined ? {} : { comments: [...(entry.data.comments ?? []), mark] };
  const at = momentIn(entry, update.at);
  const text = edited(desk.textOf(entry), { fields: { ...fields, ...marks }, update: { ...update, at } });
  return { id: work.id, path: pathOf(entry), done, text, says: { added: 1, text: update.text } };
}

/** A file of its own for a window of a series. */
function apart({ work }: Meant, { fields, update, mark, done }: Telling): Draft {
  const { id, series, title, start, end, components, links, visibility, owner, tracking } = work;
  const all = {
    title,
    start: iso(start),
    end: iso(end),
    ...fields,
    occurrence: { of: series?.id, start: iso(series?.planned ?? start) },
    components: [...components],
    links: links.length > 0 ? links : undefined,
    visibility: visibility === 'public' ? undefined : visibility,
    owner,
    tracking,
    comments: mark === undefined ? undefined : [mark],
  };
  const body = [work.description, printUpdate(update)].filter(Boolean).join('\n\n');
  const path = `maintenance/${id.slice(0, 4)}/${occurrenceFile(series?.id ?? '', id.slice(0, 10))}.md`;
  return { id, path, done, text: written(all, body), says: { added: 1, text: update.text } };
}

/** Now, and after what was told of it; where that stands in the file of its series, in a minute of its own. */
function momentFor({ work, entry }: Meant, { now }: Desk): number {
  const last = work.updates.at(-1)?.at;
  if (last === undefined) return minute(now);
  return Math.max(minute(now), entry.data.repeat === undefined ? last : last + MINUTE_MS);
}

function momentIn({ updates }: Meant['entry'], at: number): number {
  return Math.max(at, updates.at(-1)?.at ?? 0);
}

function planned(act: Planning, mark: string | undefined, desk: Desk): Draft {
  const title = act.title.trim();
  if (!isVisible(title)) refuse('There is no title.', 'Say what will be done: "Database upgrade".');
  if (act.components.length === 0) refuse('No component is named.', 'Name those that are worked on.');
  checkWindow(act.start, act.end, desk);
  const id = freeId('maintenance', title, firstDay(act, desk), desk);
  const fields = {
    title,
    start: iso(act.start),
    end: iso(act.end),
    repeat: act.repeat?.trim(),
    timezone: act.timezone,
    until: act.until,
    components: [...act.components],
    owner: act.owner,
    comments: mark === undefined ? undefined : [mark],
  };
  return {
    id,
    path: `maintenance/${id.slice(0, 4)}/${id}.md`,
    text: written(fields, readText(act.text)),
    done: 'plan',
  };
}

function checkWindow(start: number, end: number, { now }: Desk): void {
  if (end <= start) {
    refuse(
      `It would end at ${writtenMoment(end)}, which is not after its start at ${writtenMoment(start)}.`,
      'Give an end that is later, or a duration.',
    );
  }
  if (end <= now) refuse(`The window would end at ${writtenMoment(end)}, which is over.`, 'Name a time to come.');
}

function movedWords(start: number, end: number): string {
  return `Moved: it now begins at ${writtenMoment(start)} and ends at ${writtenMoment(end)}.`;
}

/** A series is named by its own day, which may be another than that of UTC. */
function firstDay({ repeat, timezone, start }: Planning, { content }: Desk): string {
  if (repeat === undefined) return dayOf(start, 'UTC');
  return dayOf(start, readZone(timezone ?? content.site.data.timezone));
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
