import { type AlertRecord, alertRecord } from '../schema/alert-record.ts';
import { printable } from './incident-file.ts';
import { printLines, readLines } from './json-lines.ts';
import { looseTime } from './records.ts';

/** Where the journal lies in the content folder; hidden, because nobody writes it by hand. */
export const JOURNAL_FILE = '.alerts.jsonl';

const KEPT_MS = 14 * 86_400_000;

/** The records in a journal, one on each line. */
export function readJournal(text: string): AlertRecord[] {
  return readLines(alertRecord, text);
}

/** The journal of these records. */
export function printJournal(records: readonly AlertRecord[]): string {
  return printLines(
    records.map((record) => ({ ...printable(record), ...(record.incident && { incident: record.incident }) })),
  );
}

/** What is still of use: a message that comes much later than this is taken for a new one. */
export function stillKept(record: AlertRecord, now: number): boolean {
  if (record.started === undefined) return looseTime(record) > now - KEPT_MS;
  return record.ended === undefined || record.ended > now - KEPT_MS;
}
