import type { Message, Reading } from '../alerts/alert.ts';
import { toDispatches } from './forward.ts';
import type { Drain, Drained } from './handing-on.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type DispatchAnswer, type Outcome, outcomeOf } from './outcome.ts';
import { createPatience, PACE, type Pace } from './patience.ts';
import type { Entry, Spool } from './spool.ts';

/**
 * Hands messages on as `repository_dispatch`, oldest first and one at a time. A message leaves the spool once GitHub took
 * all of it; until then it stays, whatever GitHub says, and is tried again after longer and longer pauses.
 */
export function createDispatching(options: DispatchingOptions): Drain {
  const { spool, now, log, metrics, pace = PACE } = options;
  const patience = createPatience(now, pace);

  async function send(name: string, entry: Entry): Promise<Outcome | undefined> {
    const bodies = toDispatches(entry, options.read);
    if (!bodies) {
      await spool.bury(name, 'It is larger than GitHub takes, even without all that could be left out.');
      log({ level: 'error', event: 'put aside', source: entry.source });
      return undefined;
    }
    const state = patience.about(name);
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

  function tell(outcome: Outcome): void {
    if (outcome.kind === 'taken') return;
    const { kind, reason } = outcome;
    metrics.count('failed', { reason });
    log({
      level: kind === 'later' ? 'warning' : 'error',
      event: 'not handed on',
      reason,
      ...(kind !== 'later' && { problem: outcome.problem }),
    });
  }

  return async (): Promise<Drained> => {
    const names = await spool.list();
    patience.keepOnly(names);
    let handedOn = 0;
    for (const name of names) {
      if (options.isStopping?.() || patience.isPausing()) break;
      if (patience.isHeld(name)) continue;
      const entry = await spool.read(name);
      const outcome = entry && (await send(name, entry));
      if (!outcome) continue;
      tell(outcome);
      patience.learn(name, outcome);
      if (outcome.kind === 'taken') handedOn++;
      else if (outcome.kind !== 'refused') break;
    }
    const problem = patience.problem();
    return { handedOn, ...(problem !== undefined && { problem }) };
  };
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
