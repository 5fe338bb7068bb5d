import { z } from 'zod';
import { clock, day, duration, id, instant, line, secretName, weekday } from './fields.ts';

const zone = z.string().refine(isTimeZone, 'is not a time zone such as Europe/Berlin');

const person = z.strictObject({
  name: line,
  /** Where it is not the team's. */
  timezone: zone.optional(),
  /** The environment variable that holds how to reach them. */
  contact: secretName.optional(),
});

const layer = z.strictObject({
  /** Primary, secondary, night … */
  name: line,
  /** How long one shift is. */
  every: z.union([z.enum(['day', 'week']), z.strictObject({ days: z.int().min(1).max(60) })]).default('week'),
  /** The day the first person of `people` begins. */
  start: day,
  /** The last day of this arrangement; a later layer of the same name follows. */
  end: day.optional(),
  handoff: z.strictObject({ day: weekday.optional(), time: clock }),
  /** Only these hours; around the clock where it is not given. */
  hours: z.strictObject({ from: clock, to: clock, days: z.array(weekday).optional() }).optional(),
  timezone: zone.optional(),
  /** Keys of `people`, in turn. */
  people: z.array(id).min(1, 'names nobody'),
});

const override = z.strictObject({
  layer: line,
  person: id,
  from: instant,
  until: instant,
  reason: line.optional(),
});

export const oncallSchema = z.strictObject({
  team: line,
  timezone: zone,
  /** Ids of the components the team answers for. */
  components: z.array(id).default([]),
  people: z.record(id, person),
  layers: z.array(layer).min(1, 'has no layer'),
  overrides: z.array(override).default([]),
  holidays: z.array(z.strictObject({ day, name: line })).default([]),
  escalation: z.array(z.strictObject({ after: duration, to: line })).default([]),
});

/** Whether the runtime knows this name as a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export type OncallInput = z.input<typeof oncallSchema>;
export type OncallData = z.output<typeof oncallSchema>;
