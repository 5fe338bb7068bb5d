import type { Alert, Message, Reading } from '../alerts/alert.ts';
import { readJson } from './json.ts';
import { reduce } from './reduce.ts';
import type { Entry } from './spool.ts';

/** GitHub takes fewer than 65,536 characters. These are bytes, and leave some for what surrounds the list. */
export const MOST_BYTES = 64_000;
const MOST_REASONS = 10;
const CUT = { text: 2_000, title: 200, url: 1_000, labels: 40, label: 200 };
const encoder = new TextEncoder();

/**
 * A message as bodies of `repository_dispatch` requests, each small enough for GitHub: as it is, else without what no alert
 * is made of, else its list of alerts in parts, else what was read from it. None where not even that is possible.
 */
export function toDispatches(entry: Entry, read: Read): string[] | undefined {
  const message = readJson(entry.body);
  if ('problem' in message) return undefined;
  const readingOf = (payload: unknown): Reading => read({ ...entry, payload });
  const said = JSON.stringify(readingOf(message.value).alerts);
  const wrap = (payload: unknown): string => bodyOf(entry, { payload, ...headersOf(entry) });
  const whole = wrap(message.value);
  if (fits(whole)) return [whole];
  const saysSame = (smaller: unknown): boolean => JSON.stringify(readingOf(smaller).alerts) === said;
  const payload = reduce(entry.source, message.value, saysSame);
  const reduced = wrap(payload);
  if (fits(reduced)) return [reduced];
  const parts = splitPayload(payload, byteLength(wrap({})));
  if (parts.length === 0) return toAlertDispatches(entry, readingOf(payload));
  const bodies = parts.map((part) => {
    const body = wrap(part);
    return fits(body) ? [body] : toAlertDispatches(entry, readingOf(part));
  });
  return bodies.every((list) => list !== undefined) ? bodies.flat() : undefined;
}

/** What was read from a message, in as many bodies as it takes. */
function toAlertDispatches(entry: Entry, reading: Reading): string[] | undefined {
  const most = MOST_BYTES - byteLength(bodyOf(entry, { alerts: [], refused: reading.refused.slice(0, MOST_REASONS) }));
  const alerts = reading.alerts.map((alert) => (byteLength(JSON.stringify(alert)) < most ? alert : cut(alert)));
  const parts = pack(alerts, most);
  const bodies = parts.map((part, index) => {
    const refused = index === 0 ? reading.refused.slice(0, MOST_REASONS) : [];
    return bodyOf(entry, {
      alerts: part,
      ...(refused.length > 0 && { refused }),
    });
  });
  return bodies.length > 0 && bodies.every(fits) ? bodies : undefined;
}

/** The same message several times, each with some of its alerts. Together they leave out nothing, so none is marked as truncated. */
function splitPayload(payload: unknown, envelope: number): unknown[] {
  if (Array.isArray(payload)) return pack(payload, MOST_BYTES - envelope);
  const { alerts, ...others } = (payload ?? {}) as Record<string, unknown>;
  if (!Array.isArray(alerts)) return [];
  const most = MOST_BYTES - envelope - byteLength(JSON.stringify({ ...others, alerts: [] }));
  if (most <= 0) return [];
  const parts = pack(alerts, most);
  if (parts.length <= 1) return parts.length === 0 ? [] : [payload];
  return parts.map((part) => ({ ...others, alerts: part }));
}

/** Values in order, as many to a part as fit; one that is too large is alone. */
function pack<Value>(values: readonly Value[], most: number): Value[][] {
  const parts: Value[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const value of values) {
    const length = byteLength(JSON.stringify(value)) + 1;
    if (size + length > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(value);
    size += length;
  }
  return parts;
}

function cut(alert: Alert): Alert {
  const labels = Object.entries(alert.labels).slice(0, CUT.labels);
  const { url } = alert;
  return {
    ...alert,
    title: shorten(alert.title, CUT.title),
    text: shorten(alert.text, CUT.text),
    labels: Object.fromEntries(labels.map(([name, value]) => [name, shorten(value, CUT.label)])),
    ...(url !== undefined && { url: url.slice(0, CUT.url) }),
  };
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}

function bodyOf({ source, receivedAt }: Entry, content: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ event_type: 'alert', client_payload: { source, receivedAt, ...content } });
}

function headersOf({ headers }: Entry): { headers?: Entry['headers'] } {
  const { 'content-type': _, ...meaning } = headers;
  return Object.keys(meaning).length > 0 ? { headers: meaning } : {};
}

function fits(body: string): boolean {
  return byteLength(body) <= MOST_BYTES;
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}

type Read = (message: Message) => Reading;
