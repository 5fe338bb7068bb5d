import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { type Draft, tell } from './draft.ts';
import { moment, note, word } from './fields.ts';
import { type Context, ignore, isRecord, lookUp, read, refuseUnknown } from './reading.ts';

const STATES: Record<string, Kind> = {
  CREATED: 'began',
  ACTIVATED: 'began',
  ACKNOWLEDGED: 'acknowledged',
  CLOSED: 'over',
};
const LEGACY_STATES: Record<string, Kind> = { open: 'began', acknowledged: 'acknowledged', closed: 'over' };
const names = z.union([z.array(z.unknown()), z.string().transform((name) => [name])]).catch([]);

const issue = z.object({
  id: word,
  issueId: word,
  state: word,
  title: note,
  priority: note,
  issueUrl: note,
  createdAt: moment,
  updatedAt: moment,
  acknowledgedAt: moment,
  closedAt: moment,
  impactedEntities: names,
  alertPolicyNames: names,
  alertConditionNames: names,
  workflowName: note,
});

const legacy = z.object({
  incident_id: word,
  current_state: word,
  severity: note,
  timestamp: moment,
  condition_name: note,
  policy_name: note,
  account_name: note,
  details: note,
  incident_url: note,
  targets: names,
});

/** New Relic: workflows, and the notification channels before them. */
export function newrelic(payload: unknown, context: Context): Reading {
  return isRecord(payload) && ('incident_id' in payload || 'current_state' in payload)
    ? read(legacy, payload, (one) => tellLegacy(one, context))
    : read(issue, payload, (one) => tellIssue(one, context));
}

function tellIssue(one: z.output<typeof issue>, context: Context): Reading {
  const kind = lookUp(STATES, one.state?.toUpperCase());
  if (!kind) return refuseUnknown('state', one.state, Object.keys(STATES));
  const condition = first(one.alertConditionNames);
  return tell(context, {
    key: one.id ?? one.issueId,
    state: kind === 'over' ? 'ended' : 'firing',
    name: condition ?? one.title,
    title: one.title ?? condition,
    severity: one.priority,
    labels: [
      {
        condition,
        policy: first(one.alertPolicyNames),
        workflow: one.workflowName,
        entity: first(one.impactedEntities),
      },
    ],
    at: one.updatedAt,
    startedAt: one.createdAt,
    ...ending(kind, one.closedAt ?? one.updatedAt, one.acknowledgedAt ?? one.updatedAt),
    url: one.issueUrl,
  });
}

function tellLegacy(one: z.output<typeof legacy>, context: Context): Reading {
  const { incident_id, current_state, timestamp, condition_name } = one;
  if (incident_id === '0' || current_state === 'test') return ignore('Is a test notification.');
  const kind = lookUp(LEGACY_STATES, current_state?.toLowerCase());
  if (!kind) return refuseUnknown('current_state', current_state, Object.keys(LEGACY_STATES));
  const [target] = one.targets;
  return tell(context, {
    key: incident_id,
    state: kind === 'over' ? 'ended' : 'firing',
    name: condition_name,
    severity: one.severity,
    text: [one.details],
    labels: [
      {
        condition: condition_name,
        policy: one.policy_name,
        account: one.account_name,
        entity: isRecord(target) ? target['name'] : undefined,
      },
    ],
    at: timestamp,
    ...(kind === 'began' ? { startedAt: timestamp } : ending(kind, timestamp, timestamp)),
    url: one.incident_url,
  });
}

function ending(kind: Kind, over: number | undefined, acknowledged: number | undefined): Ending {
  return kind === 'over' ? { endedAt: over } : kind === 'acknowledged' ? { acknowledgedAt: acknowledged } : {};
}

function first(words: readonly unknown[]): string | undefined {
  return typeof words[0] === 'string' ? words[0] : undefined;
}

type Kind = 'began' | 'acknowledged' | 'over';
type Ending = Pick<Draft, 'endedAt' | 'acknowledgedAt'>;
