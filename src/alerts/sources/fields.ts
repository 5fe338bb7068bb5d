import { z } from 'zod';
import { isRecord } from './reading.ts';

const ISO =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,12}))? ?(Z|UTC|([+-])([01]\d|2[0-3]):?([0-5]\d)?)?$/i;
const ZERO_YEAR = '0001-01-01';
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);
// From 2000 to 2100 a number is a time in one unit only.
const PER_MS = [0.001, 1, 1_000, 1_000_000] as const;

/** A name, number or switch as text; nothing where it is missing, null or blank. */
export const word = z
  .union([z.string(), z.number(), z.boolean(), z.null()], 'expects text or a number')
  .optional()
  .transform((value) => (value === undefined || value === null || value === '' ? undefined : String(value)));

/** The same where nothing depends on it. */
export const note = word.catch(undefined);

/** What is looked at later, or not at all. */
export const anything = z.unknown().optional();

/** Names and values; empty where there are none. */
export const bag = z.custom<Record<string, unknown>>(isRecord).catch(() => ({}));

/** A list; empty where there is none. */
export const list = z.array(z.unknown()).catch(() => []);

/** An object on which nothing depends: without values where it is none. Each of its fields must be able to be missing. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  const object = z.object(shape);
  return object.catch(() => object.parse({}));
}

/** Something with a name, of which only the name matters. */
export const named = part({ name: note, summary: note, id: note });

/** A moment with its zone, or a number since 1970 in seconds or any finer unit; nothing where it is missing. */
export const moment = momentIn(undefined);

/** The same, in UTC where no zone is written. */
export const utcMoment = momentIn('Z');

/** A moment from a template, in which a variable without a value stays as it is written. */
export function momentIn(zone: string | undefined, unset = /^$/) {
  return z
    .union([z.string(), z.number(), z.null()], 'expects a time')
    .optional()
    .transform((value, context) => {
      if (value === undefined || value === null || unset.test(String(value))) return undefined;
      const ms = readMoment(value, zone);
      if (ms !== null) return ms;
      context.addIssue({
        code: 'custom',
        message: 'is no time with its zone between 2000 and 2100, such as 2026-11-24T10:00:00Z',
        input: value,
      });
      return z.NEVER;
    });
}

/** Milliseconds since 1970, undefined for no time, or null where it is no time that we know. */
function readMoment(value: string | number, zone: string | undefined): number | null | undefined {
  const text = String(value).trim();
  if (text === '' || text === '0' || text.startsWith(ZERO_YEAR)) return undefined;
  const ms = /^\d{1,25}(?:\.\d{1,12})?$/.test(text) ? fromNumber(Number(text)) : fromText(text, zone);
  return ms !== undefined && isKnown(ms) ? ms : null;
}

function fromNumber(number: number): number | undefined {
  return PER_MS.map((unit) => Math.round(number / unit)).find(isKnown);
}

// With nothing that only some runtimes have: the relay runs in several.
function fromText(text: string, zone: string | undefined): number | undefined {
  const match = text.length < 60 ? ISO.exec(text) : null;
  if (!match) return undefined;
  const [, date, time, seconds = ':00', fraction = '0', written = zone, sign, hours, minutes = '0'] = match;
  const moment = `${date}T${time}${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const ms = Date.parse(moment);
  // A day that does not exist would be read as one that does.
  if (written === undefined || Number.isNaN(ms) || new Date(ms).toISOString() !== moment) return undefined;
  return sign === undefined ? ms : ms - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function isKnown(ms: number): boolean {
  return ms >= EARLIEST && ms < LATEST;
}
