import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { Update } from '../schema/update.ts';
import { type HeadingReading, readHeading } from './update-heading.ts';
import { withIds } from './update-ids.ts';

const MAY_BE_HEADING = /^[\s\u200B]*[#\d*_>-]/;
const PREFIX = /^[\s\u200B>]*(?:- +)?(?=[#\d*_])/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const QUOTED = /^ {0,3}>/;
const CODE_IN_LINE = /(`+)(?!`)[^`]+\1(?!`)/g;
const NO_HEADING = { kind: 'other' } as const;

export interface Updates<State extends string> {
  /** What stands above the first update. */
  intro: string;
  introLine: number;
  updates: Update<State>[];
  /** A code block or a comment that is never closed, and would swallow the next update. */
  unclosed?: Opening;
  problems: Problem[];
}

/** Splits a body into its updates; headings inside code blocks and comments are text. */
export function readUpdates<State extends string>(
  body: string,
  bodyLine: number,
  states: readonly State[],
  file: SourceFile,
): Updates<State> {
  const problems: Problem[] = [];
  const sections: { update?: Update<State>; lines: string[] }[] = [{ lines: [] }];
  let open: Opening | undefined;
  let swallowed = false;
  for (const [index, line] of body.split('\n').entries()) {
    const reading = MAY_BE_HEADING.test(line) ? readLine(line, states) : NO_HEADING;
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
      const { state, ...heading } = reading.heading;
      const update = {
        ...heading,
        ...(state && { state: state as State }),
        id: '',
        text: '',
        line: bodyLine + index,
      };
      sections.push({ update, lines: [] });
      continue;
    }
    if (reading.kind === 'nearly') {
      const args = {
        heading: line.trim(),
        reason: reading.reason,
        corrected: reading.corrected,
      };
      problems.push(problem('update-heading', file, { line: bodyLine + index, length: line.length }, args));
    }
    if (reading.kind === 'other' && /^ {0,3}#{1,2}\s/.test(line)) {
      problems.push(
        problem('not-an-update', file, { line: bodyLine + index, length: line.length }, { heading: line.trim() }),
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
    updates: withIds(rest.flatMap(({ update, lines }) => (update ? [{ ...update, text: text(lines) }] : []))),
    ...(open && { unclosed: open }),
    problems,
  };
}

/** A line that is an update but for what stands before it is nearly one, never lost. */
function readLine(line: string, states: readonly string[]): HeadingReading {
  const reading = readHeading(line, states);
  if (reading.kind !== 'other') return reading;
  const bare = readHeading(line.replace(PREFIX, ''), states);
  if (bare.kind !== 'update') return bare;
  const reason = 'something stands before the ##';
  return { kind: 'nearly', reason, corrected: line.replace(PREFIX, '').trim() };
}

/** What begins on a line outside of any other and does not end there; in a quotation it ends with that. */
function openedBy(line: string, at: number): Opening | undefined {
  if (QUOTED.test(line)) return undefined;
  const marks = FENCE.exec(line)?.[1];
  if (marks) return { marks, line: at, text: line.trim() };
  const words = line.replaceAll(CODE_IN_LINE, '');
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
