import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { word } from './fields.ts';
import { securityAdvisory, vulnerabilityAlert } from './github-advisory.ts';
import { dependabotAlert } from './github-dependabot.ts';
import { workflowRun } from './github-workflow.ts';
import { type Context, ignore, isRecord, lookUp, read, refuseUnknown } from './reading.ts';

const EVENTS: Record<string, (action: string | undefined, payload: unknown, context: Context) => Reading> = {
  workflow_run: workflowRun,
  dependabot_alert: dependabotAlert,
  security_advisory: securityAdvisory,
  repository_vulnerability_alert: vulnerabilityAlert,
};

/** GitHub's webhooks about workflow runs and about vulnerable dependencies. */
export function github(payload: unknown, context: Context): Reading {
  return read(z.object({ action: word }), payload, ({ action }) => {
    const event = context.headers['x-github-event'] ?? eventOf(payload);
    if (event === 'ping') return ignore('Is a test of the connection.');
    const use = lookUp(EVENTS, event);
    return use ? use(action, payload, context) : refuseUnknown('The event', event, Object.keys(EVENTS));
  });
}

// What is forwarded without its headers is told by what it holds.
function eventOf(payload: unknown): string | undefined {
  if (!isRecord(payload)) return undefined;
  const { alert } = payload;
  if ('workflow_run' in payload) return 'workflow_run';
  if (isRecord(alert)) return 'affected_package_name' in alert ? 'repository_vulnerability_alert' : 'dependabot_alert';
  if ('security_advisory' in payload) return 'security_advisory';
  if ('client_payload' in payload) return 'repository_dispatch';
  return 'zen' in payload && 'hook_id' in payload ? 'ping' : undefined;
}
