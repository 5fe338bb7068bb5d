import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Applied } from './alerts/apply.ts';
import type { Plan } from './alerts/decide.ts';
import { describe, quoted } from './alerts/print.ts';
import { readMessage } from './alerts/sources/registry.ts';
import type { Store } from './alerts/store.ts';
import { deliver } from './deliver.ts';
import { drain } from './drain.ts';
import type { Variables } from './io/channels/variables.ts';
import { now as clock } from './io/clock.ts';
import { withLock } from './io/lock.ts';
import { deadFolder, openSpool } from './io/spool.ts';
import { unsetLine } from './notices/channel-variables.ts';
import { notify } from './notify.ts';
import { createHandingOn } from './relay/handing-on.ts';
import { createHandler, type Handle } from './relay/handler.ts';
import type { Log } from './relay/log.ts';
import { createMetrics } from './relay/metrics.ts';
import type { HandingOnState } from './relay/options.ts';
import type { Spool } from './relay/spool.ts';

/** When committing is tried again, after it failed. */
const RETRY_MS = 10_000;
/** The longest that a timer can be set for. */
const LONGEST_MS = 2 ** 31 - 1;

export interface LiveAlertsOptions {
  /** Where alerts wait until they are committed. */
  spool: string;
  store: Store;
  /** Where it is remembered what channels were told; without it nobody is told anything. */
  ledger: Store | undefined;
  now: number | undefined;
  /** Variables with the addresses of channels. */
  variables: Variables;
  /** Prints a line for the person at the terminal. */
  say: (line: string) => void;
}

export interface LiveAlerts {
  handle: Handle;
  stop: () => Promise<void>;
}

/** Takes alerts on this machine without keys, and commits what they mean; at once, and when something comes due. */
export function liveAlerts({
  spool: folder,
  store,
  ledger,
  now: fixed,
  variables,
  say,
}: LiveAlertsOptions): LiveAlerts {
  const spool = telling(openSpool(folder), folder, say);
  const now = (): number => clock(fixed);
  const state: HandingOnState = {};
  const log: Log = ({ level, event, source, error }) => {
    const more = [source, error].filter((part) => part !== undefined).join(': ');
    if (level === 'error' && event !== 'put aside') say(`✗ ${event}${more && ` (${more})`}`);
  };
  let timer: NodeJS.Timeout | undefined;
  let unset: string | undefined;
  const lookAgain = (at: number): void => {
    clearTimeout(timer);
    timer = setTimeout(handingOn.trigger, Math.min(Math.max(0, at - now()), LONGEST_MS));
  };
  const handingOn = createHandingOn({
    drain: () =>
      withLock(`${folder}.lock`, async () => {
        const done = ({ decisions }: Plan, failed: Applied['failed']): void => {
          for (const decision of decisions) say(describe(decision));
          for (const { path, reason } of failed) say(`✗ ${path} could not be changed: ${reason}`);
        };
        const { messages, due } = await drain({ spool, store, now, wait, done });
        const told = ledger && (await notify({ store, ledger, now, variables, send: deliver }));
        for (const problem of told?.problems ?? []) say(`✗ ${problem}`);
        const line = told && unsetLine(told.unset);
        if (line && line !== unset) say(line);
        unset = line;
        clearTimeout(timer);
        const next = Math.min(due ?? Infinity, told?.next ?? Infinity, told?.retry ?? Infinity);
        if (Number.isFinite(next)) lookAgain(next);
        return { handedOn: messages };
      }),
    note: ({ handedOn, problem }) => {
      if (handedOn > 0) state.handedOnAt = now();
      if (problem === undefined) delete state.problem;
      else {
        state.problem = problem;
        lookAgain(now() + RETRY_MS);
      }
    },
    log,
  });
  handingOn.trigger();
  const handle = createHandler({
    keys: new Map(),
    spool,
    read: readMessage,
    now,
    log,
    metrics: createMetrics(),
    fetch,
    handingOn: () => state,
    open: true,
  });
  return {
    handle: (request) => handle(request, handingOn.trigger),
    stop: async () => {
      clearTimeout(timer);
      await handingOn.idle();
    },
  };
}

/** A spool that says why a message is put aside, and where it lies then. */
function telling(spool: Spool, folder: string, say: LiveAlertsOptions['say']): Spool {
  const tell = (reason: string): void => {
    const reasons = reason.split('\n').map(quoted).join(' ');
    say(`✗ A message is put aside: ${reasons} It lies in ${relative(process.cwd(), deadFolder(folder))}/.`);
  };
  return {
    ...spool,
    bury: async (name, reason) => {
      await spool.bury(name, reason);
      tell(reason);
    },
    addDead: async (entry, reason) => {
      await spool.addDead(entry, reason);
      tell(reason);
    },
  };
}
