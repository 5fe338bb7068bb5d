import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SourceFile } from '../problems/problem.ts';
import { heldBy } from './held.ts';

/** What the sample looked like when it was written; kept beside it as `.sample.json`. */
export interface Seal {
  /** The moment at which the sample was "now". */
  anchor: string;
  /** Files that tell what happens today; they move to the minute, all others by whole weeks. */
  live: readonly string[];
  /** By file: a short hash of each line with a date, as shipped. */
  lines: Readonly<Record<string, readonly string[]>>;
}

const sealSchema = z.object({
  anchor: z.iso.datetime(),
  live: z.array(z.string()),
  lines: z.record(z.string(), z.array(z.string())),
});

const WEEK_MS = 7 * 86_400_000;
const STEP_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const MOMENT = /(\d{4}-\d{2}-\d{2})(?:([T ])(\d{2}:\d{2})((?::\d{2})?))?|\b(\d{2}:\d{2})(?= UTC)/g;
const LOG = /^logs\//;
const DATED_NAME = /^(\w+)\/(?:(\d{4})\/)?(\d{4}-\d{2}-\d{2})(-[^/]+)$/;

/** The seal that was read, where it is one. */
export function asSeal(value: unknown): Seal | undefined {
  return sealSchema.safeParse(value).data;
}

/**
 * The sample with its dates moved so that it is alive now. Lines exactly as shipped move; in a line that a person wrote or
 * changed, only what lies in the sample's own past does, and what is written since is read as it stands.
 */
export function redate(files: readonly SourceFile[], seal: Seal, now: number): SourceFile[] {
  const apart = now - Date.parse(seal.anchor);
  const held = heldBy(files, seal);
  const moved = files.map((file) => {
    const shipped = new Set(seal.lines[file.path]);
    const lines = file.text.split('\n').map((line) => ({ line, moves: shipped.has(lineHash(line)) }));
    if (!lines.some(({ moves }) => moves)) return file;
    const anchor = Date.parse(seal.anchor);
    const live = seal.live.includes(file.path);
    const step = live ? STEP_MS : WEEK_MS;
    // What a person has added ends the sample's story: it moves no further than to there.
    const { days, stories } = held(file);
    const own = [...lines.filter(({ moves }) => !moves).map(({ line }) => line), ...stories.map(({ text }) => text)]
      .flatMap(momentsOf)
      .filter((at) => at > anchor);
    const ends = [...own.map((at) => at - anchor), ...days.map((day) => furthest(file, day))];
    const shift = Math.floor(Math.min(apart, ...ends) / step) * step;
    const text = lines
      .map(({ line, moves }) => moveLine(line, shift, moves ? Number.POSITIVE_INFINITY : anchor))
      .join('\n');
    return { path: movePath(file, shift), text, origin: file.path };
  });
  return withFolders(moved);
}

/** Whether a file of the sample is as it came: no line with a date was written since. */
export function isAsShipped(file: SourceFile, seal: Seal): boolean {
  const shipped = new Set(seal.lines[file.path]);
  const dated = file.text.split('\n').filter((line) => line.search(MOMENT) >= 0);
  return shipped.size > 0 && dated.every((line) => shipped.has(lineHash(line)));
}

/** The seal of a sample as it stands. */
export function sealOf(files: readonly SourceFile[], anchor: string, live: readonly string[]): Seal {
  const lines = files.flatMap((file): [string, string[]][] => {
    const dated = file.text.split('\n').filter((line) => line.search(MOMENT) >= 0);
    return dated.length > 0 ? [[file.path, [...new Set(dated.map(lineHash))]]] : [];
  });
  return { anchor, live, lines: Object.fromEntries(lines) };
}

/** The line with its moments moved that are not later than `limit`; a time of day alone goes with the others. */
function moveLine(line: string, shift: number, limit: number): string {
  let moved = limit === Number.POSITIVE_INFINITY;
  return line.replaceAll(
    MOMENT,
    (whole, date?: string, joint?: string, time?: string, seconds?: string, clock?: string) => {
      if (clock) return moved ? iso(Date.parse(`2000-01-01T${clock}Z`) + shift).slice(11, 16) : whole;
      const at = Date.parse(`${date}T${time ?? '00:00'}Z`);
      if (Number.isNaN(at) || at > limit) return whole;
      moved = true;
      if (!time) return iso(at + Math.floor(shift / DAY_MS) * DAY_MS).slice(0, 10);
      const then = iso(at + shift);
      return `${then.slice(0, 10)}${joint}${then.slice(11, 16)}${seconds}`;
    },
  );
}

/** A dated name moves as far as the first moment in its file does, so that name and content stay together. */
function movePath(file: SourceFile, shift: number): string {
  if (LOG.test(file.path)) return file.path;
  return file.path.replace(DATED_NAME, (_, folder: string, year: string | undefined, date: string, rest: string) => {
    const begins = beginsAt(file, date);
    const days = Math.floor((begins + shift) / DAY_MS) - Math.floor(begins / DAY_MS);
    const moved = iso(Date.parse(`${date}T00:00Z`) + days * DAY_MS).slice(0, 10);
    return `${folder}/${year ? `${moved.slice(0, 4)}/` : ''}${moved}${rest}`;
  });
}

/** How far a file can move before its name has a later day than this. */
function furthest(file: SourceFile, day: string): number {
  const [, , , date = day] = DATED_NAME.exec(file.path) ?? [];
  const begins = beginsAt(file, date);
  const dayEnd = Math.floor(begins / DAY_MS) * DAY_MS + DAY_MS - 1;
  return dayEnd - begins + Date.parse(`${day}T00:00Z`) - Date.parse(`${date}T00:00Z`);
}

function beginsAt({ text }: SourceFile, date: string): number {
  const first = /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(text);
  return Date.parse(`${first?.[1] ?? date}T${first?.[2] ?? '00:00'}Z`);
}

function momentsOf(line: string): number[] {
  const found = [...line.matchAll(/(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/g)];
  return found.map(([, date, time]) => Date.parse(`${date}T${time}Z`)).filter((at) => !Number.isNaN(at));
}

function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 8);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** What lies in a folder named like a file follows that file, and so does the log of an incident. */
function withFolders(files: readonly SourceFile[]): SourceFile[] {
  const folders = new Map(
    files.flatMap(({ path, origin }) => (origin && origin !== path ? [[stem(origin), stem(path)] as const] : [])),
  );
  return files.map((file) => {
    const incident = folders.get(stem(file.origin ?? file.path).replace(LOG, 'incidents/'));
    if (LOG.test(file.path) && incident !== undefined) {
      const path = `${incident.replace(/^incidents\//, 'logs/')}.md`;
      return { ...file, path, origin: file.origin ?? file.path };
    }
    const cut = file.path.lastIndexOf('/');
    const folder = folders.get(file.path.slice(0, cut));
    return folder === undefined ? file : { ...file, path: folder + file.path.slice(cut), origin: file.path };
  });
}

function stem(path: string): string {
  return path.replace(/\.md$/, '');
}
