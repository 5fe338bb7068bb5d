import { readInstant } from '../schema/fields.ts';

/** A time as read, or why not; `corrected` can always be read. */
export interface MomentReading {
  at?: number;
  corrected: string;
  reason?: string;
}

/** A time of day somewhere in a text. */
export const CLOCK = /(?<!\d)\d{1,2}:\d{2}(?!\d)/;

const MOMENT =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?((?:UTC|GMT|Z)?(?:[+-]\d{1,2}(?::?\d{2})?)?)$/i;
const CANONICAL = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC$/;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2}) ?((?:UTC|GMT|Z)?(?:[+-]\d{1,2}(?::?\d{2})?)?)$/i;
// Names of zones that mean one offset to those who write them.
const ZONES: Record<string, string> = {
  ...{ WET: '+00:00', BST: '+01:00', CET: '+01:00', CEST: '+02:00', EET: '+02:00', EEST: '+03:00' },
  ...{
    EST: '-05:00',
    EDT: '-04:00',
    CST: '-06:00',
    CDT: '-05:00',
    MST: '-07:00',
    MDT: '-06:00',
    PST: '-08:00',
    PDT: '-07:00',
  },
};
const DAY_MS = 86_400_000;

/** A date, a time and a zone, tolerantly: `2026-11-21 14:45 UTC`, `2026-11-21T14:45Z`, `2026-11-21 9:05 +1`. */
export function readMoment(text: string): MomentReading {
  if (CANONICAL.test(text)) {
    const at = readInstant(text);
    if (at !== undefined) return { at, corrected: text };
  }
  const named = /^(.*\d) ?([A-Z]{3,4})$/.exec(text.trim());
  const offset = named && ZONES[named[2] ?? ''];
  if (named && offset) {
    const { corrected } = readMoment(`${named[1]} ${offset}`);
    return { corrected, reason: `the zone ${named[2]} is written as an offset` };
  }
  const match = MOMENT.exec(text.trim());
  if (!match)
    return {
      corrected: `${dateIn(text)} ${clockIn(text)} UTC`,
      reason: `${JSON.stringify(text)} is not a date, a time and a zone`,
    };
  const [, year, month, day, hour, minute, second, zone = ''] = match;
  const corrected = `${nearestDate(year, month, day)} ${clock(hour, minute)}${second ? `:${second}` : ''} ${writtenZone(zone)}`;
  if (zone === '') return { corrected, reason: 'the time has no zone' };
  const asWritten = `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${minute}${second ? `:${second}` : ''} ${offsetOf(zone) ?? ''}`;
  const at = readInstant(asWritten);
  if (at === undefined)
    return { corrected: readable(corrected), reason: `${JSON.stringify(text)} is not a moment that exists` };
  if (/[/.]/.test(text.slice(0, 8))) return { corrected, reason: 'the date is joined by dashes' };
  return { at, corrected };
}

/** A moment, or a time of day: the first such time after the update it belongs to. */
export function readPromise(text: string, after: number): MomentReading {
  const match = TIME_OF_DAY.exec(text.trim());
  if (!match) return readMoment(text);
  const [, hour, minute, zone = ''] = match;
  const corrected = `${clock(hour, minute)} ${writtenZone(zone)}`;
  if (zone === '') return { corrected, reason: 'the time of the next update has no zone' };
  const day = new Date(after).toISOString().slice(0, 10);
  const near = readInstant(`${day} ${pad(hour)}:${minute} ${offsetOf(zone) ?? ''}`);
  if (near === undefined) return { corrected, reason: `${JSON.stringify(text)} is not a time of day` };
  const days = Math.ceil((after - near) / DAY_MS);
  return { at: near + days * DAY_MS, corrected };
}

function dateIn(text: string): string {
  const [, year, month, day] = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text) ?? [];
  if (year) return nearestDate(year, month, day);
  const [, last, middle, first] = /(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/.exec(text) ?? [];
  return first ? nearestDate(first, middle, last) : '2026-11-21';
}

function clockIn(text: string): string {
  const [hour, minute] = CLOCK.exec(text)?.[0].split(':') ?? ['14', '45'];
  return clock(hour, minute);
}

/** The date itself, or the nearest one that exists. */
function nearestDate(year = '2026', month = '1', day = '1'): string {
  const fields = { year: Number(year), month: Math.max(1, Number(month)), day: Math.max(1, Number(day)) };
  return Temporal.PlainDate.from(fields, { overflow: 'constrain' }).toString();
}

function clock(hour = '0', minute = '00'): string {
  return `${pad(String(Math.min(23, Number(hour))))}:${pad(String(Math.min(59, Number(minute))))}`;
}

function readable(written: string): string {
  return readInstant(written) === undefined ? written.replace(/(?::\d{2})? \S+$/, ' UTC') : written;
}

function writtenZone(zone: string): string {
  const offset = offsetOf(zone === '' ? 'UTC' : zone);
  return offset === undefined || offset === 'Z' ? 'UTC' : offset;
}

/** `Z`, or an offset as `+02:00`; undefined where there is no such offset. */
function offsetOf(zone: string): string | undefined {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!match) return 'Z';
  const [, sign, hours = '0', minutes = '00'] = match;
  return Number(hours) > 14 || Number(minutes) > 59 ? undefined : `${sign}${pad(hours)}:${minutes}`;
}

function pad(number = '0'): string {
  return number.padStart(2, '0');
}
