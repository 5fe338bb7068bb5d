import { type Entry, kindOf, parseEntry } from '../parse/entry.ts';
import { type Problem, problem, type SourceFile } from '../problems/problem.ts';
import type { MaintenanceData } from '../schema/maintenance.ts';
import type { Update } from '../schema/update.ts';

/** Published updates that read differently than before, or are gone, without saying so. */
export function checkEdits(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  since: string,
  now: number,
): Problem[] {
  const current = new Map(after.map((file) => [file.path, file]));
  return before.flatMap((file) => {
    const present = current.get(file.path);
    if (present?.text === file.text) return [];
    const [old, fresh] = [read(file), present && read(present)];
    if (old && (!present || (fresh && fresh.data.visibility !== 'public'))) return gone(old, since);
    if (!old || !fresh || old.data.visibility !== 'public') return [];
    return [
      ...movedSilently(old, fresh, { since, now }),
      ...old.updates.flatMap((update) => compare(update, old, fresh, { since, now })),
    ];
  });
}

type Dated = Entry<'incident' | 'maintenance'>;

function read(file: SourceFile): Dated | undefined {
  const kind = kindOf(file.path);
  return kind === 'incident' || kind === 'maintenance' ? parseEntry(kind, file).value : undefined;
}

function gone(old: Dated, since: string): Problem[] {
  const [first] = old.updates;
  if (!first || old.data.visibility !== 'public') return [];
  return [problem('removed-update', old.file, { line: first.line }, { heading: headingOf(old, first.line), since })];
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
  const same = after.updates.find((update) => update.id === old.id);
  if (!same) {
    const heading = headingOf(before, old.line);
    const line = after.updates.find((update) => update.at > old.at)?.line ?? 1;
    return [problem('removed-update', after.file, { line }, { heading, since })];
  }
  if (same.edited !== undefined && same.edited > (old.edited ?? 0)) return [];
  if (sayingOf(same) === sayingOf(old)) return [];
  const heading = headingOf(after, same.line);
  const stamp = stampOf(Math.max(now, same.at, (old.edited ?? 0) + 60_000));
  const marked = `## ${heading.replace(/\s*[·•|—–-]\s*edited .*$/i, '')} · edited ${stamp} UTC`;
  const at = { line: same.line, column: 1, length: heading.length + 3 };
  return [
    problem('unmarked-edit', after.file, at, {
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

function headingOf(entry: Dated, line: number): string {
  return (entry.file.text.split('\n')[line - 1] ?? '').replace(/^#+\s*/, '');
}
