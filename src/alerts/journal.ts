import { type AlertRecord, alertRecord } from '../schema/alert-record.ts';
import { printable } from './incident-file.ts';
import { looseTime } from './records.ts';

/** Where the journal lies in the content folder; hidden, because nobody writes it by hand. */
export const JOURNAL_FILE = '.alerts.jsonl';

const KEPT_MS = 14 * 86_400_000;

/** The records in a journal, one on each line. A line that cannot be read is left out. */
export function readJournal(text: string): AlertRecord[] {
  return text.split('\n').flatMap((line) => {
    try {
      return alertRecord.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** The journal of these records, in the same order wherever it is written; empty where there are none. */
export function printJournal(records: readonly AlertRecord[]): string {
  const lines = records.map((record) =>
    JSON.stringify({ ...printable(record), ...(record.incident && { incident: record.incident }) }),
  );
  return lines.length > 0 ? `${lines.sort().join('\n')}\n` : '';
}

/** What is still of use: a message that comes much later than this is taken for a new one. */
export function stillKept(record: AlertRecord, now: number): boolean {
  if (record.started === undefined) return looseTime(record) > now - KEPT_MS;
  return record.ended === undefined || record.ended > now - KEPT_MS;
}
