import { z } from 'zod';

/** How hard a component is hit, from nothing to everything. */
export const IMPACTS = ['operational', 'degraded', 'partial', 'major'] as const;
export type Impact = (typeof IMPACTS)[number];

/** What a component's line on the page says. */
export const COMPONENT_STATES = ['operational', 'maintenance', 'degraded', 'partial', 'major', 'unknown'] as const;
export type ComponentState = (typeof COMPONENT_STATES)[number];

export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const MAINTENANCE_STATES = ['scheduled', 'in progress', 'verifying', 'completed', 'cancelled'] as const;
export type MaintenanceState = (typeof MAINTENANCE_STATES)[number];

export const INCIDENT_KINDS = [
  'availability',
  'performance',
  'security',
  'data',
  'third-party',
  'configuration',
  'capacity',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Who takes part in an incident. */
export const ROLES = ['commander', 'lead', 'communications', 'scribe', 'liaison'] as const;

/** Impact as people write it. */
export const IMPACT_WORDS = ['operational', 'degraded', 'partial outage', 'major outage'] as const;

/** How an impact is written. */
export const IMPACT_TEXT: Record<Impact, (typeof IMPACT_WORDS)[number]> = {
  operational: 'operational',
  degraded: 'degraded',
  partial: 'partial outage',
  major: 'major outage',
};

const IMPACT_OF: Record<string, Impact> = {
  operational: 'operational',
  ok: 'operational',
  degraded: 'degraded',
  'degraded performance': 'degraded',
  partial: 'partial',
  'partial outage': 'partial',
  major: 'major',
  'major outage': 'major',
};

/** The impact a written word stands for, whatever its case and joints. */
export function readImpact(text: string): Impact | undefined {
  const key = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  return Object.hasOwn(IMPACT_OF, key) ? IMPACT_OF[key] : undefined;
}

export const impact = z.enum(IMPACT_WORDS).transform((word) => readImpact(word) ?? 'operational');
