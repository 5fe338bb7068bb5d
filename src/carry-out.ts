import type { Act } from './acts/act.ts';
import type { Desk } from './acts/desk.ts';
import { type Deed, perform, performAs } from './acts/perform.ts';
import type { Refusal } from './acts/refusal.ts';
import type { Store } from './alerts/store.ts';
import { deskOf } from './load-desk.ts';

/** A branch that moves this often while one act is written is not the work of people. */
const MOST_TRIES = 50;

export interface CarryOutOptions {
  store: Store;
  now: () => number;
  /** Tells an act that is made out from the content from every other, so that it is done once. */
  mark?: string;
  /** Waits between two tries. */
  wait: (ms: number) => Promise<unknown>;
}

export type CarriedOut =
  | { deed: Deed; before: Desk['content']; refusals?: undefined }
  | { deed?: undefined; refusals: readonly Refusal[] };

/** Writes what a person does, decided anew whenever the branch has moved meanwhile. */
export async function carryOut(
  decide: Act | ((desk: Desk) => Act),
  { store, now, mark, wait }: CarryOutOptions,
): Promise<CarriedOut> {
  for (let tries = 1; ; tries++) {
    const head = await store.read();
    const desk = deskOf(head.files, now());
    const { deed, refusals } = typeof decide === 'function' ? performAs(mark, decide, desk) : perform(decide, desk);
    if (!deed) return { refusals };
    if (deed.changes.length === 0) return { deed, before: desk.content };
    if ((await store.commit(head, deed.message, deed.changes)) === 'committed') return { deed, before: desk.content };
    if (tries === MOST_TRIES) throw new Error(`The branch moved ${tries} times while one update was written.`);
    await wait(Math.random() * Math.min(1_000, 20 * 2 ** tries));
  }
}
