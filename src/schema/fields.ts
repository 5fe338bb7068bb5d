import { z } from 'zod';
import { cleanLine, isVisible } from './text.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|UTC|[+-]\d{2}:\d{2})$/;
const DURATION = /^(\d{1,4}(?:\.\d{1,2})?) ?(s|sec|second|seconds|m|min|minute|minutes|h|hour|hours|d|day|days)$/;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds since 1970 for a written time with its zone, or undefined where it is not one. */
export function readInstant(text: string): number | undefined {
  const match = INSTANT.exec(text.trim());
  if (!match) return undefined;
  const [, date, time = '', zone = ''] = match;
  const offset = zone === 'UTC' ? 'Z' : zone;
  try {
    return Temporal.Instant.from(`${date}T${time}${offset}`).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** Milliseconds of a written duration such as `15 min` or `2 h`. */
export function readDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (!match) return undefined;
  const unit = (match[2] ?? '').charAt(0) as keyof typeof UNIT_MS;
  return Math.round(Number(match[1]) * UNIT_MS[unit]);
}

/** Whether a name can stand in an address and be called by other files. */
export function isId(name: string): boolean {
  return ID.test(name);
}

/** The nearest id to a name. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '');
}

/** A moment: date, time and zone. Milliseconds since 1970 once read. */
export const instant = z
  .string()
  .regex(INSTANT, 'expects a date, a time and a zone')
  .transform((text, ctx) => {
    const ms = readInstant(text);
    if (ms !== undefined) return ms;
    ctx.addIssue({
      code: 'custom',
      message: 'is not a moment that exists',
      input: text,
    });
    return z.NEVER;
  })
  .meta({ examples: ['2026-11-21T14:25:00Z', '2026-11-21 15:25 +01:00'] });

/** A calendar day, in the site's zone. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expects a day')
  .refine(isDay, 'is not a day that exists')
  .meta({ examples: ['2026-11-21'] });

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const weekday = z.enum(WEEKDAYS);

/** A time of day. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expects a time of day such as 09:00');

/** A length of time. Milliseconds once read. */
export const duration = z
  .string()
  .regex(DURATION, 'expects a number and a unit')
  .transform((text) => readDuration(text) ?? 0)
  .meta({ examples: ['15 min', '2 h', '1 day'] });

/** A file's name without its ending: what other files call it by. */
export const id = z
  .string()
  .regex(ID, 'expects lower-case letters, digits and single dashes')
  .meta({ examples: ['payments-api'] });

/** The same, however it is capitalised: pages print SEV2, files are called sev2. */
export const idInAnyCase = z
  .string()
  .toLowerCase()
  .regex(ID, 'expects lower-case letters, digits and single dashes')
  .meta({ examples: ['sev2'] });

/** An address people can follow. */
export const link = z.url({
  protocol: /^https?$/,
  error: 'expects an address that begins with https:// or http://',
});

/** The name of an environment variable that holds a secret; never the secret itself. */
export const secretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'expects the name of an environment variable in capitals, never the secret itself');

/** One line of text for people. */
export const line = z
  .string()
  .overwrite(cleanLine)
  .min(1, 'must not be empty')
  .max(200, 'is longer than 200 characters')
  .refine(isVisible, 'must not be empty');

/** A few sentences of Markdown. */
export const prose = z.string().trim().min(1, 'must not be empty').max(16_000, 'is longer than 16,000 characters');

/** A label for grouping, such as a cause or a tag. */
export const tag = z.string().regex(ID, 'expects lower-case words joined by dashes');

export const visibility = z.enum(['public', 'internal', 'draft']).default('public');

/** Marks a field that never reaches the public build; `withoutInternal` drops it there. */
export function internal<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), audience: 'internal' }) as Schema;
}

/** The same value without the fields that its schema marks internal. */
export function withoutInternal<Shape extends z.ZodRawShape, Value extends object>(
  schema: z.ZodObject<Shape>,
  value: Value,
): Value {
  const kept = Object.entries(value).filter(
    ([key]) => (schema.shape[key] as z.ZodType | undefined)?.meta()?.['audience'] !== 'internal',
  );
  return Object.fromEntries(kept) as Value;
}

/** Whether it is a day of the calendar, as `2026-12-05`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
