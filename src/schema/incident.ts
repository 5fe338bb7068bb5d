import { z } from 'zod';
import { alertRecord } from './alert-record.ts';
import { day, id, idInAnyCase, instant, internal, line, link, prose, tag, visibility } from './fields.ts';
import { INCIDENT_KINDS, impact } from './words.ts';

const roles = z.strictObject({
  /** Leads the response and decides. */
  commander: line.optional(),
  /** Leads the technical work. */
  lead: line.optional(),
  /** Writes what the public reads. */
  communications: line.optional(),
  /** Keeps the internal timeline. */
  scribe: line.optional(),
  /** Speaks with customers, partners or authorities. */
  liaison: line.optional(),
});

export const incidentSchema = z.strictObject({
  /** What is wrong, as a person affected would say it. */
  title: line,
  /** The id of a file in `severities/`. */
  severity: idInAnyCase,
  /** What kind of trouble it is. */
  kind: z.enum(INCIDENT_KINDS).default('availability'),
  /** When it began for users. The first update's time where this is not given. */
  started: instant.optional(),
  /** When a monitor or a person first noticed. */
  detected: instant.optional(),
  /** When somebody took it on. */
  acknowledged: instant.optional(),
  /** Corrects the time of the first `identified` update. */
  identified: instant.optional(),
  /** When users stopped feeling it; corrects the time of the last `monitoring` update. */
  mitigated: instant.optional(),
  /** Corrects the time of the last `resolved` update. */
  resolved: instant.optional(),
  /** Component id and how hard it was hit from the start; updates change it. */
  components: z.record(id, impact).default({}),
  /** Who felt it and how, in a sentence or two. */
  impact: prose.optional(),
  /** The cause in one tag, so that repeats can be found. */
  cause: tag.optional(),
  tags: z.array(tag).default([]),
  /** Pages that say more: a provider's status page, an advisory. */
  links: z.array(z.strictObject({ label: line, url: link })).default([]),
  /** False where the alert was wrong and nothing had happened. */
  real: z.boolean().default(true),
  /** The day a post-mortem is promised for, where the severity's rule does not fit. */
  postmortemDue: day.optional(),
  visibility,
  roles: internal(roles.optional()),
  alerts: internal(z.array(alertRecord).optional()),
  /** Time and state of each update that alerts wrote; any other is a person's. */
  alertUpdates: internal(z.array(line).optional()),
  /** Marks of comments that have become part of it, so that none does twice. */
  comments: internal(z.array(line).optional()),
  /** The tracking issue or chat channel. */
  tracking: internal(link.optional()),
});

export type IncidentInput = z.input<typeof incidentSchema>;
export type IncidentData = z.output<typeof incidentSchema>;
