import { OUTBOX_FILE, printOutbox, readOutbox, type Waiting } from './alerts/outbox.ts';
import type { IncidentFile, Known } from './alerts/policy.ts';
import type { Store } from './alerts/store.ts';
import type { SentLog } from './io/sent-log.ts';
import { loadKnown } from './load-known.ts';

const SENT_MESSAGE = 'outbox: sent\n';
/** After this time nobody wants to hear of it any more. */
const STALE_MS = 86_400_000;

export interface NotifyOptions {
  store: Store;
  now: () => number;
  /** Variables that hold the addresses of channels. */
  variables: Readonly<Record<string, string | undefined>>;
  send: (address: string, id: string, message: object) => Promise<void>;
  /** Remembers each message as soon as it is sent; the branch hears of all of them in one commit. */
  log: SentLog;
}

/**
 * Sends what waits in the outbox, and takes it out once it is sent. Whoever is stopped sends the one message that was under way
 * once more: a message may come twice, and is never left out.
 */
export async function notify(options: NotifyOptions): Promise<{ sent: number; problems: string[] }> {
  const { store, now, variables, send, log } = options;
  const head = await store.read();
  const { known, outbox } = loadKnown(head.files, now());
  const waiting = readOutbox(outbox);
  const done = log.known();
  const problems: string[] = [];
  let sent = 0;
  for (const one of waiting.filter(({ id }) => !done.has(id))) {
    const message = one.at < now() - STALE_MS ? undefined : messageOf(one, known);
    const channel = known.channels.get(one.channel);
    const address = channel && variables[channel.secret];
    if (!message || !channel) done.add(one.id);
    else if (!address) problems.push(`The channel "${one.channel}" has no address: set ${channel.secret}.`);
    else {
      try {
        await send(address, one.id, message);
        log.add(one.id);
        sent++;
        done.add(one.id);
      } catch (error) {
        problems.push(`The channel "${one.channel}": ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  if (done.size > 0) await takeOut(store, done);
  log.clear();
  return { sent, problems: [...new Set(problems)] };
}

async function takeOut(store: Store, done: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const head = await store.read();
    const text = head.files.find(({ path }) => path === OUTBOX_FILE)?.text ?? '';
    const left = printOutbox(readOutbox(text).filter(({ id }) => !done.has(id)));
    if (left === text) return;
    const change = { path: OUTBOX_FILE, text: left === '' ? undefined : left };
    if ((await store.commit(head, SENT_MESSAGE, [change])) === 'committed') return;
  }
}

/** What a channel is told; nothing where what it tells of is gone. */
function messageOf({ id, event, incident, at }: Waiting, known: Known): object | undefined {
  const file = known.incidents.find((one) => one.id === incident);
  const update = file?.updates.findLast((one) => one.at === at);
  if (!file || !update) return undefined;
  return {
    id,
    event,
    site: known.site,
    incident: {
      id: incident,
      title: file.data.title,
      severity: file.data.severity,
      components: Object.keys(file.data.components),
      url: `${known.site.url.replace(/\/+$/, '')}/incidents/${incident}/`,
    },
    update: { at: new Date(at).toISOString(), state: stateOf(file, at), text: update.text },
  };
}

function stateOf({ updates }: IncidentFile, at: number): string {
  return updates.findLast((update) => update.at <= at && update.state !== undefined)?.state ?? 'investigating';
}
