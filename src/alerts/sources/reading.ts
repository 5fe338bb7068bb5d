import type { z } from 'zod';
import { cleanLine } from '../../schema/text.ts';
import type { Message, Reading } from '../alert.ts';

const MOST_ALERTS = 5_000;
const MOST_REASONS = 100;
const LONGEST_REASON = 300;
const LONGEST_QUOTE = 80;

/** Reads what fits the schema; refuses the rest with the first thing that does not fit. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  use: (parsed: z.output<Schema>) => Reading,
): Reading {
  const parsed = schema.safeParse(value);
  if (parsed.success) return use(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') || 'the message';
  return refuse(`Cannot be read: ${clip(path, LONGEST_QUOTE)}: ${issue?.message ?? 'unknown shape'}.`);
}

/** Reads each part by itself, so that one bad part hides no other. */
export function readEach(parts: readonly unknown[], readPart: (part: unknown) => Reading): Reading {
  if (parts.length === 0) return ignore('Holds no alert.');
  const readings = parts.slice(0, MOST_ALERTS).map((part, index) => numbered(readPart(part), index + 1, parts.length));
  const left = parts.length - MOST_ALERTS;
  if (left > 0) readings.push(refuse(`Holds ${parts.length} alerts; the last ${left} were not read.`));
  return {
    alerts: readings.flatMap((one) => one.alerts),
    ignored: readings.flatMap((one) => one.ignored),
    refused: readings.flatMap((one) => one.refused),
  };
}

/** A part that is no news about a trouble. */
export function ignore(reason: string): Reading {
  return { alerts: [], ignored: [oneLine(reason)], refused: [] };
}

/** A part that says something we do not know. */
export function refuse(reason: string): Reading {
  return { alerts: [], ignored: [], refused: [oneLine(reason)] };
}

/** A field without a value that we know. */
export function refuseUnknown(name: string, value: unknown, known: readonly string[]): Reading {
  if (value === undefined && known.length === 1) return refuse(`${name} is missing.`);
  if (value === undefined) return refuse(`${name} is missing; it must be one of ${known.join(', ')}.`);
  return refuse(`${name} is ${quote(value)}; known are ${known.join(', ')}.`);
}

/** The first reasons, and how many more there are. */
export function shortList(reasons: readonly string[]): string[] {
  const left = reasons.length - MOST_REASONS;
  return left > 0 ? [...reasons.slice(0, MOST_REASONS), `And ${left} more.`] : [...reasons];
}

/** A foreign value as it can stand in a sentence. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `"${clip(value, LONGEST_QUOTE)}"`;
  if (value === undefined) return 'missing';
  return typeof value === 'object' && value !== null ? 'not a word' : String(value);
}

/** One clean line of at most so many characters; looks only at the beginning of a huge text. */
export function clip(text: string, most: number): string {
  return shorten(cleanLine(text.slice(0, most * 4)), most);
}

/** A text of at most so many characters, none of them cut in half. */
export function shorten(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a table says about a name; nothing about names that every object has. */
export function lookUp<Value>(table: Readonly<Record<string, Value>>, name: string | undefined): Value | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The value that a text holds as JSON, or undefined where it holds none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function numbered(reading: Reading, number: number, of: number): Reading {
  if (of === 1) return reading;
  const say = (reason: string): string => oneLine(`Alert ${number}: ${reason}`);
  return { alerts: reading.alerts, ignored: reading.ignored.map(say), refused: reading.refused.map(say) };
}

function oneLine(reason: string): string {
  return clip(reason, LONGEST_REASON);
}

/** What is known of a message beside its body. */
export type Context = Omit<Message, 'payload'>;

/** Puts what one tool sends into our words. */
export type Source = (payload: unknown, context: Context) => Reading;
