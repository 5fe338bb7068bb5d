import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { Note } from '../schema/note.ts';
import type { Update } from '../schema/update.ts';
import { readNoteHeading } from './note-heading.ts';
import { type Reading, readHeading } from './update-heading.ts';
import { withIds } from './update-ids.ts';

const MAY_BE_HEADING = /^[\s\u200B]*[#\d*_>-]/;
const PREFIX = /^[\s\u200B>]*(?:- +)?(?=[#\d*_])/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const QUOTED = /^ {0,3}>/;
/** What only looks like the begin of a comment. */
const CODE_OR_ESCAPED = /\\[\\<`]|(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
const NO_HEADING = { kind: 'other' } as const;

/** What may be wrong with a heading among updates, and among the entries of a log. */
const UPDATE_CODES = { nearly: 'update-heading', other: 'not-an-update' } as const;
const NOTE_CODES = { nearly: 'note-heading', other: 'not-a-note' } as const;

export interface Split<Section> {
  /** What stands above the first update. */
  intro: string;
  introLine: number;
  updates: Section[];
  /** A code block or a comment that is never closed, and would swallow the next update. */
  unclosed?: Opening;
  problems: Problem[];
}

export type Updates<State extends string> = Split<Update<State>>;

/** Splits a body into its updates; headings inside code blocks and comments are text. */
export function readUpdates<State extends string>(
  body: string,
  bodyLine: number,
  states: readonly State[],
  file: SourceFile,
): Updates<State> {
  const read = (line: string): Reading<Pick<Update<State>, 'at' | 'impacts' | 'state' | 'next' | 'edited'>> =>
    readHeading(line, states) as never;
  const found = split(body, bodyLine, read, file, UPDATE_CODES);
  return { ...found, updates: withIds(found.updates) };
}

/** Splits the body of a log into its entries. */
export function readNotes(body: string, bodyLine: number, file: SourceFile): Split<Note> {
  const found = split(body, bodyLine, readNoteHeading, file, NOTE_CODES);
  return {
    ...found,
    updates: withIds(
      found.updates.map((note) => ({ ...note, impacts: {} })),
      'n',
    ),
  };
}

function split<Heading extends object>(
  body: string,
  bodyLine: number,
  readHeadingOf: (line: string) => Reading<Heading>,
  file: SourceFile,
  codes: typeof UPDATE_CODES | typeof NOTE_CODES,
): Split<Heading & Placed> {
  const problems: Problem[] = [];
  const sections: { update?: Heading & Placed; lines: string[] }[] = [{ lines: [] }];
  let open: Opening | undefined;
  let swallowed = false;
  for (const [index, line] of body.split('\n').entries()) {
    const reading = MAY_BE_HEADING.test(line) ? readLine(line, readHeadingOf) : NO_HEADING;
    if (open) {
      swallowed ||= reading.kind === 'update';
      if (closes(line, open)) {
        open = undefined;
        swallowed = false;
      }
      sections.at(-1)?.lines.push(line);
      continue;
    }
    open = openedBy(line, bodyLine + index);
    if (reading.kind === 'update') {
      sections.push({ update: { ...reading.heading, id: '', text: '', line: bodyLine + index }, lines: [] });
      continue;
    }
    if (reading.kind === 'nearly') {
      const args = {
        heading: line.trim(),
        reason: reading.reason,
        corrected: reading.corrected,
      };
      problems.push(problem(codes.nearly, file, { line: bodyLine + index, length: line.length }, args));
    }
    if (reading.kind === 'other' && /^ {0,3}#{1,2}\s/.test(line)) {
      problems.push(
        problem(codes.other, file, { line: bodyLine + index, length: line.length }, { heading: line.trim() }),
      );
    }
    sections.at(-1)?.lines.push(line);
  }
  if (open && swallowed) {
    problems.push(
      problem('unclosed-code', file, { line: open.line, length: open.text.length }, { opening: open.text }),
    );
  }
  const [intro, ...rest] = sections;
  const introLine =
    bodyLine +
    Math.max(
      0,
      (intro?.lines ?? []).findIndex((line) => line.trim() !== ''),
    );
  return {
    intro: text(intro?.lines),
    introLine,
    updates: rest.flatMap(({ update, lines }) => (update ? [{ ...update, text: text(lines) }] : [])),
    ...(open && { unclosed: open }),
    problems,
  };
}

/** A line that is an update but for what stands before it is nearly one, never lost. */
function readLine<Heading>(line: string, read: (line: string) => Reading<Heading>): Reading<Heading> {
  const reading = read(line);
  if (reading.kind !== 'other') return reading;
  const bare = read(line.replace(PREFIX, ''));
  if (bare.kind !== 'update') return bare;
  const reason = 'something stands before the ##';
  return { kind: 'nearly', reason, corrected: line.replace(PREFIX, '').trim() };
}

/** What begins on a line outside of any other and does not end there; in a quotation it ends with that. */
function openedBy(line: string, at: number): Opening | undefined {
  if (QUOTED.test(line)) return undefined;
  const marks = FENCE.exec(line)?.[1];
  if (marks) return { marks, line: at, text: line.trim() };
  const words = line.replaceAll(CODE_OR_ESCAPED, '');
  return words.lastIndexOf('<!--') > words.lastIndexOf('-->') ? { marks: '<!--', line: at, text: '<!--' } : undefined;
}

function closes(line: string, { marks }: Opening): boolean {
  if (marks === '<!--') return line.includes('-->');
  const trimmed = line.trim();
  return trimmed.startsWith(marks) && trimmed.replaceAll(marks[0] ?? '', '') === '';
}

function text(lines: readonly string[] = []): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** A code block or a comment that goes on. */
interface Opening {
  marks: string;
  line: number;
  text: string;
}

/** What a section knows beside its heading. */
interface Placed {
  id: string;
  text: string;
  line: number;
}
