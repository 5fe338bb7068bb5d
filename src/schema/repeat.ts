import { z } from 'zod';

const MOST_CHARACTERS = 500;
const MOST_TIMES = 1000;
const WORDS = /^every (?:([1-9]\d{0,2}) )?(day|week|month|year)s?$/i;

const list = (item: string): RegExp => new RegExp(`^${item}(?:,${item})*$`);
const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';

/** The parts of a rule that are about days; whatever is finer is for other tools. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYDAY: list(`(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?${weekday}`),
  BYMONTH: list('(?:[1-9]|1[0-2])'),
  BYMONTHDAY: list('[+-]?(?:[1-9]|[12]\\d|3[01])'),
  BYYEARDAY: list('[+-]?(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  BYWEEKNO: list('[+-]?(?:[1-9]|[1-4]\\d|5[0-3])'),
  BYSETPOS: list('[+-]?(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  WKST: new RegExp(`^${weekday}$`),
};

/** How often something comes again, as its file says it. */
export type Repeat =
  | { every: number; unit: 'day' | 'week' | 'month' | 'year'; rule?: undefined }
  /** A rule of RFC 5545 without its UNTIL. */
  | { rule: string; until: string | undefined };

/** What a checked text says. */
export function readRepeat(text: string): Repeat {
  const words = WORDS.exec(text);
  if (words) return { every: Number(words[1] ?? 1), unit: words[2]?.toLowerCase() as 'day' };
  const parts = text.split(';');
  const until = parts.find((part) => part.startsWith('UNTIL='))?.slice('UNTIL='.length);
  return { rule: parts.filter((part) => !part.startsWith('UNTIL=')).join(';'), until };
}

/** `every 2 weeks`, or a rule of RFC 5545 such as `FREQ=MONTHLY;BYDAY=1SU`. */
export const repeat = z
  .string()
  .overwrite(tidy)
  .superRefine((text, ctx) => {
    const message = faultOf(text);
    if (message) ctx.addIssue({ code: 'custom', message, input: text });
  })
  .meta({ examples: ['every week', 'FREQ=MONTHLY;BYDAY=1SU'] });

function tidy(text: string): string {
  const trimmed = text.trim();
  if (WORDS.test(trimmed)) return trimmed.toLowerCase();
  return trimmed.toUpperCase().replace(/^RRULE:/, '');
}

function faultOf(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return `is longer than ${MOST_CHARACTERS} characters`;
  if (/DTSTART/.test(text)) return 'holds DTSTART; the field `start` says when the first window begins';
  if (/\p{Cc}/u.test(text)) return 'holds a line break or another control character';
  if (WORDS.test(text)) return undefined;
  if (!text.includes('=')) return 'is neither words such as `every 2 weeks` nor a rule such as `FREQ=WEEKLY`';
  const parts = text.split(';').map((part) => part.split('=') as [string, string?]);
  const names = parts.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `gives ${twice} twice`;
  const wrong = parts.map(([name, value = '']) => faultOfPart(name, value)).find(Boolean);
  if (wrong) return wrong;
  if (!names.includes('FREQ')) return 'does not say how often; begin with FREQ=WEEKLY, for example';
  if (names.includes('COUNT') && names.includes('UNTIL')) return 'gives both COUNT and UNTIL; keep one of them';
  return undefined;
}

function faultOfPart(name: string, value: string): string | undefined {
  if (/^BY(?:HOUR|MINUTE|SECOND)$/.test(name)) return `has ${name}; several windows a day are several files`;
  const known = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (!known) return `has the part ${JSON.stringify(name)}; the parts are ${Object.keys(PARTS).join(', ')}`;
  if (name === 'FREQ' && /^(?:SECOND|MINUTE|HOUR)LY$/.test(value)) return 'is finer than FREQ=DAILY';
  if (!known.test(value)) return `has ${name}=${value}, unknown to RFC 5545`;
  if (name === 'COUNT' && Number(value) > MOST_TIMES)
    return `has COUNT=${value}; at most ${MOST_TIMES} are planned ahead`;
  if (name === 'UNTIL' && !isMoment(value)) return `has UNTIL=${value}, a day that does not exist`;
  return undefined;
}

function isMoment(until: string): boolean {
  try {
    Temporal.PlainDateTime.from(until.replace(/Z$/, ''), { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
