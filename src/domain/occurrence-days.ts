import { RRuleTemporal } from 'rrule-temporal';
import { toText } from 'rrule-temporal/totext';
import type { Repeat } from '../schema/repeat.ts';

/** No series is counted farther. */
export const MOST_OCCURRENCES = 5000;

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

/** The days of a rule from its first: all until `until`, and `more` after it. */
export function repeatedDays(
  repeat: Repeat,
  first: string,
  { until, more }: { until: string; more: number },
): string[] {
  const days: string[] = [];
  let left = more;
  try {
    ruleFrom(repeat, first).all((date) => {
      const day = date.toString().slice(0, 10);
      if (day > until && left-- <= 0) return false;
      days.push(day);
      return days.length < MOST_OCCURRENCES;
    });
  } catch {
    // The library gives up on a rule that has no more days.
  }
  return days;
}

/** Why the parts of a rule do not go together, where they do not. */
export function ruleFault(repeat: Repeat, first: string): string | undefined {
  try {
    ruleFrom(repeat, first);
    return undefined;
  } catch (error) {
    return (error as Error).message.replaceAll('MUST', 'must').replaceAll('NOT', 'not');
  }
}

/** `every month on the 1st Sunday` */
export function repeatWords(repeat: Repeat, first: string): string {
  const endless = repeat.rule === undefined ? repeat : { ...repeat, rule: repeat.rule.replace(/;?COUNT=\d+/, '') };
  return toText(ruleFrom(endless, first), 'en').replaceAll(/\b(on|and) (\d+(?:st|nd|rd|th)|last)\b/g, '$1 the $2');
}

// In days of UTC, which are all alike: what the clocks do on a day is for the windows to know.
function ruleFrom(repeat: Repeat, first: string): RRuleTemporal {
  const start = first.replaceAll('-', '');
  const rule = repeat.rule ?? ruleOfWords(repeat, first);
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${start}T000000\nRRULE:${rule}`,
    strict: true,
    cache: false,
  });
}

/** A month or a year later is the same weekday of the month: the first Sunday, or the last where it may be a fifth. */
function ruleOfWords({ every, unit }: Extract<Repeat, { unit: string }>, first: string): string {
  const rule = `FREQ=${FREQUENCIES[unit]};INTERVAL=${every}`;
  if (unit === 'day' || unit === 'week') return rule;
  const { day, dayOfWeek, month } = Temporal.PlainDate.from(first);
  const week = day > 28 ? -1 : Math.ceil(day / 7);
  const weekday = `BYDAY=${week}${WEEKDAYS[dayOfWeek - 1]}`;
  return unit === 'month' ? `${rule};${weekday}` : `${rule};BYMONTH=${month};${weekday}`;
}
