import type { Alert, Reading } from './alerts/alert.ts';
import { type Applied, apply } from './alerts/apply.ts';
import { decide, type Plan } from './alerts/decide.ts';
import { commitMessage } from './alerts/message.ts';
import { readMessage } from './alerts/sources/registry.ts';
import type { Store } from './alerts/store.ts';
import { loadKnown } from './load-known.ts';
import type { Entry, Spool } from './relay/spool.ts';

const BATCH = 100;
/** A branch that moves this often while one batch is decided is not the work of people. */
const MOST_TRIES = 50;

export interface DrainOptions {
  spool: Pick<Spool, 'list' | 'read' | 'remove' | 'bury'>;
  store: Store;
  now: () => number;
  /** Waits between two tries. */
  wait: (ms: number) => Promise<void>;
  /** Told of each plan that was carried out, and of the files that could not be written. */
  done?: (plan: Plan, failed: Applied['failed']) => void;
}

export interface Drained {
  messages: number;
  commits: number;
  /** How often somebody else had written in between. */
  moved: number;
  /** When something has to be looked at again, though nothing new may have come. */
  due: number | undefined;
}

/**
 * Turns all waiting messages into commits, a batch at a time, and looks at what has come due. A message leaves the spool only
 * once what it says stands in the branch, so that whoever is stopped anywhere does the same again.
 */
export async function drain(options: DrainOptions): Promise<Drained> {
  const total: Drained = { messages: 0, commits: 0, moved: 0, due: undefined };
  for (let first = true; ; first = false) {
    const names = await options.spool.list(BATCH);
    if (names.length === 0 && !first) return total;
    await drainBatch(names, options, total);
    total.messages += names.length;
  }
}

async function drainBatch(names: readonly string[], options: DrainOptions, total: Drained): Promise<void> {
  const { spool } = options;
  const messages: { name: string; reading: Reading }[] = [];
  for (const name of names) {
    const entry = await spool.read(name);
    if (entry) messages.push({ name, reading: readEntry(entry) });
  }
  await write(
    messages.flatMap(({ reading }) => reading.alerts),
    options,
    total,
  );
  for (const { name, reading } of messages) {
    if (reading.refused.length > 0) await spool.bury(name, reading.refused.join(' '));
  }
  await spool.remove(messages.filter(({ reading }) => reading.refused.length === 0).map(({ name }) => name));
}

/** Decides about alerts and writes what follows; again from the start whenever the branch has moved meanwhile. */
export async function write(
  alerts: readonly Alert[],
  options: Omit<DrainOptions, 'spool'>,
  total: Drained,
): Promise<Plan> {
  for (let tries = 1; ; tries++) {
    const head = await options.store.read();
    const now = options.now();
    const { known, ...before } = loadKnown(head.files, now);
    const plan = decide(alerts, known, now);
    const { changes, failed } = apply(plan, known, before);
    const result = changes.length === 0 ? 'nothing' : await options.store.commit(head, commitMessage(plan), changes);
    if (result !== 'moved') {
      total.due = plan.due;
      if (result === 'committed') total.commits++;
      options.done?.(plan, failed);
      return plan;
    }
    total.moved++;
    if (tries === MOST_TRIES) throw new Error(`The branch moved ${tries} times while one batch was decided.`);
    await options.wait(Math.random() * Math.min(1_000, 20 * 2 ** tries));
  }
}

function readEntry({ source, receivedAt, headers, body }: Entry): Reading {
  return readMessage({ source, payload: body, headers, receivedAt });
}
