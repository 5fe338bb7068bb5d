import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { bag, moment, note, part, word } from './fields.ts';
import { type Context, ignore, lookUp, read, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = { open: 'firing', closed: 'ended' };

const message = z.object({
  version: note,
  incident: z.object({
    incident_id: word,
    state: word,
    started_at: moment,
    ended_at: moment,
    policy_name: note,
    condition_name: note,
    summary: note,
    url: note,
    severity: note,
    scoping_project_id: note,
    resource_name: note,
    resource_type_display_name: note,
    resource: part({ type: note, labels: bag }),
    metric: part({ type: note }),
    documentation: z.union([z.string().transform((content) => ({ content })), part({ content: note })]),
    policy_user_labels: bag,
  }),
});

/** Google Cloud Monitoring's webhook, versions 1.0 to 1.2. */
export function gcp(payload: unknown, context: Context): Reading {
  return read(message, payload, ({ version, incident: one }) => {
    if (version === 'test') return ignore('Is a test notification.');
    const state = lookUp(STATES, one.state?.toLowerCase());
    if (!state) return refuseUnknown('incident.state', one.state, Object.keys(STATES));
    const severity = one.severity?.toLowerCase() === 'no severity' ? undefined : one.severity;
    return tell(context, {
      key: one.incident_id,
      state,
      name: one.policy_name ?? one.condition_name,
      severity,
      text: [one.summary, one.documentation.content],
      labels: [
        {
          condition: one.condition_name,
          project: one.scoping_project_id,
          resource_type: one.resource.type,
          resource_name: one.resource_name,
          metric_type: one.metric.type,
        },
        one.policy_user_labels,
        one.resource.labels,
      ],
      startedAt: one.started_at,
      endedAt: one.ended_at,
      url: one.url,
    });
  });
}
