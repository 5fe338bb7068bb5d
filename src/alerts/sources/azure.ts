import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { bag, list, moment, note, word } from './fields.ts';
import { type Context, lookUp, quote, read, refuse, refuseUnknown } from './reading.ts';

const SCHEMA = 'azureMonitorCommonAlertSchema';
const STATES: Record<string, Alert['state']> = { fired: 'firing', resolved: 'ended' };

const message = z.object({
  schemaId: word,
  data: z.object({
    essentials: z.object({
      alertId: word,
      alertRule: note,
      severity: note,
      signalType: note,
      monitorCondition: word,
      monitoringService: note,
      alertTargetIDs: list,
      configurationItems: list,
      firedDateTime: moment,
      resolvedDateTime: moment,
      description: note,
      investigationLink: note,
    }),
    customProperties: bag,
  }),
});

/** Azure Monitor's common alert schema. */
export function azure(payload: unknown, context: Context): Reading {
  return read(z.object({ schemaId: word }), payload, ({ schemaId }) => {
    if (schemaId !== SCHEMA) return refuse(`schemaId is ${quote(schemaId)}; turn on the common alert schema.`);
    return read(message, payload, ({ data }) => tellAlert(data, context));
  });
}

function tellAlert({ essentials: one, customProperties }: z.output<typeof message>['data'], context: Context): Reading {
  const state = lookUp(STATES, one.monitorCondition?.toLowerCase());
  if (!state) return refuseUnknown('monitorCondition', one.monitorCondition, ['Fired', 'Resolved']);
  const [target] = one.alertTargetIDs;
  return tell(context, {
    key: one.alertId,
    state,
    name: one.alertRule,
    severity: one.severity,
    text: [one.description],
    labels: [
      {
        signal: one.signalType,
        service: one.monitoringService,
        resource: one.configurationItems[0],
        ...(typeof target === 'string' ? placeOf(target) : {}),
      },
      customProperties,
    ],
    startedAt: one.firedDateTime,
    endedAt: one.resolvedDateTime,
    url: one.investigationLink,
  });
}

/** What stands in `/subscriptions/<id>/resourceGroups/<name>/…`. */
function placeOf(target: string): Record<string, string | undefined> {
  const parts = target.slice(0, 1_000).split('/');
  const after = (name: string): string | undefined => parts[parts.findIndex((part) => part.toLowerCase() === name) + 1];
  return {
    subscription: target.toLowerCase().startsWith('/subscriptions/') ? after('subscriptions') : undefined,
    resource_group: target.toLowerCase().includes('/resourcegroups/') ? after('resourcegroups') : undefined,
  };
}
