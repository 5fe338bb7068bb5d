import type { SourceId } from '../schema/sources.ts';

/** What tools send much of and no alert is made of; `*` stands for each of a list. */
const BULK: Partial<Record<SourceId, readonly string[]>> = {
  grafana: ['alerts.*.embeddedImage', 'alerts.*.imageURL', 'alerts.*.enrichments', 'alerts.*.valueString', 'message'],
  azure: ['data.alertContext', 'data.customProperties'],
  betterstack: ['data.attributes.response_content', 'included'],
  gcp: ['incident.documentation', 'incident.metadata'],
  github: ['repository', 'organization', 'sender', 'workflow_run.repository', 'workflow_run.head_repository'],
  newrelic: ['impactedEntities', 'accumulations'],
  opsgenie: ['alertFlowContext', 'alert.details'],
  pagerduty: ['event.data.body', 'event.data.assignees', 'event.data.teams', 'event.data.escalation_policy'],
  sentry: ['data.event', 'data.error', 'data.issue_alert', 'data.metric_alert.alert_rule'].flatMap((path) =>
    [
      'breadcrumbs',
      'contexts',
      'entries',
      'exception',
      'extra',
      'modules',
      'request',
      'sdk',
      'stacktrace',
      'threads',
    ].map((name) => `${path}.${name}`),
  ),
  'uptime-kuma': ['heartbeat.response', 'monitor.headers', 'monitor.body'],
};

/** A message without what makes it large, where it says the same without it. */
export function reduce(source: SourceId, payload: unknown, saysSame: (smaller: unknown) => boolean): unknown {
  let reduced = payload;
  for (const path of BULK[source] ?? []) {
    const smaller = without(reduced, path.split('.'));
    if (smaller !== reduced && saysSame(smaller)) reduced = smaller;
  }
  return reduced;
}

function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  if (name === '*') {
    if (!Array.isArray(value)) return value;
    const parts = value.map((part) => without(part, rest));
    return parts.some((part, index) => part !== value[index]) ? parts : value;
  }
  if (!Object.hasOwn(value, name)) return value;
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  if (rest.length === 0) return others;
  const smaller = without(inner, rest);
  return smaller === inner ? value : { ...others, [name]: smaller };
}
