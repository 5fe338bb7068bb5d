import { refuse } from '../acts/refusal.ts';
import { readZone } from '../acts/words.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { readMoment, readPromise } from '../parse/written-time.ts';
import { readDuration } from '../schema/fields.ts';

const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Clocks that differ by less mean the same. */
const SKEW_MS = 5 * MINUTE_MS;
const TIMED = /\d:\d{2}/;
const DATED = /\d{4}[-/.]\d|\d[/.]\d{1,2}[/.]\d{4}/;
const LOCAL = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/;
const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/;
const BARE_CLOCK = /^\d{1,2}:\d{2}(?!\d)/;

/** A moment that was: with its date, the last such time of day, or how long ago. */
export function readPast(text: string, now: number): number {
  const [, length] = /^(.+) ago$/i.exec(text.trim()) ?? [];
  if (length !== undefined) return toMinute(now - readLength(length));
  if (/^now$/i.test(text.trim())) return toMinute(now);
  const examples = `"${writtenMoment(now)}", "${clockOf(now)}", or "15 min ago"`;
  return read(text, now, now + SKEW_MS - DAY_MS + 1, examples);
}

/** A moment to come: with its date, the next such time of day, or how long from now. */
export function readComing(text: string, now: number): number {
  const length = readDuration(text.trim().replace(/^in /i, ''));
  if (length !== undefined) return toMinute(now + length);
  const soon = now + HALF_HOUR_MS;
  const examples = `"${writtenMoment(soon)}", "${clockOf(soon)}", or "30 min" from now`;
  const [, gone] = /^(.+) ago$/i.exec(text.trim()) ?? [];
  if (gone !== undefined && readDuration(gone) !== undefined) {
    refuse(`${JSON.stringify(text)} is over.`, `Write a time to come: ${examples}.`);
  }
  return read(text, now, now + 1, examples);
}

/** A day and an hour without a zone, as the clocks of one show them; nothing where the text is no such thing. */
export function readLocal(text: string, zone: string): number | undefined {
  if (!LOCAL.test(text.trim())) return undefined;
  const home = readZone(zone);
  try {
    return Temporal.PlainDateTime.from(text.trim(), { overflow: 'reject' }).toZonedDateTime(home).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** How long something takes. */
export function readLength(text: string): number {
  const length = readDuration(text);
  if (length !== undefined) return length;
  return refuse(
    `${JSON.stringify(text)} is no length of time.`,
    'Write a number and a unit: "45 min", "2 h", "1 day".',
  );
}

function read(text: string, now: number, after: number, examples: string): number {
  const trimmed = text.trim();
  const today = new Date(now).toISOString().slice(0, 10);
  const { at } = readPromise(trimmed, after);
  if (at !== undefined) return at;
  const [, hour = '0', minute = '0'] = CLOCK.exec(trimmed) ?? [];
  const isClock = Number(hour) < 24 && Number(minute) < 60;
  if (!isClock || (!DATED.test(trimmed) && !TIMED.test(trimmed))) {
    return refuse(`${JSON.stringify(text)} is no time.`, `Write ${examples}.`);
  }
  // A time of day is explained with the day that it would be on.
  const isBare = BARE_CLOCK.test(trimmed);
  const { reason, corrected } = readMoment(isBare || !DATED.test(trimmed) ? `${today} ${trimmed}` : trimmed);
  const written = isBare ? corrected.slice(today.length + 1) : corrected;
  return refuse(`${sentence(reason, text)}`, `Write "${written}".`);
}

function sentence(reason: string | undefined, text: string): string {
  if (reason === undefined || reason.includes('"')) return `${JSON.stringify(text)} is not a time that can be read.`;
  return `${JSON.stringify(text)}: ${reason}.`;
}

function clockOf(moment: number): string {
  return writtenMoment(moment).slice('yyyy-mm-dd '.length);
}

function toMinute(moment: number): number {
  return moment - (moment % MINUTE_MS);
}
