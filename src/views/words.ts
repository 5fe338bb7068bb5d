import type { ComponentState, IncidentKind, IncidentState, MaintenanceState } from '../schema/words.ts';

/** What each state is called on the page. */
export const STATE_WORDS: Record<ComponentState, string> = {
  operational: 'Operational',
  maintenance: 'Under maintenance',
  degraded: 'Degraded performance',
  partial: 'Partial outage',
  major: 'Major outage',
  unknown: 'No data yet',
};

/** The same after the names of components, in a headline. */
export const STATE_CLAUSES: Record<ComponentState, string> = {
  operational: 'working normally',
  maintenance: 'under maintenance',
  degraded: 'degraded',
  partial: 'partly down',
  major: 'down',
  unknown: 'without data',
};

export const INCIDENT_WORDS: Record<IncidentState, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export const MAINTENANCE_WORDS: Record<MaintenanceState, string> = {
  scheduled: 'Scheduled',
  'in progress': 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

export const KIND_WORDS: Record<IncidentKind, string> = {
  availability: 'Availability',
  performance: 'Performance',
  security: 'Security',
  data: 'Data',
  'third-party': 'Third party',
  configuration: 'Configuration',
  capacity: 'Capacity',
};
