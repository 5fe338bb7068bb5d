import { parseEntry } from '../parse/entry.ts';
import { printYaml } from '../parse/yaml.ts';
import type { AlertRecord } from '../schema/alert-record.ts';
import type { Edit, Plan } from './decide.ts';
import { iso, listed, pathOf, printable, printUpdate } from './incident-file.ts';
import { JOURNAL_FILE, printJournal } from './journal.ts';
import { sameRecords } from './known-alerts.ts';
import { OUTBOX_FILE, printOutbox, readOutbox } from './outbox.ts';
import type { Known } from './policy.ts';
import type { Change } from './store.ts';

/** The files that a plan changes, and those that it could not change. */
export interface Applied {
  changes: Change[];
  /** What would have been written could not be read as what was meant; its alerts wait in the journal. */
  failed: { path: string; reason: string }[];
}

/** The files that a plan changes, with what they hold then. One that cannot be changed keeps no other from it. */
export function apply(plan: Plan, known: Known, before: { journal: string; outbox: string }): Applied {
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
  const outbox = printOutbox([...readOutbox(before.outbox), ...plan.waiting]);
  const all = [
    ...changes,
    ...hidden(JOURNAL_FILE, before.journal, journal),
    ...hidden(OUTBOX_FILE, before.outbox, outbox),
  ];
  return { changes: all.filter(({ path, text }) => text === undefined || text !== texts.get(path)), failed };
}

function hidden(path: string, before: string, after: string): Change[] {
  return before === after ? [] : [{ path, text: after === '' ? undefined : after }];
}

/** A person's file with its alerts brought up to date and updates added at the end; every other line stays as it is. */
function editText(text: string, { before, alerts, acknowledged, updates }: Edit): string {
  const close = text.indexOf('\n---', 3) + 1;
  const lines = text.slice(0, close).split('\n').slice(0, -1);
  const { start, end } = blockOf(lines, 'alerts');
  const old = itemsIn(lines.slice(start + 1, end));
  const items = listed(alerts).map((record, index) => {
    const known = before[index];
    const as = old.length === before.length ? old[index] : undefined;
    return as && known && sameRecords([known], [record])
      ? as
      : printYaml([printable(record)])
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`);
  });
  const block = items.length > 0 ? ['alerts:', ...items.flat()] : [];
  const added = acknowledged === undefined ? [] : [`acknowledged: ${iso(acknowledged)}`];
  const fields = [...lines.slice(0, start), ...added, ...block, ...lines.slice(end)];
  const rest = text.slice(close);
  const body = updates.length > 0 ? `${rest.trimEnd()}\n\n${updates.map(printUpdate).join('\n')}` : rest;
  return `${fields.join('\n')}\n${body}`;
}

/** The lines of a field at the top, from its name to the next; past the last line where it is not there. */
function blockOf(lines: readonly string[], name: string): { start: number; end: number } {
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (start < 0) return { start: lines.length, end: lines.length };
  const next = lines.findIndex((line, index) => index > start && /^[^\s-]/.test(line));
  return { start, end: next < 0 ? lines.length : next };
}

/** The lines of each item of a list. */
function itemsIn(lines: readonly string[]): string[][] {
  const indent = /^ *(?=- )/.exec(lines[0] ?? '')?.[0];
  const items: string[][] = [];
  for (const line of lines) {
    if (indent !== undefined && line.startsWith(`${indent}- `)) items.push([line]);
    else items.at(-1)?.push(line);
  }
  return items;
}

function unreadable(path: string, text: string): string | undefined {
  const { problems } = parseEntry('incident', { path, text });
  return problems?.map(({ line, message }) => `line ${line}: ${message}`).join(' ');
}
