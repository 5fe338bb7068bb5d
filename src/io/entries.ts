import type { Entry } from '../relay/spool.ts';
import { isSource } from '../schema/sources.ts';

const PLACES = { time: 15, counter: 6 };

/** Gives each message a name, such that names sort by arrival and no two processes choose the same. */
export function createNaming(): (receivedAt: number) => string {
  let last = 0;
  let counter = 0;
  return (receivedAt) => {
    const time = Math.max(0, Math.floor(receivedAt) || 0);
    if (time > last) [last, counter] = [time, 0];
    else counter++;
    const random = crypto.randomUUID().slice(0, 8);
    return `${String(last).padStart(PLACES.time, '0')}-${String(counter).padStart(PLACES.counter, '0')}-${random}.json`;
  };
}

/** Whether a file or key of that name holds a message. */
export function isEntryName(name: string): boolean {
  return /^\d{15}-\d{6,}-[0-9a-f]{8}\.json$/.test(name);
}

/** When the message of that name came in. */
export function arrivalOf(name: string): number {
  return Number(name.slice(0, PLACES.time));
}

/** The message in a text that was written for it, or undefined where it is none. */
export function readEntry(text: string): Entry | undefined {
  try {
    const { source, receivedAt, headers, body } = JSON.parse(text);
    const isWhole = typeof receivedAt === 'number' && typeof body === 'string' && isRecord(headers);
    return isWhole && isSource(source) ? { source, receivedAt, headers, body } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}
