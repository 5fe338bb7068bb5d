import { printLines, readLines } from '../parse/json-lines.ts';
import { type AlertRecord, alertRecord } from '../schema/alert-record.ts';
import { printable } from './incident-file.ts';
import { looseTime } from './records.ts';

/** Where the journal lies in the content folder; hidden, because nobody writes it by hand. */
export const JOURNAL_FILE = '.alerts.jsonl';

const MOST_LOOSE = 10;
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

/** A tool that says again and again that nothing is wrong fills no journal: of loose ends, the newest are enough. */
export function withoutOldest(records: readonly AlertRecord[]): AlertRecord[] {
  const loose = records.filter(({ started }) => started === undefined);
  const kept = new Set(loose.sort((a, b) => looseTime(b) - looseTime(a)).slice(0, MOST_LOOSE));
  return records.filter((one) => one.started !== undefined || kept.has(one));
}

/** What is still of use: a message that comes much later than this is taken for a new one. */
export function stillKept(record: AlertRecord, now: number): boolean {
  if (record.started === undefined) return looseTime(record) > now - KEPT_MS;
  return record.ended === undefined || record.ended > now - KEPT_MS;
}
