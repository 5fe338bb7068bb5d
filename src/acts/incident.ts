import { buildIncident, type Incident } from '../domain/incident.ts';
import type { Entry } from '../parse/entry.ts';
import { printUpdate, writtenMoment } from '../parse/print-update.ts';
import { isVisible } from '../schema/text.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { IncidentState } from '../schema/words.ts';
import type { Confirming, IncidentAct, Opening, Saying } from './act.ts';
import { type Desk, find, freeId, pathOf } from './desk.ts';
import { edited, written } from './edit.ts';
import { draftNotes } from './note.ts';
import { refuse } from './refusal.ts';
import { readHits, readState, readText, writtenHits } from './words.ts';

const MINUTE_MS = 60_000;
const SKEW_MS = 5 * MINUTE_MS;

/** The file that an act leaves, and what to call it in the history. */
export interface Draft {
  id: string;
  path: string;
  /** Nothing where it says so already. */
  text: string | undefined;
  /** Whether the file goes. */
  gone?: boolean;
  done: string;
  /** How many updates the act adds, and what the last of them must say once it is read. */
  says?: { added: number; text: string };
}

/** What an act makes of an incident's file. */
export function draftIncident(act: IncidentAct, mark: string | undefined, desk: Desk): Draft {
  if (act.kind === 'open') return opened(act, mark, desk);
  if (act.kind === 'note') return draftNotes(act, desk);
  const entry = find(desk, 'incident', act.incident);
  const incident = buildIncident(entry.id, entry.data, entry.updates as IncidentUpdate[]);
  const marks = mark === undefined ? {} : { comments: [...(entry.data.comments ?? []), mark] };
  const text = desk.textOf(entry);
  const base = { id: entry.id, path: pathOf(entry) };
  if (act.kind === 'dismiss') return { ...base, ...dismissed(entry, desk) };
  if (act.kind === 'acknowledge')
    return {
      ...base,
      done: 'acknowledge',
      text: edited(text, { fields: { ...acknowledged(act.at, incident, desk), ...marks } }),
    };
  if (act.kind === 'severity')
    return {
      ...base,
      done: 'severity',
      text: edited(text, { fields: { severity: act.severity.trim().toLowerCase(), ...marks } }),
    };
  if (act.kind === 'assign') {
    const roles = { ...entry.data.roles, [act.role]: act.name.trim() };
    return { ...base, done: 'assign', text: edited(text, { fields: { roles, ...marks } }) };
  }
  if (act.kind === 'confirm') return { ...base, ...confirmed(act, entry, text, marks, desk) };
  return { ...base, ...said(act, incident, text, marks, desk) };
}

function opened(act: Opening, mark: string | undefined, desk: Desk): Draft {
  const text = readText(act.text);
  const title = act.title.trim();
  if (!isVisible(title))
    refuse('There is no title.', 'Say what is wrong as somebody affected would: "Labels cannot be printed".');
  const at = openingMoment(act.at, desk);
  const id = freeId('incident', title, iso(at).slice(0, 10), desk);
  const marks = [...(act.marks ?? []), ...(mark === undefined ? [] : [mark])];
  const fields = {
    title,
    severity: act.severity.trim().toLowerCase(),
    kind: act.type,
    started: act.started === undefined ? undefined : iso(act.started),
    components: writtenHits(act.components),
    visibility: act.draft ? 'draft' : undefined,
    tracking: act.tracking,
    comments: marks.length === 0 ? undefined : marks,
  };
  const update = { at, state: readState(act.state ?? 'investigating'), next: promise(act.next, desk), text };
  const { lines, says } = body(update);
  return { id, path: `incidents/${id.slice(0, 4)}/${id}.md`, text: written(fields, lines), done: 'open', says };
}

function said(
  act: Saying,
  incident: Incident,
  text: string,
  marks: Record<string, unknown>,
  desk: Desk,
): Omit<Draft, 'id' | 'path'> {
  const words = readText(act.text);
  const state = nextState(act, incident);
  const update = {
    at: momentOf(act.at, incident, desk),
    state,
    impacts: readHits(act.components ?? {}),
    next: promise(act.next, desk),
    text: words,
  };
  return { done: act.kind, text: edited(text, { fields: marks, update }), says: { added: 1, text: words } };
}

function nextState(act: Saying, { open, resolved, id }: Incident): IncidentState | undefined {
  const since = resolved === undefined ? '' : ` since ${writtenMoment(resolved)}`;
  if (act.kind === 'resolve') {
    if (!open) refuse(`${id} is resolved already${since}.`, 'If it is back, reopen it; a word more is an update.');
    return 'resolved';
  }
  if (act.kind === 'reopen') {
    if (open) refuse(`${id} is not over, so it cannot be reopened.`, 'Write an update instead.');
    return act.state === undefined ? 'investigating' : readState(act.state);
  }
  const state = act.state === undefined ? undefined : readState(act.state);
  if (!open && state !== undefined && state !== 'resolved') {
    refuse(
      `${id} is resolved${since}, so it cannot be ${state}.`,
      'If the trouble is back, reopen it; if this is only a word more, leave the state out.',
    );
  }
  return state;
}

function acknowledged(at: number | undefined, incident: Incident, desk: Desk): Record<string, unknown> {
  if (incident.acknowledged !== undefined) {
    refuse(
      `${incident.id} was acknowledged at ${writtenMoment(incident.acknowledged)}.`,
      'There is nothing left to do.',
    );
  }
  if (at === undefined) return { acknowledged: iso(Math.max(minute(desk.now), incident.started)) };
  refuseFuture(at, desk.now);
  if (at < incident.started) {
    refuse(
      `${writtenMoment(at)} is before it began, which was at ${writtenMoment(incident.started)}.`,
      'Leave the time out to mean now, or correct `started` in its file first.',
    );
  }
  return { acknowledged: iso(at) };
}

function confirmed(
  act: Confirming,
  entry: Entry<'incident'>,
  text: string,
  marks: Record<string, unknown>,
  desk: Desk,
): Omit<Draft, 'id' | 'path'> {
  if (entry.data.visibility !== 'draft') {
    refuse(`${entry.id} is no draft: it is ${entry.data.visibility} already.`, 'Write an update instead.');
  }
  const fields = {
    ...marks,
    visibility: undefined,
    ...(act.title !== undefined && { title: act.title.trim() }),
    ...(act.severity !== undefined && { severity: act.severity.trim().toLowerCase() }),
    ...(act.components && { components: writtenHits(act.components) }),
  };
  if (act.text === undefined) return { done: 'publish', text: edited(text, { fields }) };
  const words = readText(act.text);
  const { lines, says } = body({ at: minute(desk.now), state: 'investigating', text: words });
  const started = entry.data.started ?? entry.updates[0]?.at ?? desk.now;
  return {
    done: 'publish',
    text: edited(text, { fields: { ...fields, started: iso(started) }, body: lines }),
    says: { ...says, added: 1 - entry.updates.length },
  };
}

function dismissed({ id, data }: Entry<'incident'>, { content }: Desk): Pick<Draft, 'text' | 'gone' | 'done'> {
  if (data.visibility === 'public') {
    refuse(
      `${id} has been public, and people have read it.`,
      'Resolve it with words that say what it was, and write `real: false` into its file: then it counts as a false alarm.',
    );
  }
  if (data.visibility !== 'draft') {
    refuse(`${id} is no draft: it is ${data.visibility}.`, 'Resolve it, and write `real: false` into its file.');
  }
  if (data.alerts?.length) {
    refuse(
      `Alerts have written ${id}, and would write it again.`,
      'Silence them, or write `real: false` into its file.',
    );
  }
  if (content.entries.postmortem.some((one) => (one.data.incident ?? one.id) === id)) {
    refuse(`A post-mortem is about ${id}.`, 'Take that away first.');
  }
  return { done: 'dismiss', text: undefined, gone: true };
}

function momentOf(given: number | undefined, incident: Incident, { now }: Desk): number {
  if (given === undefined) return Math.max(minute(now), incident.lastUpdate);
  refuseFuture(given, now);
  if (given < incident.lastUpdate) {
    refuse(
      `${writtenMoment(given)} is before the last update, which was at ${writtenMoment(incident.lastUpdate)}.`,
      'Leave the time out to mean now.',
    );
  }
  return given;
}

function openingMoment(given: number | undefined, { now }: Desk): number {
  if (given !== undefined) refuseFuture(given, now);
  return minute(given ?? now);
}

export function refuseFuture(given: number, now: number): void {
  if (given <= now + SKEW_MS) return;
  refuse(
    `${writtenMoment(given)} is in the future: it is ${writtenMoment(now)} now.`,
    'Leave the time out to mean now.',
  );
}

function promise(next: number | undefined, { now }: Desk): number | undefined {
  if (next !== undefined && next <= now)
    refuse(`The next update is promised for ${writtenMoment(next)}, which is over.`, 'Promise a time to come.');
  return next;
}

function body(update: Parameters<typeof printUpdate>[0]): { lines: string; says: { added: number; text: string } } {
  return { lines: printUpdate(update), says: { added: 1, text: update.text } };
}

export function minute(moment: number): number {
  return moment - (moment % MINUTE_MS);
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
