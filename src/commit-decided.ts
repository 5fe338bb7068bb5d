import type { Desk } from './acts/desk.ts';
import type { Change, Store } from './alerts/store.ts';
import { deskOf } from './load-desk.ts';

/** A branch that moves this often while one change is written is not the work of people. */
const MOST_TRIES = 50;

/** Writes what is decided about the content as it stands, decided anew whenever the branch has moved meanwhile. */
export async function commitDecided<Decided extends Decision>(
  decide: (desk: Desk) => Decided,
  { store, now, wait }: CommitOptions,
): Promise<Decided> {
  for (let tries = 1; ; tries++) {
    const head = await store.read();
    const decided = decide(deskOf(head.files, now()));
    if (decided.changes.length === 0) return decided;
    if ((await store.commit(head, decided.message, decided.changes)) === 'committed') return decided;
    if (tries === MOST_TRIES) throw new Error(`The branch moved ${tries} times while one change was written.`);
    await wait(Math.random() * Math.min(1_000, 20 * 2 ** tries));
  }
}

interface Decision {
  /** Nothing is written where there are none. */
  changes: readonly Change[];
  message: string;
}

export interface CommitOptions {
  store: Store;
  now: () => number;
  /** Waits between two tries. */
  wait: (ms: number) => Promise<unknown>;
}
