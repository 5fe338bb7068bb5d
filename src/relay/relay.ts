import type { Message, Reading } from '../alerts/alert.ts';
import { createDispatching } from './dispatching.ts';
import type { RelaySettings } from './environment.ts';
import type { Drain, Drained } from './handing-on.ts';
import { createHandler, type Handle } from './handler.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { HandingOnState } from './options.ts';
import type { DispatchAnswer } from './outcome.ts';
import type { Pace } from './patience.ts';
import type { Fetch } from './signatures/sns-certificates.ts';
import type { Spool } from './spool.ts';

export interface Relay {
  handle: Handle;
  /** Hands on to GitHub what waits, or only the messages of these names. */
  dispatching: (names?: readonly string[]) => Drain;
  /** Keeps in mind how handing on went, for `/health` and `/metrics`. */
  note: (drained: Drained) => void;
}

/** A relay made of its settings, and of what touches the world. */
export function createRelay(settings: RelaySettings, world: World): Relay {
  const { keys, metricsTokens, oldestMs } = settings;
  const { spool, limits = LIMITS } = world;
  const state: HandingOnState = {};
  const metrics = createMetrics();
  return {
    handle: createHandler({
      ...world,
      keys,
      metricsTokens,
      metrics,
      handingOn: () => state,
      limits: { ...limits, oldestMs },
    }),
    dispatching: (names) =>
      createDispatching({ ...world, metrics, spool: names ? { ...spool, list: async () => [...names] } : spool }),
    note: ({ handedOn, problem }) => {
      metrics.count('handed_on', {}, handedOn);
      if (handedOn > 0) state.handedOnAt = world.now();
      if (problem === undefined) delete state.problem;
      else state.problem = problem;
    },
  };
}

interface World {
  spool: Spool;
  read: (message: Message) => Reading;
  send: (body: string) => Promise<DispatchAnswer>;
  now: () => number;
  pause: (ms: number) => Promise<void>;
  log: Log;
  fetch: Fetch;
  isStopping?: () => boolean;
  pace?: Pace;
  limits?: Limits;
}
