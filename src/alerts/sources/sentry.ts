import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { word } from './fields.ts';
import { type Context, ignore, isRecord, lookUp, read, refuse, refuseUnknown } from './reading.ts';
import { tellEvent, tellIssue } from './sentry-issue.ts';
import { tellMetric } from './sentry-metric.ts';

const RESOURCES: Record<string, (action: string | undefined, data: unknown, context: Context) => Reading> = {
  issue: tellIssue,
  metric_alert: tellMetric,
  event_alert: tellEvent,
  error: tellEvent,
};
const OTHER = ['installation', 'comment', 'seer', 'preprod_artifact'];

const message = z.object({ action: word, data: z.record(z.string(), z.unknown()) });

/** Sentry's integration platform: issues, metric alerts, issue alerts and errors. */
export function sentry(payload: unknown, context: Context): Reading {
  return read(message, payload, ({ action, data }) => {
    const resource = context.headers['sentry-hook-resource'] ?? resourceOf(data);
    if (resource === undefined) return refuse('Holds no issue, metric_alert, event or error.');
    if (OTHER.includes(resource)) return ignore(`A message of kind ${resource} is about no trouble.`);
    const use = lookUp(RESOURCES, resource);
    return use ? use(action, data, context) : refuseUnknown('sentry-hook-resource', resource, Object.keys(RESOURCES));
  });
}

// What is forwarded without its headers is told by what it holds.
function resourceOf(data: Record<string, unknown>): string | undefined {
  if (isRecord(data['metric_alert'])) return 'metric_alert';
  if (isRecord(data['event'])) return 'event_alert';
  if (isRecord(data['error'])) return 'error';
  if (isRecord(data['issue'])) return 'issue';
  if ('comment' in data || 'comment_id' in data) return 'comment';
  return isRecord(data['installation']) ? 'installation' : undefined;
}
