import { z } from 'zod';
import { day, id, instant, internal, line, link, visibility } from './fields.ts';
import { isTimeZone } from './oncall.ts';
import { repeat } from './repeat.ts';

const OF_A_SERIES = ['timezone', 'until', 'except'] as const;

export const maintenanceSchema = z
  .strictObject({
    /** What will be done, as a person affected would say it. */
    title: line,
    /** When work begins; of a series, for the first time. */
    start: instant,
    /** When work is over. Updates may end it earlier. */
    end: instant,
    /** How often it comes again: `every 2 weeks`, or a rule of RFC 5545. The day and hour are those of `start`. */
    repeat: repeat.optional(),
    /** Where the hour of a series stays the same when clocks change; the site's zone where it is not given. */
    timezone: z.string().refine(isTimeZone, 'is not a time zone such as Europe/Berlin').optional(),
    /** The last day on which a window of the series may begin. */
    until: day.optional(),
    /** Days on which the series has no window. */
    except: z.array(day).max(1000, 'names more than 1,000 days').optional(),
    /** The window of a series that this file stands for, after a move or with words of its own. */
    occurrence: z
      .strictObject({
        /** The series' id. */
        of: id,
        /** When it would have begun. */
        start: instant,
      })
      .optional(),
    /** Ids of the components worked on. */
    components: z.array(id).min(1, 'names no component'),
    links: z.array(z.strictObject({ label: line, url: link })).default([]),
    visibility,
    /** Who does the work. */
    owner: internal(line.optional()),
    /** Marks of comments that have become part of it, so that none does twice. */
    comments: internal(z.array(line).optional()),
    /** The change request or tracking issue. */
    tracking: internal(link.optional()),
  })
  .superRefine((data, ctx) => {
    if (data.repeat !== undefined && data.occurrence) {
      const message = 'is one window of a series, and cannot repeat itself';
      ctx.addIssue({ code: 'custom', path: ['repeat'], message, input: data.repeat });
    }
    for (const field of data.repeat === undefined ? OF_A_SERIES : []) {
      if (data[field] === undefined) continue;
      const message = 'is only of use where `repeat` says how often';
      ctx.addIssue({ code: 'custom', path: [field], message, input: data[field] });
    }
  });

export type MaintenanceInput = z.input<typeof maintenanceSchema>;
export type MaintenanceData = z.output<typeof maintenanceSchema>;
