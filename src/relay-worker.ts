import { readMessage } from './alerts/sources/registry.ts';
import { createSender } from './io/dispatch.ts';
import { type KeyValueStore, openKeyValueSpool } from './io/key-value-spool.ts';
import { answer } from './relay/answers.ts';
import { readSettings } from './relay/environment.ts';
import { type Log, logLine } from './relay/log.ts';
import { createRelay, type Relay } from './relay/relay.ts';
import type { Spool } from './relay/spool.ts';
import { createStraightSpool } from './relay/straight.ts';

/** A run may make only so many requests of its own, and each message takes three. */
const MOST_AT_ONCE = 15;

/** The relay for Workers: `SPOOL` is the queue where it is bound to a KV namespace, else nothing is kept. */
export default {
  fetch: async (request: Request, variables: WorkerVariables, context: WorkerContext): Promise<Response> => {
    const made = relayFor(variables);
    if ('problems' in made) return misconfigured(made.problems);
    const added: string[] = [];
    const response = await made.relay.handle(request, (name) => added.push(name));
    if (variables.SPOOL && added.length > 0) context.waitUntil(handOn(made, added));
    return response;
  },
  scheduled: async (_: unknown, variables: WorkerVariables): Promise<void> => {
    const made = relayFor(variables);
    if ('problems' in made) misconfigured(made.problems);
    else await handOn(made, await made.spool.list(MOST_AT_ONCE));
  },
};

// Only values are shared between requests: one request cannot wait for what another has begun.
const relays = new WeakMap<WorkerVariables, Made>();

function relayFor(variables: WorkerVariables): Made | { problems: string[] } {
  const known = relays.get(variables);
  if (known) return known;
  const read = readSettings(variables);
  if ('problems' in read) return read;
  const send = createSender({ ...read.settings.github, fetch: (address, init) => fetch(address, init) });
  const spool = variables.SPOOL
    ? openKeyValueSpool(variables.SPOOL)
    : createStraightSpool({ read: readMessage, send, now: Date.now });
  const relay = createRelay(read.settings, {
    spool,
    read: readMessage,
    send,
    now: Date.now,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    log,
    fetch: (address, init) => fetch(address, init),
  });
  const made = { relay, spool };
  relays.set(variables, made);
  return made;
}

async function handOn({ relay }: Made, names: readonly string[]): Promise<void> {
  relay.note(await relay.dispatching(names)());
}

function misconfigured(problems: readonly string[]): Response {
  for (const problem of problems) log({ level: 'error', event: 'misconfigured', problem });
  return answer(503, { error: 'The relay is not set up; its log says what is missing.' });
}

const log: Log = (event) => console.log(logLine(event, Date.now()));

/** Bindings and variables of the Worker. */
type WorkerVariables = Readonly<Record<string, unknown>> & { SPOOL?: KeyValueStore };

interface WorkerContext {
  waitUntil(task: Promise<unknown>): void;
}

interface Made {
  relay: Relay;
  spool: Spool;
}
