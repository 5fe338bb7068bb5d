import { parseEntry } from '../parse/entry.ts';
import { appendBody, placeOf, replaceField, splitFields } from '../parse/fields.ts';
import { printUpdate } from '../parse/print-update.ts';
import { printYaml } from '../parse/yaml.ts';
import type { AlertRecord } from '../schema/alert-record.ts';
import type { Edit, Plan } from './decide.ts';
import { iso, listed, pathOf, printable } from './incident-file.ts';
import { JOURNAL_FILE, printJournal } from './journal.ts';
import { sameRecords } from './known-alerts.ts';
import type { Known } from './policy.ts';
import type { Change } from './store.ts';

/** The files that a plan changes, and those that it could not change. */
export interface Applied {
  changes: Change[];
  /** What would have been written could not be read as what was meant; its alerts wait in the journal. */
  failed: { path: string; reason: string }[];
}

/** The files that a plan changes, with what they hold then. One that cannot be changed keeps no other from it. */
export function apply(plan: Plan, known: Known, before: { journal: string }): Applied {
  const texts = new Map(known.incidents.map(({ path, text }) => [path, text]));
  const failed: Applied['failed'] = [];
  const waiting: AlertRecord[] = [];
  const changes: Change[] = [];
  const write = (path: string, text: string, alerts: readonly AlertRecord[]): void => {
    const reason = unreadable(path, text);
    if (reason === undefined) changes.push({ path, text });
    else {
      failed.push({ path, reason });
      for (const record of alerts) waiting.push(record);
    }
  };
  for (const { id, text, alerts } of plan.stories) write(pathOf(id), text, alerts);
  for (const edit of plan.edits) {
    const fresh = edit.alerts.filter((record) => !edit.before.some((other) => sameRecords([record], [other])));
    write(edit.path, editText(texts.get(edit.path) ?? '', edit), fresh);
  }
  // What takes another's story in must be there before the other goes.
  if (failed.length === 0) for (const path of plan.removed) changes.push({ path, text: undefined });
  const journal = printJournal([...plan.journal, ...waiting]);
  const all = [...changes, ...hidden(JOURNAL_FILE, before.journal, journal)];
  return { changes: all.filter(({ path, text }) => text === undefined || text !== texts.get(path)), failed };
}

function hidden(path: string, before: string, after: string): Change[] {
  return before === after ? [] : [{ path, text: after === '' ? undefined : after }];
}

/** A person's file with its alerts brought up to date and updates added at the end; every other line stays as it is. */
function editText(text: string, { before, alerts, marks, acknowledged, updates }: Edit): string {
  const file = splitFields(text);
  const place = placeOf(file, 'alerts');
  const old = place?.items.map(({ start, end }) => file.lines.slice(start, end)) ?? [];
  const items = listed(alerts).map((record, index) => {
    const known = before[index];
    const as = old.length === before.length ? old[index] : undefined;
    if (as && known && sameRecords([known], [record])) return as;
    return [...printedLines([printable(record)]), ...(as ?? []).filter((line) => /^\s*#/.test(line))];
  });
  const [first] = place?.items ?? [];
  const heading = place && first ? file.lines.slice(place.start, first.start) : ['alerts:'];
  if (items.length > 0) replaceField(file, 'alerts', [...heading, ...items.flat()]);
  if (marks.length > 0) replaceField(file, 'alertUpdates', ['alertUpdates:', ...printedLines(marks)]);
  if (acknowledged !== undefined) replaceField(file, 'acknowledged', [`acknowledged: ${iso(acknowledged)}`]);
  if (updates.length > 0) appendBody(file, updates.map(printUpdate).join('\n'));
  return file.lines.join(file.eol);
}

function printedLines(list: readonly unknown[]): string[] {
  return printYaml([...list])
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

function unreadable(path: string, text: string): string | undefined {
  const { problems } = parseEntry('incident', { path, text });
  return problems?.map(({ line, message }) => `line ${line}: ${message}`).join(' ');
}
