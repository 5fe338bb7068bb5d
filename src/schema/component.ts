import { z } from 'zod';
import { day, duration, id, instant, internal, line } from './fields.ts';

const OVERRIDES = ['operational', 'under maintenance', 'degraded', 'partial outage', 'major outage'] as const;
const STATE_OF = {
  operational: 'operational',
  'under maintenance': 'maintenance',
  degraded: 'degraded',
  'partial outage': 'partial',
  'major outage': 'major',
} as const;

const override = z.strictObject({
  /** What the page shows instead of the derived state. */
  state: z.enum(OVERRIDES).transform((word) => STATE_OF[word]),
  /** From when. */
  from: instant,
  /** Until when; open-ended where it is not given. */
  until: instant.optional(),
  /** Shown beside the state, so that nobody wonders. */
  reason: line,
});

const check = z.strictObject({
  /** What is checked. */
  type: z.enum(['http', 'tcp', 'tls', 'dns', 'keyword', 'latency', 'upstream']),
  /** An address, a host and port, or a name. */
  target: line,
  every: duration.optional(),
  timeout: duration.optional(),
  /** The status code, keyword or record that counts as well. */
  expect: z.union([z.string(), z.number()]).optional(),
});

export const componentSchema = z.strictObject({
  /** What users call it. */
  name: line,
  /** The id of a group in `site.yaml`. */
  group: id.optional(),
  /** Smaller comes first. */
  order: z.int().default(100),
  /** The day it came into service; days before it are "no data". */
  since: day,
  /** Other names alerts may use for it. */
  aliases: z.array(line).default([]),
  /** Ids of the components it needs. */
  depends: z.array(id).default([]),
  override: override.optional(),
  /** The promise about availability. */
  slo: z
    .strictObject({
      /** Per cent of the window. */
      target: z.number().gt(0).lt(100),
      window: duration.prefault('30 days'),
      /** Whether announced maintenance counts against the promise. */
      maintenance: z.enum(['excluded', 'counted']).default('excluded'),
    })
    .optional(),
  /** The id of a file in `runbooks/`. */
  runbook: internal(id.optional()),
  checks: internal(z.array(check).optional()),
});

export type ComponentInput = z.input<typeof componentSchema>;
export type ComponentData = z.output<typeof componentSchema>;
