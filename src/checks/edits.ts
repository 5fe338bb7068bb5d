import { additionOf } from '../parse/addition.ts';
import { type Entry, kindOf, parseEntry } from '../parse/entry.ts';
import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { MaintenanceData } from '../schema/maintenance.ts';
import type { Update } from '../schema/update.ts';
import { addAll, withoutAdded } from './additions.ts';

/** Published updates that read differently than before, or are gone, without saying so. */
export function checkEdits(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  since: string,
  now: number,
): Problem[] {
  const current = new Map(after.map((file) => [file.path, file]));
  const [addedBefore, addedAfter] = [additionsIn(before), additionsIn(after)];
  return before.flatMap((file) => {
    const present = current.get(file.path);
    const [earlier, later] = [addedBefore, addedAfter].map((all) => all.get(storyOf(file)) ?? []);
    if (present?.text === file.text && textsOf(earlier) === textsOf(later)) return [];
    const [was, is] = [read(file, earlier), present && read(present, later)];
    // What stands in a file that cannot be read any more is told of as such.
    const old = was && withoutAdded(was.entry, new Set(is?.broken));
    const fresh = is?.entry;
    if (old && (!present || (fresh && fresh.data.visibility !== 'public'))) return gone(old, since);
    if (!old || !fresh || old.data.visibility !== 'public') return [];
    return [
      ...movedSilently(old, fresh, { since, now }),
      ...old.updates.flatMap((update) => compare(update, old, fresh, { since, now })),
    ];
  });
}

type Dated = Entry<'incident' | 'maintenance'>;

/** Files with updates of their own, by the file of the incident that they add to. */
function additionsIn(files: readonly SourceFile[]): Map<string, SourceFile[]> {
  return Map.groupBy(
    files.filter((file) => kindOf(file.path) === undefined && additionOf(file) !== undefined),
    (file) => additionOf(file) ?? '',
  );
}

function storyOf({ path }: SourceFile): string {
  return kindOf(path) === 'incident' ? path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '') : '';
}

function textsOf(files: readonly SourceFile[] = []): string {
  return JSON.stringify(files.map(({ path, text }) => [path, text]));
}

function read(file: SourceFile, additions: readonly SourceFile[] = []): { entry: Dated; broken: string[] } | undefined {
  const kind = kindOf(file.path);
  if (kind !== 'incident' && kind !== 'maintenance') return undefined;
  const entry = parseEntry(kind, file).value;
  if (entry?.kind !== 'incident') return entry && { entry, broken: [] };
  const { incidents, problems } = addAll([entry as Entry<'incident'>], additions, []);
  return { entry: incidents[0] ?? entry, broken: problems.map((one) => one.file) };
}

function gone(old: Dated, since: string): Problem[] {
  const [first] = old.updates;
  if (!first || old.data.visibility !== 'public') return [];
  const file = first.file ?? old.file;
  return [problem('removed-update', file, { line: first.line }, { heading: headingOf(file, first.line), since })];
}

/** Calendars count what is written about a maintenance; a move that nobody wrote about would not reach them. */
function movedSilently(old: Dated, fresh: Dated, { since, now }: { since: string; now: number }): Problem[] {
  if (!('start' in old.data) || !('start' in fresh.data)) return [];
  if (rewrites(old.data, fresh.data, now))
    return [problem('rewritten-series', fresh.file, fresh.at(['start']), { since })];
  if (old.data.start === fresh.data.start && old.data.end === fresh.data.end) return [];
  if (writings(fresh) > writings(old)) return [];
  const line = fresh.file.text.split('\n').findIndex((text) => /^(?:start|end)\s*:/.test(text)) + 1;
  return [problem('silent-move', fresh.file, { line }, { since, stamp: stampOf(now) })];
}

/** Whether windows of a series that have been are planned otherwise now. */
function rewrites(old: MaintenanceData, fresh: MaintenanceData, now: number): boolean {
  if (old.repeat === undefined || old.start > now) return false;
  return (['start', 'end', 'repeat', 'timezone'] as const).some((field) => old[field] !== fresh[field]);
}

function writings({ updates }: Dated): number {
  return updates.length + updates.filter((update) => update.edited !== undefined).length;
}

function stampOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
}

function compare(old: Update, before: Dated, after: Dated, { since, now }: { since: string; now: number }): Problem[] {
  if (after.updates.some((one) => one.at === old.at && sayingOf(one) === sayingOf(old))) return [];
  const same = after.updates.find((update) => update.id === old.id);
  if (!same) {
    const heading = headingOf(old.file ?? before.file, old.line);
    const file = after.updates.find((one) => one.file?.path === old.file?.path)?.file ?? after.file;
    const later = after.updates.find((one) => one.at > old.at && (one.file ?? after.file) === file);
    return [problem('removed-update', file, { line: later?.line ?? 1 }, { heading, since })];
  }
  if (same.edited !== undefined && same.edited > (old.edited ?? 0)) return [];
  const file = same.file ?? after.file;
  const heading = headingOf(file, same.line);
  const stamp = stampOf(Math.max(now, same.at, (old.edited ?? 0) + 60_000));
  const marked = `## ${heading.replace(/\s*[·•|—–-]\s*edited .*$/i, '')} · edited ${stamp} UTC`;
  const at = { line: same.line, column: 1, length: heading.length + 3 };
  return [
    problem('unmarked-edit', file, at, {
      heading,
      since,
      corrected: marked,
    }),
  ];
}

function sayingOf(update: Update): string {
  const { state, impacts, next, text } = update;
  return JSON.stringify([state, Object.entries(impacts).sort(), next, text]);
}

function headingOf(file: SourceFile, line: number): string {
  return (file.text.split('\n')[line - 1] ?? '').replace(/^#+\s*/, '');
}
