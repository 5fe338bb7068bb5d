import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { type Draft, tell } from './draft.ts';
import { bag, list, moment, note, part, word } from './fields.ts';
import type { Named } from './labels.ts';
import { type Context, ignore, isRecord, lookUp, parseJson, read, readEach, refuse, refuseUnknown } from './reading.ts';

const STATES: Record<string, Alert['state']> = { ALARM: 'firing', OK: 'ended' };
const CONFIRMATIONS = ['SubscriptionConfirmation', 'UnsubscribeConfirmation'];

const envelope = z.object({ Type: word, Message: z.string('expects the text of a message') });

const alarm = z.object({
  AlarmName: word,
  AlarmDescription: note,
  AlarmArn: word,
  AWSAccountId: word,
  Region: note,
  NewStateValue: word,
  NewStateReason: note,
  StateChangeTime: moment,
  Trigger: part({ MetricName: note, Namespace: note, Dimensions: list }),
});

const metric = part({ name: note, namespace: note, dimensions: bag });
const bridge = z.object({
  account: word,
  region: note,
  resources: list,
  detail: z.object({
    alarmName: word,
    state: z.object({ value: word, reason: note, timestamp: moment }),
    configuration: part({
      description: note,
      metrics: z.array(part({ metricStat: part({ metric }) })).catch([]),
    }),
  }),
});

/** CloudWatch alarms: in an SNS envelope, from Lambda, from EventBridge, or the bare alarm. */
export function cloudwatch(payload: unknown, context: Context): Reading {
  if (isRecord(payload) && Array.isArray(payload['Records'])) {
    return readEach(payload['Records'], (part) => readEnvelope(isRecord(part) ? part['Sns'] : part, context));
  }
  return isRecord(payload) && 'Type' in payload && !('AlarmName' in payload)
    ? readEnvelope(payload, context)
    : readAlarm(payload, context);
}

function readEnvelope(value: unknown, context: Context): Reading {
  return read(envelope, value, ({ Type, Message }) => {
    if (Type !== undefined && CONFIRMATIONS.includes(Type)) return ignore(`${Type} is about the subscription.`);
    if (Type !== undefined && Type !== 'Notification')
      return refuseUnknown('Type', Type, ['Notification', ...CONFIRMATIONS]);
    const message = parseJson(Message);
    return isRecord(message) ? readAlarm(message, context) : refuse('The text in Message is no alarm.');
  });
}

function readAlarm(value: unknown, context: Context): Reading {
  if (isRecord(value) && isRecord(value['detail']))
    return read(bridge, value, (one) => tellState(fromBridge(one), context));
  return read(alarm, value, (one) => tellState(fromSns(one), context));
}

function tellState({ value, at, ...draft }: State, context: Context): Reading {
  // An alarm is so when it is made and whenever its metric is late.
  if (value === 'INSUFFICIENT_DATA')
    return ignore('Says that there is not enough data, which is neither trouble nor its end.');
  const state = lookUp(STATES, value);
  if (!state) return refuseUnknown('The state', value, [...Object.keys(STATES), 'INSUFFICIENT_DATA']);
  return tell(context, { ...draft, state, at, endedAt: at, startedAt: state === 'firing' ? at : undefined });
}

function fromSns(one: z.output<typeof alarm>): State {
  const { AlarmName, AlarmArn, AWSAccountId, Region, Trigger } = one;
  const pairs = Trigger.Dimensions.filter(isRecord).map((part) => [
    String(part['name'] ?? part['Name']),
    part['value'] ?? part['Value'],
  ]);
  const place = { account: AWSAccountId, region: AlarmArn?.split(':')[3] ?? Region };
  return {
    key: AlarmName && (AlarmArn ?? `${AWSAccountId ?? ''} ${Region ?? ''} ${AlarmName}`),
    value: one.NewStateValue,
    at: one.StateChangeTime,
    name: AlarmName,
    text: [one.AlarmDescription, one.NewStateReason],
    labels: [
      { ...place, metric: Trigger.MetricName, namespace: Trigger.Namespace },
      Object.fromEntries(pairs) as Named,
    ],
  };
}

function fromBridge({ account, region, resources, detail }: z.output<typeof bridge>): State {
  const { alarmName, state, configuration } = detail;
  const measured = configuration.metrics.map((one) => one.metricStat.metric).find((one) => one.name !== undefined);
  const [arn] = resources;
  return {
    key: typeof arn === 'string' ? arn : alarmName && `${account ?? ''} ${region ?? ''} ${alarmName}`,
    value: state.value,
    at: state.timestamp,
    name: alarmName,
    text: [configuration.description, state.reason],
    labels: [{ account, region, metric: measured?.name, namespace: measured?.namespace }, measured?.dimensions ?? {}],
  };
}

type State = Omit<Draft, 'state'> & { value: string | undefined };
