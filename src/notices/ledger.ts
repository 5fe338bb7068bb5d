import { z } from 'zod';
import { readLines } from '../parse/json-lines.ts';
import { NOTICE_EVENTS } from '../schema/message.ts';
import type { Notice } from './notice.ts';
import { toldTo } from './told.ts';

/** What was told lies here, on a branch of its own. */
export const LEDGER_FILE = '.notices.jsonl';
export const LEDGER_BRANCH = 'allclear-notices';

const KEPT_MS = 14 * 86_400_000;

const event = z.enum(NOTICE_EVENTS);
const moment = z.iso.datetime().transform((text) => Date.parse(text));
const key = z.string().min(1).max(300);

const tell = z.object({
  about: key,
  event,
  title: z.string().max(300),
  keys: z.array(key),
  /** When a maintenance was to begin and end. */
  start: moment.optional(),
  end: moment.optional(),
});

const sentLine = z.object({ sent: moment, channel: key, id: key, event, tells: z.array(tell) });
const beginLine = z.object({ since: moment, known: z.array(key) });
const hiddenLine = z.object({ hidden: z.array(key) });
const shownLine = z.object({ shown: moment, about: key });
const claimLine = z.object({ until: moment, channel: key, by: key });

/** One notice that was sent. */
export type Sent = z.output<typeof sentLine>;
/** Somebody who is about to tell a channel something, and has it to themselves until then. */
export type Claim = z.output<typeof claimLine>;
/** What was hidden from the public and is not any more, and since when. */
export type Shown = z.output<typeof shownLine>;

/** What each channel was told, oldest first. */
export interface Ledger {
  /** What was told before this moment was told without us; nothing before the first run. */
  since: number | undefined;
  /** Keys of plans that were there at the first run. */
  known: readonly string[];
  /** What the public could not see when it was last looked at. */
  hidden: readonly string[];
  shown: readonly Shown[];
  claims: readonly Claim[];
  sent: readonly Sent[];
}

export const EMPTY: Ledger = { since: undefined, known: [], hidden: [], shown: [], claims: [], sent: [] };

/** The ledger in a text, one notice on each line. A line that cannot be read is left out. */
export function readLedger(text: string): Ledger {
  const [begin] = readLines(beginLine, text);
  return {
    since: begin?.since,
    known: begin?.known ?? [],
    hidden: readLines(hiddenLine, text).flatMap(({ hidden }) => hidden),
    shown: readLines(shownLine, text),
    claims: readLines(claimLine, text),
    sent: readLines(sentLine, text),
  };
}

/** Lines in the order in which notices were sent. */
export function printLedger({ since, known, hidden, shown, claims, sent }: Ledger): string {
  const lines = [
    ...(since === undefined ? [] : [{ since: iso(since), known }]),
    ...(hidden.length === 0 ? [] : [{ hidden }]),
    ...shown.map((one) => ({ ...one, shown: iso(one.shown) })),
    ...claims.map((one) => ({ ...one, until: iso(one.until) })),
    ...sent.map((one) => ({ ...one, sent: iso(one.sent), tells: one.tells.map(printedTell) })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The ledger with one more notice, and without those that are two weeks old and about nothing that still goes on. */
export function withSent(ledger: Ledger, one: Sent, goesOn: ReadonlySet<string>): Ledger {
  const channels = new Set(ledger.sent.map(({ channel }) => channel));
  const open = new Set([...channels].flatMap((channel) => [...unfinished(channel, ledger, one.sent)]));
  const kept = ledger.sent.filter(
    ({ sent, channel, tells }) =>
      sent > one.sent - KEPT_MS || tells.some(({ about }) => goesOn.has(about) || open.has(`${channel} ${about}`)),
  );
  return { ...ledger, sent: [...kept, one] };
}

/** A notice as the ledger remembers it. */
export function sentOf({ id, channel, event, tells }: Notice, now: number): Sent | undefined {
  if (event === 'test') return undefined;
  return { sent: now, channel, id, event, tells: tells.map((one) => ({ ...one, keys: [...one.keys] })) };
}

/** Of what a channel has not heard the end; it may have to be taken back. */
function unfinished(channel: string, ledger: Ledger, now: number): string[] {
  const { heard } = toldTo(channel, ledger, new Map(), now);
  return [...heard].flatMap(([about, { over }]) => (over ? [] : [`${channel} ${about}`]));
}

function printedTell({ start, end, ...one }: Sent['tells'][number]): object {
  return {
    ...one,
    ...(start !== undefined && { start: iso(start) }),
    ...(end !== undefined && { end: iso(end) }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
