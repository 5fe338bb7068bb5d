import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { type Draft, tell } from './draft.ts';
import { anything, list, moment, named, note, part, word } from './fields.ts';
import { type Context, ignore, isRecord, lookUp, read, readEach, refuseUnknown } from './reading.ts';

// What an event of either version says about the trouble itself.
const EVENTS: Record<string, Kind> = {
  'incident.triggered': 'began',
  'incident.trigger': 'began',
  'incident.reopened': 'again',
  'incident.acknowledged': 'acknowledged',
  'incident.acknowledge': 'acknowledged',
  'incident.resolved': 'over',
  'incident.resolve': 'over',
};
const NO_NEWS = [
  ...['unacknowledged', 'unacknowledge', 'reassigned', 'escalated', 'escalate', 'delegated', 'delegate', 'assign'],
  ...['priority_updated', 'annotated', 'annotate', 'status_update_published', 'responder.added', 'responder.replied'],
  ...['conference_bridge.updated', 'workflow.started', 'workflow.completed', 'custom_field_values.updated'],
  ...['incident_type.changed', 'service_updated', 'role.assigned', 'role.unassigned', 'title_updated', 'merged'],
  ...['action_invocation.created', 'action_invocation.updated', 'action_invocation.terminated'],
].map((name) => `incident.${name}`);

const incident = z.object({
  id: word,
  title: note,
  html_url: note,
  urgency: note,
  status: note,
  created_at: moment,
  created_on: moment,
  incident_key: note,
  priority: named,
  service: named,
  escalation_policy: named,
  teams: list,
  trigger_summary_data: part({ subject: note, description: note }),
});

const v3 = z.object({ event: z.object({ event_type: word, occurred_at: moment, data: anything }) });

const legacy = z.object({
  type: word,
  event: word,
  created_on: moment,
  incident: anything,
  data: part({ incident: anything }),
});

/** PagerDuty webhooks, version 3 and the two before it. */
export function pagerduty(payload: unknown, context: Context): Reading {
  if (isRecord(payload) && Array.isArray(payload['messages'])) {
    return readEach(payload['messages'], (message) =>
      read(legacy, message, ({ event, type, created_on, incident, data }) =>
        tellEvent(event ?? type, created_on, incident ?? data.incident, context),
      ),
    );
  }
  return read(v3, payload, ({ event }) => tellEvent(event.event_type, event.occurred_at, event.data, context));
}

function tellEvent(type: string | undefined, at: number | undefined, data: unknown, context: Context): Reading {
  if (type === 'pagey.ping') return ignore('Is a test of the connection.');
  if (type?.startsWith('service.')) return ignore('Is about a service and not an incident.');
  if (type !== undefined && NO_NEWS.includes(type)) return ignore(`${type} does not begin or end a trouble.`);
  const kind = lookUp(EVENTS, type);
  if (!kind) return refuseUnknown('event_type', type, Object.keys(EVENTS));
  return read(incident, data, (one) => tell(context, { ...draftOf(one), ...timesOf(kind, at, one), at }));
}

function draftOf(one: Incident): Omit<Draft, 'state'> {
  const { subject, description } = one.trigger_summary_data;
  const title = one.title ?? subject ?? description ?? one.incident_key;
  const [team] = one.teams;
  return {
    key: one.id,
    name: title,
    severity: one.priority.summary ?? one.priority.name ?? one.urgency,
    text: [description],
    labels: [
      {
        service: one.service.summary ?? one.service.name,
        service_id: one.service.id,
        urgency: one.urgency,
        priority: one.priority.summary ?? one.priority.name,
        team: isRecord(team) ? (team['summary'] ?? team['name']) : undefined,
        escalation_policy: one.escalation_policy.summary ?? one.escalation_policy.name,
      },
    ],
    url: one.html_url,
  };
}

function timesOf(kind: Kind, at: number | undefined, { created_at, created_on }: Incident): Times {
  const created = created_at ?? created_on;
  if (kind === 'over') return { state: 'ended', endedAt: at };
  // It began again when it was opened again; the incident was made when it began first.
  if (kind === 'again') return { state: 'firing', startedAt: at };
  if (kind === 'acknowledged') return { state: 'firing', startedAt: created, acknowledgedAt: at };
  return { state: 'firing', startedAt: created ?? at };
}

type Kind = 'began' | 'again' | 'acknowledged' | 'over';
type Incident = z.output<typeof incident>;
type Times = { state: Alert['state'] } & Pick<Draft, 'startedAt' | 'endedAt' | 'acknowledgedAt'>;
