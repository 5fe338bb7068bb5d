import type { NoteKind } from '../schema/note.ts';
import { IMPACT_TEXT, type Impact } from '../schema/words.ts';

export interface PrintedUpdate {
  at: number;
  /** Absent where the state stays what it was. */
  state?: string | undefined;
  impacts?: Readonly<Record<string, Impact>>;
  /** When the next word is promised. */
  next?: number | undefined;
  text: string;
}

/** An update as it stands in a file. */
export function printUpdate({ at, state, impacts = {}, next, text }: PrintedUpdate): string {
  const changed = Object.entries(impacts).map(([id, impact]) => `${id}: ${IMPACT_TEXT[impact]}`);
  const parts = [
    writtenMoment(at),
    ...(state ? [state] : changed.length === 0 ? ['update'] : []),
    ...(changed.length > 0 ? [changed.join(', ')] : []),
    ...(next === undefined ? [] : [`next update by ${writtenMoment(next)}`]),
  ];
  return `## ${parts.join(' · ')}\n\n${text}\n`;
}

/** An entry of an internal timeline as it stands in a file. */
export function printNote({ at, who, as, text }: { at: number; who: string; as?: NoteKind; text: string }): string {
  return `## ${[writtenMoment(at), who, ...(as ? [as] : [])].join(' · ')}\n\n${text}\n`;
}

/** A moment as headings have it, to the minute. */
export function writtenMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
