import { buildMaintenance, maintenanceState } from '../domain/maintenance.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { slugOf } from '../schema/fields.ts';
import type { MaintenanceUpdate } from '../schema/update.ts';
import type { MaintenanceState } from '../schema/words.ts';
import type { MaintenanceAct, Planning } from './act.ts';
import { type Desk, find, pathOf } from './desk.ts';
import { edited, written } from './edit.ts';
import { type Draft, minute } from './incident.ts';
import { refuse } from './refusal.ts';
import { readText } from './words.ts';

const STATES = { start: 'in progress', finish: 'completed', cancel: 'cancelled', say: undefined } as const;

/** What is said where a person leaves it to us. */
const WORDS = {
  start: 'The maintenance has begun.',
  finish: 'The maintenance is completed.',
  cancel: 'The maintenance is cancelled. Nothing will be changed.',
} as const;

/** What an act makes of a maintenance's file. */
export function draftMaintenance(act: MaintenanceAct, mark: string | undefined, desk: Desk): Draft {
  if (act.kind === 'plan') return planned(act, mark, desk);
  const entry = find(desk, 'maintenance', act.maintenance);
  const maintenance = buildMaintenance(entry.id, entry.data, entry.updates as MaintenanceUpdate[], entry.body);
  const marks = mark === undefined ? {} : { comments: [...(entry.data.comments ?? []), mark] };
  const state = maintenanceState(maintenance, desk.now);
  const at = Math.max(minute(desk.now), maintenance.updates.at(-1)?.at ?? 0);
  const base = { id: entry.id, path: pathOf(entry), done: act.kind === 'say' ? 'update' : act.kind };
  const finished = ['completed', 'cancelled'].includes(maintenance.updates.findLast((one) => one.state)?.state ?? '');
  if (finished && act.kind !== 'say') {
    refuse(`${entry.id} is ${state} already.`, 'Plan a new one, or say a word more without changing it.');
  }
  if (act.kind === 'move') {
    if (maintenance.updates.some((one) => one.state === 'in progress')) {
      refuse(`${entry.id} has begun, so it cannot be moved.`, 'Finish or cancel it, and plan a new one.');
    }
    const end = act.end ?? act.start + (entry.data.end - entry.data.start);
    checkWindow(act.start, end);
    const text = readText(act.text ?? movedWords(act.start, end));
    const fields = { start: iso(act.start), end: iso(end), ...marks };
    return {
      ...base,
      text: edited(desk.textOf(entry), { fields, update: { at, state: 'scheduled', text } }),
      says: { added: 1, text },
    };
  }
  const next: MaintenanceState | undefined = STATES[act.kind];
  if (act.kind === 'start' && maintenance.updates.some((one) => one.state === 'in progress')) {
    refuse(`${entry.id} has begun already.`, 'Finish it when it is done.');
  }
  const text = readText(act.text ?? (act.kind === 'say' ? '' : WORDS[act.kind]));
  return {
    ...base,
    text: edited(desk.textOf(entry), { fields: marks, update: { at, state: next, text } }),
    says: { added: 1, text },
  };
}

function planned(act: Planning, mark: string | undefined, desk: Desk): Draft {
  const title = act.title.trim();
  if (title === '') refuse('There is no title.', 'Say what will be done: "Database upgrade".');
  if (act.components.length === 0) refuse('No component is named.', 'Name those that are worked on.');
  checkWindow(act.start, act.end);
  if (act.end <= desk.now)
    refuse(`The window ended at ${writtenMoment(act.end)}, which is over.`, 'Plan a time to come.');
  const id = freeId(title, act.start, desk);
  const fields = {
    title,
    start: iso(act.start),
    end: iso(act.end),
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

function checkWindow(start: number, end: number): void {
  if (end > start) return;
  refuse(
    `It would end at ${writtenMoment(end)}, which is not after its start at ${writtenMoment(start)}.`,
    'Give an end that is later, or a duration.',
  );
}

function movedWords(start: number, end: number): string {
  return `Moved: it now begins at ${writtenMoment(start)} and ends at ${writtenMoment(end)}.`;
}

function freeId(title: string, start: number, { paths }: Desk): string {
  const slug = slugOf(title).slice(0, 50).replace(/-$/, '') || 'maintenance';
  const name = `${new Date(start).toISOString().slice(0, 10)}-${slug}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? name : `${name}-${number}`;
    if (!paths.has(`maintenance/${id.slice(0, 4)}/${id}.md`)) return id;
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
