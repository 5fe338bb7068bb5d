import { z } from 'zod';
import type { Reading } from '../alert.ts';
import { type GroupAlert, readGroup, tellAlert } from './alertmanager.ts';
import { tell } from './draft.ts';
import { anything, bag, note, word } from './fields.ts';
import { tagsOf } from './labels.ts';
import { type Context, ignore, isRecord, read, refuseUnknown } from './reading.ts';

const LEGACY_STATES = ['alerting', 'ok', 'no_data', 'paused', 'pending'];

const legacy = z.object({
  ruleId: word,
  orgId: word,
  state: word,
  ruleName: note,
  ruleUrl: note,
  title: note,
  message: note,
  tags: anything,
});

/** Grafana Alerting, and the alerts of dashboards up to version 7. */
export function grafana(payload: unknown, context: Context): Reading {
  const isLegacy = isRecord(payload) && !('alerts' in payload) && ('ruleId' in payload || 'ruleName' in payload);
  if (isLegacy) return read(legacy, payload, (alert) => tellLegacy(alert, context));
  return readGroup(payload, (alert, partial) =>
    isTest(alert) ? ignore('Is a test notification.') : tellAlert(alert, partial, context),
  );
}

function isTest({ labels, annotations }: GroupAlert): boolean {
  return (
    labels['alertname'] === 'TestAlert' &&
    labels['instance'] === 'Grafana' &&
    annotations['summary'] === 'Notification test'
  );
}

function tellLegacy(alert: z.output<typeof legacy>, context: Context): Reading {
  const { state, ruleId, orgId, ruleName } = alert;
  if (ruleName === 'Test notification') return ignore('Is a test notification.');
  if (state === 'no_data') return ignore('Says that there is no data, which is neither trouble nor its end.');
  if (state === 'paused' || state === 'pending') return ignore(`Says that the rule is ${state}.`);
  if (state !== 'alerting' && state !== 'ok') return refuseUnknown('state', state, LEGACY_STATES);
  const rule = ruleId ?? ruleName;
  return tell(context, {
    key: rule && (orgId === undefined ? `rule ${rule}` : `rule ${orgId} ${rule}`),
    state: state === 'ok' ? 'ended' : 'firing',
    name: ruleName ?? alert.title,
    text: [alert.message],
    labels: [isRecord(alert.tags) ? bag.parse(alert.tags) : tagsOf(alert.tags)],
    url: alert.ruleUrl,
  });
}
