import { z } from 'zod';
import { duration, internal, line } from './fields.ts';

const step = z.strictObject({
  /** How long nobody has answered. */
  after: duration,
  /** Who is asked then: a role, a rotation or a channel. */
  to: line,
});

export const severitySchema = z.strictObject({
  /** What people call it. */
  name: line,
  /** 1 is the worst. */
  level: z.int().min(1).max(9),
  /** What it means, in one line. */
  summary: line,
  /** What has happened when it applies. */
  examples: z.array(line).default([]),
  /** Somebody works on it within this time of its detection. */
  response: duration.optional(),
  /** It is over within this time of its detection. */
  resolution: duration.optional(),
  /** The public hears at least this often. */
  cadence: duration.optional(),
  /** Names of channels in `site.yaml` that hear of it. */
  channels: z.array(line).default([]),
  /** Who takes part. */
  roles: z.array(line).default([]),
  escalation: internal(z.array(step).optional()),
  /** Business days until the post-mortem is due; none is due where it is not given. */
  postmortem: z.int().min(1).max(60).optional(),
});

export type SeverityInput = z.input<typeof severitySchema>;
export type SeverityData = z.output<typeof severitySchema>;
