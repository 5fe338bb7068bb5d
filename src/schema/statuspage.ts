import { z } from 'zod';

// The shape of the Statuspage public API, version 2, as its clients know it: exactly these keys, in this order.

const time = z.iso.datetime({ offset: true, precision: 3 });
const code = z.string().regex(/^[a-z0-9]{12}$/);

const pageSchema = z.strictObject({
  id: code,
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  updated_at: time,
});

const componentStatus = z.enum([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]);

const componentKeys = {
  id: code,
  name: z.string(),
  status: componentStatus,
  created_at: time,
  updated_at: time,
  position: z.int().min(1),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: code.nullable(),
  page_id: code,
};

const leafSchema = z.strictObject({ ...componentKeys, group: z.literal(false), only_show_if_degraded: z.boolean() });

const groupSchema = z.strictObject({
  ...componentKeys,
  group: z.literal(true),
  only_show_if_degraded: z.boolean(),
  components: z.array(code),
});

const componentSchema = z.union([leafSchema, groupSchema]);

const incidentStatus = z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']);
const maintenanceStatus = z.enum(['scheduled', 'in_progress', 'verifying', 'completed']);
const impact = z.enum(['none', 'minor', 'major', 'critical', 'maintenance']);

const affectedSchema = z.strictObject({
  code,
  name: z.string(),
  old_status: componentStatus,
  new_status: componentStatus,
});

const updateSchema = z.strictObject({
  id: code,
  status: z.union([incidentStatus, maintenanceStatus]),
  body: z.string(),
  incident_id: code,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: z.array(affectedSchema).nullable(),
  deliver_notifications: z.boolean(),
  custom_tweet: z.null(),
  tweet_id: z.null(),
});

const incidentKeys = {
  created_at: time,
  updated_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  impact,
  shortlink: z.url(),
  started_at: time,
  page_id: code,
  incident_updates: z.array(updateSchema),
  components: z.array(leafSchema),
};

const incidentSchema = z.strictObject({
  id: code,
  name: z.string(),
  status: incidentStatus,
  ...incidentKeys,
  reminder_intervals: z.null(),
});

const maintenanceSchema = z.strictObject({
  id: code,
  name: z.string(),
  status: maintenanceStatus,
  ...incidentKeys,
  scheduled_for: time,
  scheduled_until: time,
});

const statusSchema = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string(),
});

/** The eight documents, by their path below `api/v2/`. */
export const STATUSPAGE_DOCUMENTS = {
  summary: z.strictObject({
    page: pageSchema,
    components: z.array(componentSchema),
    incidents: z.array(incidentSchema),
    scheduled_maintenances: z.array(maintenanceSchema),
    status: statusSchema,
  }),
  status: z.strictObject({ page: pageSchema, status: statusSchema }),
  components: z.strictObject({ page: pageSchema, components: z.array(componentSchema) }),
  incidents: z.strictObject({ page: pageSchema, incidents: z.array(incidentSchema).max(50) }),
  'incidents/unresolved': z.strictObject({ page: pageSchema, incidents: z.array(incidentSchema) }),
  'scheduled-maintenances': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema).max(50),
  }),
  'scheduled-maintenances/upcoming': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema),
  }),
  'scheduled-maintenances/active': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema),
  }),
} as const;

export type StatuspageDocument = keyof typeof STATUSPAGE_DOCUMENTS;
export type SpPage = z.output<typeof pageSchema>;
export type SpLeaf = z.output<typeof leafSchema>;
export type SpGroup = z.output<typeof groupSchema>;
export type SpIncident = z.output<typeof incidentSchema>;
export type SpMaintenance = z.output<typeof maintenanceSchema>;
export type SpUpdate = z.output<typeof updateSchema>;
export type SpStatus = z.output<typeof statusSchema>;
export type SpComponentStatus = z.output<typeof componentStatus>;
