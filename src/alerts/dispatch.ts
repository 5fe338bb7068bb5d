import { z } from 'zod';
import { isSource, SOURCE_IDS } from '../schema/sources.ts';
import type { Alert, Reading } from './alert.ts';
import { readMessage } from './sources/registry.ts';

const time = z.number().min(0).max(8_640_000_000_000_000);
const text = z.string().max(20_000);

/** An alert in our own shape, as the relay sends it where a tool's message does not fit. */
const ownAlert = z.strictObject({
  source: z.enum(SOURCE_IDS),
  key: z.string().min(1).max(500),
  state: z.enum(['firing', 'ended']),
  labels: z.record(z.string().max(64), z.string().max(200)),
  title: text,
  text,
  at: time,
  startedAt: time.optional(),
  endedAt: time.optional(),
  acknowledgedAt: time.optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  partial: z.boolean().optional(),
  quiet: z.boolean().optional(),
});

const wrapped = z.object({
  source: z.string(),
  payload: z.unknown().optional(),
  alerts: z.array(ownAlert).optional(),
  refused: z.array(z.string()).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  receivedAt: time.optional(),
});

/** What an event of GitHub Actions brings: a dispatch by a tool or the relay, a form filled in by hand, a run of a workflow. */
export function readEvent(event: unknown, receivedAt: number): Reading {
  const fields = z.record(z.string(), z.unknown()).safeParse(event).data ?? {};
  const dispatched = fields['client_payload'];
  // Nothing in it only asks to look at what has come due.
  if (dispatched !== undefined && dispatched !== null && JSON.stringify(dispatched) !== '{}') {
    return readWrapped(dispatched, receivedAt);
  }
  if (fields['inputs'] !== undefined && fields['inputs'] !== null) return readInputs(fields['inputs'], receivedAt);
  if (fields['workflow_run'] !== undefined) {
    return readMessage({ source: 'github', payload: event, headers: { 'x-github-event': 'workflow_run' }, receivedAt });
  }
  return { alerts: [], ignored: ['The event brings no alert.'], refused: [] };
}

function readWrapped(payload: unknown, now: number): Reading {
  const { data, error } = wrapped.safeParse(payload);
  if (!data) {
    const [issue] = error.issues;
    return refuse(`"client_payload" is not { "source": …, "payload": … }: ${issue?.path.join('.')} ${issue?.message}`);
  }
  const receivedAt = Math.min(data.receivedAt ?? now, now);
  if (!isSource(data.source)) return refuse(unknownSource(data.source));
  if (data.alerts) return { alerts: data.alerts as Alert[], ignored: [], refused: data.refused ?? [] };
  if (data.payload === undefined) return refuse('"client_payload" has no "payload".');
  return readMessage({ source: data.source, payload: data.payload, headers: data.headers, receivedAt });
}

/** A form with nothing in it only asks to look at what has come due. */
function readInputs(inputs: unknown, receivedAt: number): Reading {
  const { source = '', payload = '' } = z.record(z.string(), z.string().catch('')).safeParse(inputs).data ?? {};
  if (payload.trim() === '') return { alerts: [], ignored: ['No alert was given.'], refused: [] };
  if (!isSource(source)) return refuse(unknownSource(source));
  return readMessage({ source, payload, headers: {}, receivedAt });
}

function unknownSource(name: string): string {
  return `"source" is ${JSON.stringify(name.slice(0, 40))}, which is not one of: ${SOURCE_IDS.join(', ')}.`;
}

function refuse(reason: string): Reading {
  return { alerts: [], ignored: [], refused: [reason] };
}
