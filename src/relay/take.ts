import type { Reading } from '../alerts/alert.ts';
import { rightAddress } from '../alerts/sources/guess.ts';
import type { SourceId } from '../schema/sources.ts';
import { answer, notNow } from './answers.ts';
import { readPayload } from './body.ts';
import type { Added, RelayOptions } from './options.ts';
import type { Bytes } from './signatures/bytes.ts';
import type { Certificates } from './signatures/sns-certificates.ts';
import type { Entry } from './spool.ts';
import { answerSubscription } from './subscription.ts';

const RETRY_SECONDS = 30;
const KEPT_HEADER = /^(?:ce-[a-z0-9]+|content-type|sentry-hook-resource|x-github-event)$/;
const MOST = { reasons: 10, letters: 300, headers: 30 };

/** Takes messages of senders that are known: reads them, and keeps those that say something. */
export function createTaking(options: RelayOptions): (received: Received, added: Added) => Promise<Response> {
  const { spool, metrics, log } = options;

  async function keep(entry: Entry, reading: Reading, added: Added): Promise<Response> {
    const { source } = entry;
    let name: string;
    try {
      name = await spool.add(entry);
    } catch (error) {
      return full(source, error);
    }
    metrics.count('accepted', { source });
    log({ level: 'info', event: 'accepted', source, alerts: reading.alerts.length, bytes: entry.body.length });
    added(name);
    return answer(202, { accepted: reading.alerts.length, ...reasons(reading) });
  }

  async function bury(entry: Entry, status: number, reason: string, more = {}): Promise<Response> {
    const { source } = entry;
    try {
      await spool.addDead(entry, reason);
    } catch (error) {
      return full(source, error);
    }
    metrics.count('refused', { source, reason: 'unreadable' });
    log({ level: 'error', event: 'put aside', source, status, bytes: entry.body.length });
    const error = reason.slice(0, MOST.letters * MOST.reasons).replaceAll('\n', ' ');
    return answer(status, { error, accepted: 0, ...more });
  }

  function full(source: SourceId, error: unknown): Response {
    metrics.count('refused', { source, reason: 'spool' });
    const message = error instanceof Error ? error.message : String(error);
    log({ level: 'error', event: 'spool failed', source, error: message });
    return notNow('The relay cannot keep messages at the moment; send this one again.', RETRY_SECONDS);
  }

  function read(entry: Entry, payload: unknown): Reading {
    try {
      return options.read({ ...entry, payload });
    } catch {
      return { alerts: [], ignored: [], refused: ['The message could not be read.'] };
    }
  }

  return async ({ source, headers, body, topics, certificates }, added) => {
    const payload = await readPayload(body, headers.get('content-type') ?? '');
    const text = payload.text || new TextDecoder().decode(body);
    const entry: Entry = { source, receivedAt: options.now(), headers: kept(headers), body: text };
    if (payload.problem !== undefined) return bury(entry, 400, payload.problem);
    const subscription = source === 'cloudwatch' && (await answerSubscription({ text, topics, certificates }, options));
    if (subscription) return subscription;
    const reading = read(entry, payload.value);
    if (reading.alerts.length > 0) return keep(entry, reading, added);
    if (reading.refused.length > 0) {
      const hint = rightAddress(payload.value, source, entry.receivedAt);
      const reason = [...(hint ? [hint] : []), ...reading.refused].join('\n');
      return bury(entry, 422, reason, reasons({ ...reading, refused: [] }));
    }
    metrics.count('ignored', { source });
    return answer(200, { accepted: 0, ...reasons(reading) });
  };
}

function kept(headers: Headers): Record<string, string> {
  const fields = [...headers].filter(([name]) => KEPT_HEADER.test(name)).slice(0, MOST.headers);
  return Object.fromEntries(fields.map(([name, value]) => [name, value.slice(0, MOST.letters)]));
}

function reasons({ ignored, refused }: Reading): { ignored?: string[]; refused?: string[] } {
  const first = (texts: readonly string[]): string[] =>
    texts.slice(0, MOST.reasons).map((text) => text.slice(0, MOST.letters));
  return {
    ...(ignored.length > 0 && { ignored: first(ignored) }),
    ...(refused.length > 0 && { refused: first(refused) }),
  };
}

interface Received {
  source: SourceId;
  headers: Headers;
  body: Bytes;
  topics: readonly string[];
  certificates: Certificates;
}
