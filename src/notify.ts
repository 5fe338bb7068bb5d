import { randomUUID } from 'node:crypto';
import type { Store } from './alerts/store.ts';
import { attempt } from './attempt.ts';
import type { DeliverOptions } from './deliver.ts';
import type { Variables } from './io/channels/variables.ts';
import { loadAudiences } from './load-audiences.ts';
import { withBegins } from './notices/begin.ts';
import { withBlind } from './notices/blind.ts';
import { halfSet, isSetUp } from './notices/channel-variables.ts';
import { LEASE_MS, type Turn, turnOf, withClaim } from './notices/claim.ts';
import { type Due, goingOn, noticesDue } from './notices/due.ts';
import {
  LEDGER_FILE,
  type Ledger,
  LedgerProblem,
  printLedger,
  readLedger,
  sentOf,
  type Trial,
  withSent,
} from './notices/ledger.ts';
import type { Audiences } from './notices/listener.ts';
import type { Channel, Notice } from './notices/notice.ts';
import { withShown } from './notices/shown.ts';
import { soonest } from './notices/storm.ts';
import { type Failure, isLastTry, MOST_UNSURE, waitOf, withFailure, withoutTrial } from './notices/trial.ts';
import { moment as timeOf } from './views/format.ts';

/** When a channel that somebody else is telling is looked at again. */
const LOOK_MS = 10_000;
const MOST_TRIES = 50;

export interface NotifyOptions {
  /** The content; only read. */
  store: Pick<Store, 'read'>;
  /** The branch that remembers what was told. */
  ledger: Store;
  now: () => number;
  variables: Variables;
  send: (notice: Notice, channel: Channel, options: DeliverOptions) => Promise<string[]>;
}

export interface Notified {
  sent: number;
  /** Who was told what, in order. */
  told: readonly { channel: string; subject: string }[];
  /** One line for each, with what to do. */
  problems: string[];
  /** Channels of which no variable is set: nobody has set them up here. */
  unset: Channel[];
  /** When there is more to tell. */
  next: number | undefined;
  /** When to try again what was not taken, where nobody said when. */
  retry: number | undefined;
  /** When that which somebody else is about to tell may be taken over. */
  busy: number | undefined;
}

/** What would be sent now. */
export type Foreseen = Due & Pick<Notified, 'problems' | 'unset'>;

/**
 * Tells every channel what is news and not in the ledger: a channel is claimed there, told one notice, and that is written down
 * with the next claim. Whoever is stopped anywhere leaves out nothing, and repeats at most the one notice that was under way.
 */
export async function notify(options: NotifyOptions): Promise<Notified> {
  const { ledger: store, now } = options;
  const { all, channels, unset } = await readContent(options);
  const audiences = without(unset, all);
  const ids = Object.keys(audiences.internal.site.channels ?? {});
  const by = randomUUID();
  const passed = new Set<string>();
  const failed = new Set<string>();
  const problems = new Set(all.blind.problems);
  let outcome: Outcome | undefined;
  const decide = (known: Ledger): Step => {
    const at = now();
    const ledger = withOutcome(prepared(known, ids, all, at), outcome, goingOn(all));
    const { notices, next } = dueNow(audiences, ledger, at);
    const waits = notices.flatMap((notice) => waitOf(notice, ledger, at) ?? []);
    const ready = notices.filter(
      (notice) => !passed.has(notice.id) && !passed.has(notice.channel) && !waitOf(notice, ledger, at),
    );
    const turn = turnOf(ready, ledger, { by, at });
    const claimed = withClaim(ledger, turn.notice?.channel, { by, at });
    return { ...turn, at, next, waits, ledger: claimed };
  };
  const told: { channel: string; subject: string }[] = [];
  try {
    for (;;) {
      const { notice, at, busy, next, waits, ledger } = await writeDown(store, outcome, decide);
      outcome = undefined;
      if (!notice) {
        const look = busy === undefined ? undefined : Math.min(busy, at + LOOK_MS);
        const late = waits.filter(({ channel }) => !failed.has(channel)).map(waitingLine);
        const [asked, others] = [waits.filter((one) => one.asked), waits.filter((one) => !one.asked)];
        return {
          sent: told.length,
          told,
          problems: [...new Set([...problems, ...late])],
          unset,
          busy,
          next: soonest([next, look, ...asked.map(({ again }) => again)]),
          retry: soonest(others.map(({ again }) => again)),
        };
      }
      // Where it took long to write the claim down, others may soon take over.
      if (now() - at > LEASE_MS / 2) continue;
      const { failure, problems: said } = await attempt(notice, channelOf(notice, channels), options);
      for (const problem of said) problems.add(problem);
      const isGivenUp = failure?.unsure === true && isLastTry(notice, ledger);
      if (isGivenUp) problems.add(givenUp(notice));
      if (failure) passed.add(failure.refused === 'message' || isGivenUp ? notice.id : notice.channel);
      if (failure) failed.add(notice.channel);
      else told.push({ channel: notice.channel, subject: notice.subject });
      if (!failure?.byHand) outcome = { notice, at: now(), failure: isGivenUp ? undefined : failure };
    }
  } catch (error) {
    return {
      sent: told.length,
      told,
      problems: [...problems, unreadable(error)],
      unset,
      busy: undefined,
      next: undefined,
      retry: undefined,
    };
  }
}

/** What would be sent now, to channels that are not set up here as well. */
export async function foresee(
  options: Pick<NotifyOptions, 'store' | 'ledger' | 'now' | 'variables'>,
): Promise<Foreseen> {
  const { all, channels, unset } = await readContent(options);
  const now = options.now();
  const { files } = await options.ledger.read();
  const text = files.find(({ path }) => path === LEDGER_FILE)?.text ?? '';
  const ids = channels.map(({ id }) => id);
  const problems = [...all.blind.problems, ...channels.flatMap((channel) => halfSet(channel, options.variables))];
  try {
    return { ...dueNow(all, prepared(readLedger(text), ids, all, now), now), problems, unset };
  } catch (error) {
    return { notices: [], next: undefined, problems: [...problems, unreadable(error)], unset };
  }
}

/** What is wrong with the ledger; all other errors are none of ours. */
function unreadable(error: unknown): string {
  if (error instanceof LedgerProblem) return error.message;
  throw error;
}

interface Known {
  all: Audiences;
  channels: Channel[];
  unset: Channel[];
}

async function readContent({
  store,
  now,
  variables,
}: Pick<NotifyOptions, 'store' | 'now' | 'variables'>): Promise<Known> {
  const all = loadAudiences((await store.read()).files, now());
  const channels = Object.entries(all.internal.site.channels ?? {}).map(([id, data]): Channel => ({ ...data, id }));
  return { all, channels, unset: channels.filter((channel) => !isSetUp(channel, variables)) };
}

/** The ledger as the content wants it: who has begun, what was hidden, and what nobody could read. */
function prepared(known: Ledger, channels: readonly string[], all: Audiences, now: number): Ledger {
  return withShown(withBlind(withBegins(known, channels, all, now), all.blind, now), all, now);
}

function dueNow(audiences: Audiences, ledger: Ledger, now: number): Due {
  return audiences.blind.all ? { notices: [], next: undefined } : noticesDue({ ...audiences, ledger, now });
}

interface Outcome {
  notice: Notice;
  at: number;
  /** Nothing where it was taken, or is given up. */
  failure: Failure | undefined;
}

function withOutcome(ledger: Ledger, outcome: Outcome | undefined, goesOn: ReadonlySet<string>): Ledger {
  if (!outcome) return ledger;
  const { notice, at, failure } = outcome;
  if (failure) return withFailure(ledger, notice, failure, at);
  const sent = sentOf(notice, at);
  return sent ? withoutTrial(withSent(ledger, sent, goesOn), notice) : ledger;
}

function givenUp({ channel, subject }: Notice): string {
  return `The channel "${channel}" has been sent ${JSON.stringify(subject)} ${MOST_UNSURE} times without an answer. It is not sent again; look whether it is there.`;
}

function waitingLine({ channel, again }: Trial): string {
  return `The channel "${channel}" is not told yet: it failed before, and is tried again at ${timeOf(again).text}.`;
}

function channelOf({ channel }: Notice, channels: readonly Channel[]): Channel {
  const found = channels.find(({ id }) => id === channel);
  if (!found) throw new Error(`There is no channel ${channel}.`);
  return found;
}

/** The content without channels that nobody has set up, so that nothing is kept waiting for them. */
function without(unset: readonly Channel[], { internal, ...others }: Audiences): Audiences {
  if (unset.length === 0) return { internal, ...others };
  const ids = new Set(unset.map(({ id }) => id));
  const channels = Object.fromEntries(Object.entries(internal.site.channels ?? {}).filter(([id]) => !ids.has(id)));
  return { internal: { ...internal, site: { ...internal.site, channels } }, ...others };
}

interface Step extends Turn {
  ledger: Ledger;
  next: number | undefined;
  waits: Trial[];
  /** When it was decided. */
  at: number;
}

/** Changes the ledger as is decided from how it is now, and decides anew whenever somebody else has changed it meanwhile. */
async function writeDown(store: Store, outcome: Outcome | undefined, decide: (known: Ledger) => Step): Promise<Step> {
  for (let tries = 1; ; tries++) {
    const head = await store.read();
    const before = head.files.find(({ path }) => path === LEDGER_FILE)?.text ?? '';
    const step = decide(readLedger(before));
    const text = printLedger(step.ledger);
    if (text === before) return step;
    const why = reasonFor(before, outcome, step);
    if ((await store.commit(head, why, [{ path: LEDGER_FILE, text }])) === 'committed') return step;
    if (tries === MOST_TRIES) throw new Error(`The ledger of notices moved ${tries} times while one was written down.`);
  }
}

function reasonFor(before: string, outcome: Outcome | undefined, { notice }: Step): string {
  if (outcome) return `notices: ${outcome.notice.channel} was ${outcome.failure ? 'not told' : 'told'}\n`;
  if (notice) return `notices: ${notice.channel} is claimed\n`;
  return before === '' ? 'notices: begin\n' : 'notices: nothing to tell\n';
}
