import { z } from 'zod';
import type { Alert, Reading } from '../alert.ts';
import { tell } from './draft.ts';
import { anything, bag, moment, note, word } from './fields.ts';
import { type Context, isRecord, lookUp, parseJson, read, readEach, refuse } from './reading.ts';

const MOST_BASE64 = 1_000_000;
const STATES: Record<string, Alert['state']> = {
  firing: 'firing',
  started: 'firing',
  opened: 'firing',
  triggered: 'firing',
  ended: 'ended',
  resolved: 'ended',
  closed: 'ended',
  recovered: 'ended',
};

const envelope = z.object({
  specversion: z.literal('1.0', 'is not 1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: word,
  time: moment,
  severity: note,
  data: anything,
  data_base64: z.string().nullish(),
});

const body = z.object({
  key: word,
  state: word,
  title: note,
  text: note,
  severity: note,
  labels: bag,
  startedAt: moment,
  endedAt: moment,
  acknowledgedAt: moment,
  url: note,
});

/** CloudEvents 1.0: one structured event, a batch of them, or a body with `ce-` headers. */
export function cloudevents(payload: unknown, context: Context): Reading {
  if (Array.isArray(payload)) return readEach(payload, (event) => readEvent(event, context));
  return readEvent('ce-id' in context.headers ? fromHeaders(payload, context.headers) : payload, context);
}

function readEvent(event: unknown, context: Context): Reading {
  return read(envelope, event, (one) => {
    const data = dataOf(one.data, one.data_base64);
    return data === null
      ? refuse('data_base64 holds no JSON.')
      : read(body, data, (said) => tellEvent(one, said, context));
  });
}

function tellEvent(event: z.output<typeof envelope>, said: z.output<typeof body>, context: Context): Reading {
  const { name, ending } = typeOf(event.type);
  const state = lookUp(STATES, (said.state ?? ending).toLowerCase());
  if (!state) return refuse(`Neither data.state nor the end of type says one of ${Object.keys(STATES).join(', ')}.`);
  return tell(context, {
    key: `${event.source} ${said.key ?? event.subject ?? event.id}`,
    state,
    name,
    title: said.title ?? [name, event.subject].filter(Boolean).join(' '),
    severity: event.severity ?? said.severity,
    text: [said.text],
    labels: [said.labels, { source: event.source, subject: event.subject }],
    at: event.time,
    startedAt: said.startedAt,
    endedAt: said.endedAt ?? event.time,
    acknowledgedAt: said.acknowledgedAt,
    url: said.url,
  });
}

/** The type without the word for the state at its end, a version after it aside. */
function typeOf(type: string): { name: string; ending: string } {
  const parts = type.slice(0, 1_000).split('.');
  if (/^v\d{1,3}$/.test(parts.at(-1) ?? '')) parts.pop();
  const ending = parts.at(-1) ?? '';
  const isState = lookUp(STATES, ending.toLowerCase()) !== undefined;
  return isState ? { name: parts.slice(0, -1).join('.'), ending } : { name: type, ending: '' };
}

/** The data as an object, empty where it is none, or null where its text cannot be read. */
function dataOf(data: unknown, base64: string | null | undefined): Record<string, unknown> | null {
  if (typeof base64 !== 'string') return recordOf(typeof data === 'string' ? parseJson(data) : data);
  if (base64.length > MOST_BASE64) return null;
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const value = parseJson(new TextDecoder().decode(bytes));
    return value === undefined ? null : recordOf(value);
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function fromHeaders(data: unknown, headers: Context['headers']): Record<string, unknown> {
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith('ce-'));
  return { ...Object.fromEntries(attributes.map(([name, value]) => [name.slice(3), value])), data };
}
