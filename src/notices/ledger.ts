import { z } from 'zod';
import { readLines } from '../parse/json-lines.ts';
import { NOTICE_EVENTS } from '../schema/message.ts';
import type { Notice, Tell } from './notice.ts';

/** What was told lies here, on a branch of its own. */
export const LEDGER_FILE = '.notices.jsonl';
export const LEDGER_BRANCH = 'allclear-notices';

const KEPT_MS = 14 * 86_400_000;

const event = z.enum(NOTICE_EVENTS);
const moment = z.iso.datetime().transform((text) => Date.parse(text));
const key = z.string().min(1).max(300);

const sentLine = z.object({
  sent: moment,
  channel: key,
  id: key,
  event,
  tells: z.array(z.object({ about: key, event, title: z.string().max(300), keys: z.array(key) })),
});

const beginLine = z.object({ since: moment, known: z.array(key) });

/** One notice that was sent. */
export type Sent = z.output<typeof sentLine>;

/** What each channel was told, oldest first. */
export interface Ledger {
  /** What was told before this moment was told without us; nothing before the first run. */
  since: number | undefined;
  /** Keys of plans that were there at the first run. */
  known: readonly string[];
  sent: readonly Sent[];
}

/** The ledger in a text, one notice on each line. A line that cannot be read is left out. */
export function readLedger(text: string): Ledger {
  const [begin] = readLines(beginLine, text);
  return { since: begin?.since, known: begin?.known ?? [], sent: readLines(sentLine, text) };
}

/** Lines in the order in which notices were sent. */
export function printLedger({ since, known, sent }: Ledger): string {
  const begin = since === undefined ? [] : [{ since: iso(since), known }];
  const lines = [...begin, ...sent.map((one) => ({ ...one, sent: iso(one.sent) }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The ledger with one more notice, and without those that are two weeks old and about nothing that still goes on. */
export function withSent(ledger: Ledger, one: Sent, goesOn: ReadonlySet<string>): Ledger {
  const kept = ledger.sent.filter(
    ({ sent, tells }) => sent > one.sent - KEPT_MS || tells.some(({ about }) => goesOn.has(about)),
  );
  return { ...ledger, sent: [...kept, one] };
}

/** A notice as the ledger remembers it. */
export function sentOf({ id, channel, event, tells }: Notice, now: number): Sent | undefined {
  if (event === 'test') return undefined;
  return { sent: now, channel, id, event, tells: tells.map((one) => ({ ...one, keys: [...one.keys] })) };
}

/** What one channel knows. */
export interface Told {
  keys: ReadonlySet<string>;
  /** By what it is about, whatever that was called before. */
  heard: ReadonlyMap<string, Heard>;
  /** When it was told something, oldest first. */
  moments: readonly number[];
}

export interface Heard {
  title: string;
  event: Tell['event'];
  /** By the last word it was over. */
  over: boolean;
  last: number;
  /** Ids of the notices, oldest first. */
  ids: readonly string[];
}

/** What a channel was told. `former` names incidents that have become others. */
export function toldTo(channel: string, { sent }: Ledger, former: ReadonlyMap<string, string>): Told {
  const keys = new Set<string>();
  const heard = new Map<string, Heard>();
  const mine = sent.filter((one) => one.channel === channel);
  for (const one of mine) {
    for (const tell of one.tells) {
      const about = presentName(tell.about, former);
      const before = heard.get(about);
      if (tell.event === 'withdrawn') {
        heard.delete(about);
        for (const known of keys) if (known === about || known.startsWith(`${about}/`)) keys.delete(known);
        continue;
      }
      for (const known of tell.keys) keys.add(known).add(about + known.slice(tell.about.length));
      heard.set(about, {
        title: tell.title,
        event: tell.event,
        over: isOver(tell.event, before),
        last: one.sent,
        ids: [...(before?.ids ?? []), one.id],
      });
    }
  }
  return { keys, heard, moments: mine.map((one) => one.sent) };
}

function isOver(event: Tell['event'], before: Heard | undefined): boolean {
  if (event === 'resolved' || event === 'completed' || event === 'cancelled') return true;
  return event === 'updated' && before?.over === true;
}

function presentName(about: string, former: ReadonlyMap<string, string>): string {
  const [folder, id = ''] = about.split('/');
  const now = folder === 'incidents' ? former.get(id) : undefined;
  return now === undefined ? about : `${folder}/${now}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
