import { createHash } from 'node:crypto';
import type { AlertRecord } from '../schema/alert-record.ts';

/** What tells one trouble from every other. */
export function identityOf({ source, key, started }: Pick<AlertRecord, 'source' | 'key' | 'started'>): string {
  return JSON.stringify([source, key, started ?? null]);
}

/** What all troubles of one kind share: the tool and its name for it. */
export function keyOf({ source, key }: Pick<AlertRecord, 'source' | 'key'>): string {
  return JSON.stringify([source, key]);
}

/**
 * The id of an incident that begins with this alert: its day, what it is about, and a hash of what it is. Whoever decides
 * the same writes the same file, and no text of the alert gets into a path.
 */
export function incidentId(record: AlertRecord, component: string | undefined): string {
  const day = new Date(record.started ?? 0).toISOString().slice(0, 10);
  const hash = createHash('sha256').update(identityOf(record)).digest('hex').slice(0, 8);
  return `${day}-${component ?? 'alert'}-${hash}`;
}
