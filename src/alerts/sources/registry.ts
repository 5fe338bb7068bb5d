import type { SourceId } from '../../schema/sources.ts';
import type { Message, Reading } from '../alert.ts';
import { alertmanager } from './alertmanager.ts';
import { azure } from './azure.ts';
import { betterstack } from './betterstack.ts';
import { cloudevents } from './cloudevents.ts';
import { cloudwatch } from './cloudwatch.ts';
import { datadog } from './datadog.ts';
import { gcp } from './gcp.ts';
import { generic } from './generic.ts';
import { github } from './github.ts';
import { grafana } from './grafana.ts';
import { newrelic } from './newrelic.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import { pingdom } from './pingdom.ts';
import { lookUp, parseJson, refuse, type Source, shortList } from './reading.ts';
import { sentry } from './sentry.ts';
import { uptimeKuma } from './uptime-kuma.ts';
import { uptimerobot } from './uptimerobot.ts';

const SOURCES = {
  alertmanager,
  grafana,
  pagerduty,
  opsgenie,
  datadog,
  newrelic,
  sentry,
  uptimerobot,
  'uptime-kuma': uptimeKuma,
  pingdom,
  betterstack,
  cloudwatch,
  azure,
  gcp,
  github,
  cloudevents,
  generic,
} satisfies Record<SourceId, Source>;

/** What a message holds. Never throws, whatever comes in. */
export function readMessage({ payload, ...context }: Message): Reading {
  try {
    const source = lookUp<Source>(SOURCES, context.source);
    if (!source) return refuse('Comes from a tool that is not known.');
    const body = typeof payload === 'string' ? parseJson(payload) : payload;
    if (body === undefined) return refuse('The body is not JSON.');
    const reading = source(body, context);
    return { ...reading, ignored: shortList(reading.ignored), refused: shortList(reading.refused) };
  } catch (error) {
    return refuse(`Could not be read: ${error instanceof Error ? error.message : 'unknown error'}.`);
  }
}
