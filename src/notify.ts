import { randomUUID } from 'node:crypto';
import type { Store } from './alerts/store.ts';
import { attempt } from './attempt.ts';
import type { DeliverOptions } from './deliver.ts';
import type { Variables } from './io/channels/variables.ts';
import { loadAudiences } from './load-audiences.ts';
import { isSetUp } from './notices/channel-variables.ts';
import { LEASE_MS, type Turn, turnOf, withClaim } from './notices/claim.ts';
import { goingOn, noticesDue, plansAhead } from './notices/due.ts';
import { LEDGER_FILE, type Ledger, printLedger, readLedger, type Sent, sentOf, withSent } from './notices/ledger.ts';
import type { Audiences } from './notices/listener.ts';
import type { Channel, Notice } from './notices/notice.ts';
import { withShown } from './notices/shown.ts';
import { soonest } from './notices/storm.ts';

/** What was news before the first run is told only where it is younger. */
const FIRST_LOOK_MS = 3_600_000;
/** When a channel that failed is tried again, unless it says. */
const RETRY_MS = 60_000;
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
  /** Only says what would be sent. */
  dryRun?: boolean;
}

export interface Notified {
  sent: number;
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
  /** What would be sent, in a dry run. */
  notices: Notice[];
}

/**
 * Tells every channel what is news and not in the ledger: a channel is claimed there, told one notice, and that is written down
 * with the next claim. Whoever is stopped anywhere leaves out nothing, and repeats at most the one notice that was under way.
 */
export async function notify(options: NotifyOptions): Promise<Notified> {
  const { store, now, variables } = options;
  const all = loadAudiences((await store.read()).files, now());
  const channels = Object.entries(all.internal.site.channels ?? {}).map(([id, data]): Channel => ({ ...data, id }));
  const unset = channels.filter((channel) => !isSetUp(channel, variables));
  const begin = now() - FIRST_LOOK_MS;
  const begun = (known: Ledger): Ledger =>
    withShown(known.since === undefined ? { ...known, since: begin, known: plansAhead(all) } : known, all, now());
  if (options.dryRun) {
    const ledger = begun(await readOf(options.ledger));
    return {
      sent: 0,
      problems: [],
      unset,
      busy: undefined,
      retry: undefined,
      ...noticesDue({ ...all, ledger, now: now() }),
    };
  }
  const audiences = without(unset, all);
  const by = randomUUID();
  const passed = new Set<string>();
  const problems = new Set<string>();
  const again: (number | undefined)[] = [];
  let isSilent = false;
  let told: Sent | undefined;
  const decide = (known: Ledger): Step => {
    const at = now();
    const ledger = told ? withSent(begun(known), told, goingOn(all)) : begun(known);
    const { notices, next } = noticesDue({ ...audiences, ledger, now: at });
    const left = notices.filter(({ id, channel }) => !passed.has(id) && !passed.has(channel));
    const turn = turnOf(left, ledger, { by, at });
    return { ...turn, at, next, ledger: withClaim(ledger, turn.notice?.channel, { by, at }) };
  };
  for (let sent = 0; ; ) {
    const { notice, at, busy, next } = await writeDown(options.ledger, told, decide);
    told = undefined;
    if (!notice) {
      const look = busy === undefined ? undefined : Math.min(busy, at + LOOK_MS);
      const retry = isSilent ? at + RETRY_MS : undefined;
      return { sent, problems: [...problems], unset, busy, next: soonest([next, look, ...again]), retry, notices: [] };
    }
    // Where it took long to write the claim down, others may soon take over.
    if (now() - at > LEASE_MS / 2) continue;
    const answer = await attempt(notice, channelOf(notice, channels), options);
    for (const problem of answer.problems) problems.add(problem);
    again.push(answer.again);
    isSilent ||= answer.isSilent === true;
    if (answer.refused !== undefined) passed.add(answer.refused === 'message' ? notice.id : notice.channel);
    else {
      told = sentOf(notice, now());
      sent++;
    }
  }
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
  /** When it was decided. */
  at: number;
}

/** Changes the ledger as is decided from how it is now, and decides anew whenever somebody else has changed it meanwhile. */
async function writeDown(store: Store, told: Sent | undefined, decide: (known: Ledger) => Step): Promise<Step> {
  for (let tries = 1; ; tries++) {
    const head = await store.read();
    const before = head.files.find(({ path }) => path === LEDGER_FILE)?.text ?? '';
    const step = decide(readLedger(before));
    const text = printLedger(step.ledger);
    if (text === before) return step;
    const why = reasonFor(before, told, step);
    if ((await store.commit(head, why, [{ path: LEDGER_FILE, text }])) === 'committed') return step;
    if (tries === MOST_TRIES) throw new Error(`The ledger of notices moved ${tries} times while one was written down.`);
  }
}

function reasonFor(before: string, told: Sent | undefined, { notice }: Step): string {
  if (told) return `notices: ${told.channel} was told\n`;
  if (notice) return `notices: ${notice.channel} is claimed\n`;
  return before === '' ? 'notices: begin\n' : 'notices: nothing to tell\n';
}

async function readOf(store: Store): Promise<Ledger> {
  const { files } = await store.read();
  return readLedger(files.find(({ path }) => path === LEDGER_FILE)?.text ?? '');
}
