import { z } from 'zod';

/** The tools whose alerts are understood, each with what people call it. */
export const SOURCE_NAMES = {
  alertmanager: 'Prometheus Alertmanager',
  grafana: 'Grafana',
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  datadog: 'Datadog',
  newrelic: 'New Relic',
  sentry: 'Sentry',
  uptimerobot: 'UptimeRobot',
  'uptime-kuma': 'Uptime Kuma',
  pingdom: 'Pingdom',
  betterstack: 'Better Stack',
  cloudwatch: 'Amazon CloudWatch',
  azure: 'Azure Monitor',
  gcp: 'Google Cloud Monitoring',
  github: 'GitHub',
  cloudevents: 'CloudEvents',
  generic: 'Generic webhook',
} as const;

export type SourceId = keyof typeof SOURCE_NAMES;
export const SOURCE_IDS = Object.keys(SOURCE_NAMES) as SourceId[];

/** The id of a tool that alerts come from. */
export const source = z.enum(SOURCE_IDS);

export function isSource(text: string): text is SourceId {
  return Object.hasOwn(SOURCE_NAMES, text);
}
