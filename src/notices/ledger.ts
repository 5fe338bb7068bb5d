import { z } from 'zod';
import { NOTICE_EVENTS } from '../schema/message.ts';
import type { Notice } from './notice.ts';
import { toldTo } from './told.ts';

/** What was told lies here, on a branch of its own. */
export const LEDGER_FILE = '.notices.jsonl';
export const LEDGER_BRANCH = 'allclear-notices';

/** So long it is remembered what was told. */
export const KEPT_MS = 14 * 86_400_000;

const event = z.enum(NOTICE_EVENTS);
const moment = z.iso.datetime().transform((text) => Date.parse(text));
const key = z.string().min(1).max(300);
const count = z.int().min(0);

const tell = z.strictObject({
  about: key,
  event,
  title: z.string().max(300),
  keys: z.array(key),
  /** When a maintenance was to begin and end. */
  start: moment.optional(),
  end: moment.optional(),
});

const sentLine = z.strictObject({
  sent: moment,
  channel: key,
  audience: z.enum(['public', 'internal']),
  id: key,
  event,
  tells: z.array(tell),
});
const beginLine = z.strictObject({ since: moment, channel: key, known: z.array(key) });
const hiddenLine = z.strictObject({ hidden: z.array(key) });
const shownLine = z.strictObject({ shown: moment, about: key });
const claimLine = z.strictObject({ until: moment, channel: key, by: key });
const blindLine = z.strictObject({ blind: moment, end: moment.optional(), channel: key.optional() });
const trialLine = z.strictObject({
  again: moment,
  channel: key,
  thread: key,
  whole: z.boolean(),
  asked: z.boolean(),
  failures: count,
  unsure: count,
});

/** What stands on a line, by the field that only such a line has. */
const LINES = {
  since: beginLine,
  hidden: hiddenLine,
  shown: shownLine,
  until: claimLine,
  blind: blindLine,
  again: trialLine,
  sent: sentLine,
};

/** One notice that was sent. */
export type Sent = z.output<typeof sentLine>;
/** When a channel began: what is older was told without us; `known` are the plans that were there. */
export type Begin = z.output<typeof beginLine>;
/** Somebody who is about to tell a channel something, and has it to themselves until then. */
export type Claim = z.output<typeof claimLine>;
/** What was hidden from the public and is not any more, and since when. */
export type Shown = z.output<typeof shownLine>;
/** A time in which nobody knew what to tell a channel, or any channel, because the settings could not be read. */
export type Blind = z.output<typeof blindLine>;
/** What was tried in vain, how often, and when it, or the whole channel, is tried again; `asked` where the receiver said when. */
export type Trial = z.output<typeof trialLine>;

/** What each channel was told, oldest first. */
export interface Ledger {
  begins: readonly Begin[];
  /** What the public could not see when it was last looked at. */
  hidden: readonly string[];
  shown: readonly Shown[];
  claims: readonly Claim[];
  blind: readonly Blind[];
  trials: readonly Trial[];
  sent: readonly Sent[];
}

export const EMPTY: Ledger = { begins: [], hidden: [], shown: [], claims: [], blind: [], trials: [], sent: [] };

/** What was told cannot be known, so that whatever is told may be told again. */
export class LedgerProblem extends Error {}

/** The ledger in a text, one thing on each line. A line that cannot be read is an error: without it things would be told twice, or never. */
export function readLedger(text: string): Ledger {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1)]));
  const all = <Kind extends keyof typeof LINES>(kind: Kind): z.output<(typeof LINES)[Kind]>[] =>
    lines.flatMap((line) => (line.kind === kind ? [line.value as z.output<(typeof LINES)[Kind]>] : []));
  return {
    begins: all('since'),
    hidden: all('hidden').flatMap(({ hidden }) => hidden),
    shown: all('shown'),
    claims: all('until'),
    blind: all('blind'),
    trials: all('again'),
    sent: all('sent'),
  };
}

/** Lines in the order in which notices were sent. */
export function printLedger({ begins, hidden, shown, claims, blind, trials, sent }: Ledger): string {
  const lines = [
    ...begins.map((one) => ({ ...one, since: iso(one.since) })),
    ...(hidden.length === 0 ? [] : [{ hidden }]),
    ...shown.map((one) => ({ ...one, shown: iso(one.shown) })),
    ...claims.map((one) => ({ ...one, until: iso(one.until) })),
    ...blind.map((one) => ({ ...one, blind: iso(one.blind), ...(one.end !== undefined && { end: iso(one.end) }) })),
    ...trials.map((one) => ({ ...one, again: iso(one.again) })),
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
export function sentOf({ id, channel, audience, event, tells }: Notice, now: number): Sent | undefined {
  if (event === 'test') return undefined;
  return { sent: now, channel, audience, id, event, tells: tells.map((one) => ({ ...one, keys: [...one.keys] })) };
}

function readLine(line: string, number: number): { kind: keyof typeof LINES; value: unknown } {
  const found = parseJson(line);
  const kind = (Object.keys(LINES) as (keyof typeof LINES)[]).find((one) => Object.hasOwn(found, one));
  const parsed = kind && LINES[kind].safeParse(found);
  if (kind && parsed?.success) return { kind, value: parsed.data };
  throw new LedgerProblem(
    `Line ${number} of ${LEDGER_FILE} on the branch ${LEDGER_BRANCH} cannot be read, so nobody knows what was told and nobody is told anything. Mend the line, or take the file as it was in the commit before.`,
  );
}

function parseJson(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
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
