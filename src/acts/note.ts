import type { Entry } from '../parse/entry.ts';
import { printNote } from '../parse/print-update.ts';
import { saysSomething } from '../parse/visible.ts';
import type { Note } from '../schema/note.ts';
import { cleanLine, cleanText } from '../schema/text.ts';
import type { NoteWords, Noting } from './act.ts';
import { type Desk, find, pathOf } from './desk.ts';
import { type Draft, minute, refuseFuture } from './incident.ts';
import { refuse } from './refusal.ts';

/** What an act makes of an incident's internal timeline; a note that stands there already is not written again. */
export function draftNotes({ incident, notes }: Noting, desk: Desk): Draft {
  const entry = find(desk, 'incident', incident);
  const log = desk.content.entries.log.find(({ id }) => id === entry.id);
  if (desk.content.unreadable.log.includes(entry.id)) {
    refuse(`The internal timeline of ${entry.id} cannot be read.`, '`npm run validate` says why.');
  }
  const known = new Set((log?.updates as Note[] | undefined)?.map(printNote));
  const fresh = notes.map((note) => whole(note, desk.now)).filter((note) => !known.has(printNote(note)));
  const base = { id: entry.id, path: log ? pathOf(log) : newPath(entry), done: 'note' };
  const last = fresh.at(-1);
  if (!last) return { ...base, text: undefined };
  const before = log ? `${desk.textOf(log).trimEnd()}\n\n` : '';
  return {
    ...base,
    text: before + fresh.map(printNote).join('\n'),
    says: { added: fresh.length, text: last.text },
  };
}

function whole({ at, who, as, text }: NoteWords, now: number): Pick<Note, 'at' | 'who' | 'as' | 'text'> {
  if (at !== undefined) refuseFuture(at, now);
  const name = readWriter(who);
  const words = cleanText(text)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (!saysSomething(words)) refuse('There is no text.', 'Say what was seen, decided or done.');
  return { at: at ?? minute(now), who: name, ...(as && { as }), text: words };
}

/** Whoever writes, by a name that can stand in a heading. */
export function readWriter(who: string): string {
  const name = cleanLine(who);
  if (name === '') refuse('It is not said who writes.', 'Give a name.');
  if (/[·•|]| [—–-] /.test(name))
    refuse(`The name ${JSON.stringify(name)} holds a sign that ends it.`, 'Leave it out.');
  return name;
}

/** Named like the incident's file as it is on disk, so that the two stay together. */
function newPath(incident: Entry<'incident'>): string {
  return pathOf(incident).replace(/^incidents\//, 'logs/');
}
