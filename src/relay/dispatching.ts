import type { Message, Reading } from '../alerts/alert.ts';
import { toDispatches } from './forward.ts';
import type { Drain, Drained } from './handing-on.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type DispatchAnswer, type Outcome, outcomeOf } from './outcome.ts';
import type { Entry, Spool } from './spool.ts';

export const PACE: Pace = {
  firstMs: 2_000,
  mostMs: 300_000,
  settingsMs: 60_000,
  refusedMs: 3_600_000,
  betweenMs: 1_000,
};

/**
 * Hands messages on as `repository_dispatch`, oldest first and one at a time. A message leaves the spool once GitHub took
 * all of it; until then it stays, whatever GitHub says, and is tried again after longer and longer pauses.
 */
export function createDispatching(options: DispatchingOptions): Drain {
  const { spool, now, log, metrics, pace = PACE } = options;
  /** How many parts of a message were taken, and until when it is left alone. */
  const known = new Map<string, { taken: number; tries: number; until: number; problem?: string }>();
  let failures = 0;
  let notBefore = 0;
  let problem: string | undefined;

  async function send(name: string, entry: Entry): Promise<Outcome | undefined> {
    const bodies = toDispatches(entry, options.read);
    if (!bodies) {
      await spool.bury(name, 'It is larger than GitHub takes, even without all that could be left out.');
      log({ level: 'error', event: 'put aside', source: entry.source });
      return undefined;
    }
    const state = known.get(name) ?? { taken: 0, tries: 0, until: 0 };
    known.set(name, state);
    while (state.taken < bodies.length) {
      const outcome = outcomeOf(await options.send(bodies[state.taken] ?? ''), now());
      if (outcome.kind !== 'taken') return outcome;
      state.taken++;
      await options.pause(pace.betweenMs);
    }
    await spool.remove([name]);
    log({ level: 'info', event: 'handed on', source: entry.source, parts: bodies.length });
    return { kind: 'taken' };
  }

  /** Remembers what went wrong; says whether to go on with other messages. */
  function settle(name: string, outcome: Outcome): boolean {
    if (outcome.kind === 'taken') {
      known.delete(name);
      [failures, problem] = [0, undefined];
      return true;
    }
    metrics.count('failed', { reason: outcome.reason });
    const isLater = outcome.kind === 'later';
    log({
      level: isLater ? 'warning' : 'error',
      event: 'not handed on',
      reason: outcome.reason,
      ...(!isLater && { problem: outcome.problem }),
    });
    if (outcome.kind === 'refused') return hold(name, outcome.problem);
    const backOff = Math.min(pace.firstMs * 2 ** failures++, pace.mostMs);
    const wait = isLater ? Math.max(outcome.waitMs ?? 0, backOff) : Math.max(pace.settingsMs, backOff);
    notBefore = now() + wait;
    if (outcome.kind === 'settings') problem = outcome.problem;
    return false;
  }

  function hold(name: string, reason: string): true {
    const state = known.get(name);
    if (state) {
      state.until = now() + Math.min(pace.settingsMs * 2 ** state.tries++, pace.refusedMs);
      state.problem = reason;
    }
    return true;
  }

  function forget(waiting: readonly string[]): void {
    const names = new Set(waiting);
    for (const name of known.keys()) if (!names.has(name)) known.delete(name);
  }

  return async (): Promise<Drained> => {
    const names = await spool.list();
    forget(names);
    let handedOn = 0;
    for (const name of names) {
      if (options.isStopping?.() || now() < notBefore) break;
      if (now() < (known.get(name)?.until ?? 0)) continue;
      const entry = await spool.read(name);
      const outcome = entry && (await send(name, entry));
      if (outcome && !settle(name, outcome)) break;
      if (outcome?.kind === 'taken') handedOn++;
    }
    const trouble = problem ?? [...known.values()].find((state) => state.problem)?.problem;
    return { handedOn, ...(trouble !== undefined && { problem: trouble }) };
  };
}

export interface Pace {
  /** The first pause after a failure; each further one is twice as long, up to `mostMs`. */
  firstMs: number;
  mostMs: number;
  /** At least so long where a person has to change something. */
  settingsMs: number;
  /** At most so long for one message that GitHub refuses. */
  refusedMs: number;
  /** Between two requests, as GitHub asks. */
  betweenMs: number;
}

export interface DispatchingOptions {
  spool: Pick<Spool, 'list' | 'read' | 'remove' | 'bury'>;
  read: (message: Message) => Reading;
  /** Sends one body to GitHub. Never throws. */
  send: (body: string) => Promise<DispatchAnswer>;
  now: () => number;
  pause: (ms: number) => Promise<void>;
  log: Log;
  metrics: Metrics;
  isStopping?: () => boolean;
  pace?: Pace;
}
