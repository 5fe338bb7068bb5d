import { createHash } from 'node:crypto';
import type { SourceFile } from '../problems/problem.ts';

/** What the sample looked like when it was written; kept beside it as `.sample.json`. */
export interface Seal {
  /** The moment at which the sample was "now". */
  anchor: string;
  /** Files that tell what happens today; they move to the minute, all others by whole weeks. */
  live: readonly string[];
  /** By file: a short hash of each line with a date, as shipped. */
  lines: Readonly<Record<string, readonly string[]>>;
}

const WEEK_MS = 7 * 86_400_000;
const STEP_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const MOMENT = /(\d{4}-\d{2}-\d{2})(?:([T ])(\d{2}:\d{2})((?::\d{2})?))?|\b(\d{2}:\d{2})(?= UTC)/g;
const DATED_NAME = /^(\w+)\/(?:(\d{4})\/)?(\d{4}-\d{2}-\d{2})(-[^/]+)$/;

/**
 * The sample with its dates moved so that it is alive now. Only lines exactly as shipped move: what a person writes or
 * changes is read as it stands, like any other content.
 */
export function redate(files: readonly SourceFile[], seal: Seal, now: number): SourceFile[] {
  const apart = now - Date.parse(seal.anchor);
  return files.map((file) => {
    const shipped = new Set(seal.lines[file.path]);
    const lines = file.text.split('\n').map((line) => ({ line, moves: shipped.has(lineHash(line)) }));
    if (!lines.some(({ moves }) => moves)) return file;
    const live = seal.live.includes(file.path);
    const step = live ? STEP_MS : WEEK_MS;
    const shift = Math.floor(apart / step) * step;
    const text = lines.map(({ line, moves }) => (moves ? moveLine(line, shift) : line)).join('\n');
    return { path: movePath(file, shift), text, origin: file.path };
  });
}

/** The seal of a sample as it stands. */
export function sealOf(files: readonly SourceFile[], anchor: string, live: readonly string[]): Seal {
  const lines = files.flatMap((file): [string, string[]][] => {
    const dated = file.text.split('\n').filter((line) => line.search(MOMENT) >= 0);
    return dated.length > 0 ? [[file.path, [...new Set(dated.map(lineHash))]]] : [];
  });
  return { anchor, live, lines: Object.fromEntries(lines) };
}

function moveLine(line: string, shift: number): string {
  return line.replaceAll(
    MOMENT,
    (_, date?: string, joint?: string, time?: string, seconds?: string, clock?: string) => {
      if (clock) return iso(Date.parse(`2000-01-01T${clock}Z`) + shift).slice(11, 16);
      if (!time) return iso(Date.parse(`${date}T00:00Z`) + Math.floor(shift / DAY_MS) * DAY_MS).slice(0, 10);
      const moved = iso(Date.parse(`${date}T${time}Z`) + shift);
      return `${moved.slice(0, 10)}${joint}${moved.slice(11, 16)}${seconds}`;
    },
  );
}

/** A dated name moves as far as the first moment in its file does, so that name and content stay together. */
function movePath(file: SourceFile, shift: number): string {
  return file.path.replace(DATED_NAME, (_, folder: string, year: string | undefined, date: string, rest: string) => {
    const first = /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(file.text);
    const begins = Date.parse(`${first?.[1] ?? date}T${first?.[2] ?? '00:00'}Z`);
    const days = Math.floor((begins + shift) / DAY_MS) - Math.floor(begins / DAY_MS);
    const moved = iso(Date.parse(`${date}T00:00Z`) + days * DAY_MS).slice(0, 10);
    return `${folder}/${year ? `${moved.slice(0, 4)}/` : ''}${moved}${rest}`;
  });
}

function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 8);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
