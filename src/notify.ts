import type { Store } from './alerts/store.ts';
import { ChannelProblem, type DeliverOptions } from './deliver.ts';
import { NotTaken } from './io/channels/not-taken.ts';
import type { Variables } from './io/channels/variables.ts';
import { loadAudiences } from './load-audiences.ts';
import { goingOn, noticesDue, plansAhead } from './notices/due.ts';
import { LEDGER_FILE, type Ledger, printLedger, readLedger, type Sent, sentOf, withSent } from './notices/ledger.ts';
import type { Channel, Notice } from './notices/notice.ts';
import { soonest } from './notices/storm.ts';

/** What was news before the first run is told only where it is younger. */
const FIRST_LOOK_MS = 3_600_000;
/** When a channel that failed is tried again, unless it says. */
const AGAIN_MS = 60_000;
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
  /** When there is more to tell. */
  next: number | undefined;
  /** What would be sent, in a dry run. */
  notices: Notice[];
}

/**
 * Tells every channel what is news and not in the ledger: one notice at a time, and the next only once the ledger has it. Whoever
 * is stopped anywhere leaves out nothing, and repeats at most the one notice that was under way.
 */
export async function notify(options: NotifyOptions): Promise<Notified> {
  const { store, now } = options;
  const { files } = await store.read();
  const audiences = loadAudiences(files, now());
  const channels = audiences.internal.site.channels ?? {};
  const book = openBook(options.ledger, { plans: plansAhead(audiences), goesOn: goingOn(audiences), now });
  let ledger = await book.read();
  if (options.dryRun) return { sent: 0, problems: [], ...noticesDue({ ...audiences, ledger, now: now() }) };
  const passed = new Set<string>();
  const problems: string[] = [];
  const again: (number | undefined)[] = [];
  for (let sent = 0; ; ) {
    const due = noticesDue({ ...audiences, ledger, now: now() });
    const notice = due.notices.find(({ id, channel }) => !passed.has(id) && !passed.has(channel));
    const data = notice && channels[notice.channel];
    if (!data) {
      await book.begin();
      return { sent, problems: [...new Set(problems)], next: soonest([due.next, ...again]), notices: [] };
    }
    const channel = { ...data, id: notice.channel };
    const answer = await attempt(notice, channel, options);
    problems.push(...answer.problems);
    again.push(answer.again);
    if (answer.refused === undefined) {
      ledger = await book.add(notice);
      sent++;
    } else passed.add(answer.refused === 'message' ? notice.id : notice.channel);
  }
}

interface Attempt {
  /** What was refused: this message alone, or whatever the channel is sent. Nothing where it was taken. */
  refused: 'message' | 'channel' | undefined;
  problems: string[];
  again?: number | undefined;
}

/** Sends one notice, and says in words what went wrong. */
export async function attempt(
  notice: Notice,
  channel: Channel,
  { send, variables, now }: Pick<NotifyOptions, 'send' | 'variables' | 'now'>,
): Promise<Attempt> {
  const say = (text: string): string => inWords(channel, text, variables);
  try {
    const said = await send(notice, channel, { variables, now });
    return { refused: undefined, problems: said.map((text) => say(`told, but ${text}`)) };
  } catch (error) {
    if (error instanceof ChannelProblem) return { refused: 'channel', problems: [say(`not told: ${error.message}`)] };
    if (!(error instanceof NotTaken)) throw error;
    const { scope, again = now() + AGAIN_MS, message } = error;
    return { refused: scope, problems: [say(`not told: ${message}`)], again };
  }
}

interface Book {
  read: () => Promise<Ledger>;
  add: (notice: Notice) => Promise<Ledger>;
  /** Writes down from when on it is kept, where that is not done. */
  begin: () => Promise<void>;
}

function openBook(
  store: Store,
  { plans, goesOn, now }: { plans: readonly string[]; goesOn: ReadonlySet<string>; now: () => number },
): Book {
  const start = now() - FIRST_LOOK_MS;
  const change = async (one: Sent | undefined): Promise<Ledger> => {
    for (let tries = 1; ; tries++) {
      const head = await store.read();
      const text = head.files.find(({ path }) => path === LEDGER_FILE)?.text ?? '';
      const known = readLedger(text);
      const begun = known.since === undefined ? { ...known, since: start, known: plans } : known;
      const ledger = one ? withSent(begun, one, goesOn) : begun;
      if (one === undefined && known.since !== undefined) return ledger;
      const change = { path: LEDGER_FILE, text: printLedger(ledger) };
      const why = one ? `notices: ${one.channel} was told\n` : 'notices: begin\n';
      if ((await store.commit(head, why, [change])) === 'committed') return ledger;
      if (tries === MOST_TRIES)
        throw new Error(`The ledger of notices moved ${tries} times while one was written down.`);
    }
  };
  return {
    read: async () => {
      const { files } = await store.read();
      const ledger = readLedger(files.find(({ path }) => path === LEDGER_FILE)?.text ?? '');
      return ledger.since === undefined ? { ...ledger, since: start, known: plans } : ledger;
    },
    add: (notice) => change(sentOf(notice, now())),
    begin: async () => void (await change(undefined)),
  };
}

/** A problem with the channel's name, and without anything that is nobody's business. */
function inWords(channel: Channel, message: string, variables: Variables): string {
  const names = [
    channel.secret,
    ...(channel.kind === 'webhook' && channel.signing ? [channel.signing] : []),
    ...(channel.kind === 'email' && channel.recipients ? [channel.recipients] : []),
  ];
  const secrets = names.flatMap((name) => variables[name]?.trim() || []).filter((secret) => secret.length > 3);
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  return `The channel "${channel.id}" is ${safe}`;
}
