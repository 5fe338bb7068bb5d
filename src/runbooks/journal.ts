/** What happened in a guided run, one line each, written before and after whatever is done. */
export type Event = { at: number } & (
  | { did: 'begin'; runbook: string; incident?: string; who: string; body: string }
  | { did: 'value'; name: string; value: string }
  | ({ key: string } & (
      | { did: 'start'; command: string }
      | { did: 'ran'; command: string; output: string; ended: Ended }
      | { did: Decided }
      | { did: 'note'; text: string }
    ))
  | { did: 'stopped' | 'finished'; after?: string }
);

/** How a command ended. */
export interface Ended {
  code: number | null;
  /** What ended it, where it did not end by itself. */
  by?: 'time-out' | 'person' | 'signal';
  ms: number;
}

/** What somebody has decided about a step: done by hand, skipped, for another case, gone on though it failed, read. */
export type Decided = 'done' | 'skipped' | 'left' | 'passed' | 'read';

export interface Settled {
  how: 'ran' | Decided;
  at: number;
}

/** A journal as it was kept; the last line is left out where a kill cut it. */
export function readJournal(text: string): Event[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Event];
    } catch {
      return [];
    }
  });
}

/** How a step was settled; undefined where somebody still has to decide. */
export function settledOf(events: readonly Event[], key: string): Settled | undefined {
  const last = eventsOf(events, key).findLast(({ did }) => did !== 'note');
  if (!last || last.did === 'start' || last.did === 'note') return undefined;
  if (last.did === 'ran') return isFine(last.ended) ? { how: 'ran', at: last.at } : undefined;
  return { how: last.did, at: last.at };
}

/** The command that was begun in a step and of which nobody knows how it ended. */
export function unfinishedOf(events: readonly Event[], key: string): { at: number } | undefined {
  const last = eventsOf(events, key).at(-1);
  return last?.did === 'start' ? last : undefined;
}

/** The values that were given, without secrets: those are kept nowhere. */
export function valuesOf(events: readonly Event[]): Map<string, string> {
  return new Map(events.flatMap((event) => (event.did === 'value' ? [[event.name, event.value]] : [])));
}

export function isFine({ code, by }: Ended): boolean {
  return code === 0 && by === undefined;
}

/** How a command ended, in words: `ended with 0 after 2 s`. */
export function endWords({ code, by, ms }: Ended): string {
  const after = ms < 100_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`;
  if (by === 'time-out') return `was ended after ${after}, because it took too long`;
  if (by === 'person') return `was ended by hand after ${after}`;
  return by === 'signal' ? `was ended by a signal after ${after}` : `ended with ${code} after ${after}`;
}

function eventsOf(events: readonly Event[], key: string): Extract<Event, { key: string }>[] {
  return events.filter((event): event is Extract<Event, { key: string }> => 'key' in event && event.key === key);
}
