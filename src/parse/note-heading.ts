import { nearest } from '../problems/suggest.ts';
import { NOTE_KINDS, type NoteKind } from '../schema/note.ts';
import { DATE, type Reading, SEPARATOR } from './update-heading.ts';
import { CLOCK, readMoment } from './written-time.ts';

/** What the heading of an entry in an internal timeline says. */
export interface NoteHeading {
  at: number;
  who: string;
  as?: NoteKind;
}

/** Reads a line as such a heading: `## 2026-11-21 14:45 UTC · Ana Lind · decision`. */
export function readNoteHeading(line: string): Reading<NoteHeading> {
  const [, marks = '', gap = '', rest = ''] = /^ {0,3}(#{1,6})(\s*)(.*)$/s.exec(line) ?? [];
  const text = rest.replace(/\s+#+\s*$/, '').trim();
  const isDated = DATE.test(text) || (marks.length <= 2 && CLOCK.test(text));
  if (marks === '' || !isDated) return { kind: 'other' };
  const [time = '', who = '', kind, ...more] = text.split(SEPARATOR).map((segment) => segment.trim());
  const moment = readMoment(time);
  const as = NOTE_KINDS.find((one) => one === kind?.toLowerCase());
  const [reason] = [
    moment.reason,
    who === '' ? 'it is not said who wrote it' : undefined,
    kind !== undefined && !as ? `${JSON.stringify(kind)} is none of ${NOTE_KINDS.join(', ')}` : undefined,
    more.length > 0 ? `${JSON.stringify(more[0])} is one part too many` : undefined,
    marks.length === 2 ? undefined : 'it needs exactly two # and a space',
    gap === '' ? 'a space is missing after ##' : undefined,
  ].filter((one) => one !== undefined);
  if (reason === undefined && moment.at !== undefined) {
    return { kind: 'update', heading: { at: moment.at, who, ...(as && { as }) } };
  }
  const meant = as ?? (kind === undefined ? undefined : nearest(kind, NOTE_KINDS));
  const corrected = [moment.corrected, who || 'Your Name', ...(meant ? [meant] : [])].join(' · ');
  return { kind: 'nearly', reason: reason ?? 'the time cannot be read', corrected: `## ${corrected}` };
}
