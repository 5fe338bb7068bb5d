import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { digest, tell } from './draft.ts';
import { bag, moment, note, word } from './fields.ts';
import { type Context, lookUp, read, readEach, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = {
  firing: 'firing',
  resolved: 'ended',
  // What the API says of alerts that go on.
  active: 'firing',
  unprocessed: 'firing',
  suppressed: 'firing',
};

const group = z.object({
  alerts: z.array(z.unknown()),
  truncatedAlerts: z.number().catch(0),
});

const status = z.union([word, z.object({ state: word }).transform(({ state }) => state)]);

const one = z.object({
  status,
  labels: bag,
  annotations: bag,
  startsAt: moment,
  endsAt: moment,
  generatorURL: note,
  dashboardURL: note,
  panelURL: note,
  fingerprint: word,
});

/** Prometheus Alertmanager, versions 3 and 4 of its webhook, and the list of alerts of its API. */
export function alertmanager(payload: unknown, context: Context): Reading {
  const message = Array.isArray(payload) ? { alerts: payload } : payload;
  return readGroup(message, (alert, partial) => tellAlert(alert, partial, context));
}

/** The alerts of a group, each with whether the group left others out. */
export function readGroup(payload: unknown, use: (alert: GroupAlert, partial: boolean) => Reading): Reading {
  return read(group, payload, ({ alerts, truncatedAlerts }) =>
    readEach(alerts, (part) => read(one, part, (alert) => use(alert, truncatedAlerts > 0))),
  );
}

export function tellAlert(alert: GroupAlert, partial: boolean, context: Context): Reading {
  const { labels, annotations } = alert;
  const state = lookUp(STATES, alert.status);
  if (!state) return refuseUnknown('status', alert.status, ['firing', 'resolved']);
  const said = (name: string): string | undefined => note.parse(annotations[name]);
  const name = note.parse(labels['alertname']);
  return tell(context, {
    key: alert.fingerprint ?? keyOfLabels(labels),
    state,
    name: name ?? said('summary'),
    severity: said('severity'),
    text: [said('summary'), said('description'), said('message')],
    labels: [labels],
    startedAt: alert.startsAt,
    endedAt: alert.endsAt,
    url: alert.panelURL ?? alert.dashboardURL ?? alert.generatorURL,
    partial,
    quiet: alert.status === 'suppressed',
  });
}

// Very old versions send no fingerprint, which is a hash of the labels too.
function keyOfLabels(labels: Record<string, unknown>): string | undefined {
  const pairs = Object.entries(labels).filter(([, value]) => typeof value !== 'object');
  if (pairs.length === 0) return undefined;
  return `labels-${digest(pairs.map(([name, value]) => `${name}\n${value}`).sort())}`;
}

export type GroupAlert = z.output<typeof one>;
