import type { SourceId } from '../schema/sources.ts';
import type { Alert } from './alert.ts';
import { identityOf } from './identity.ts';
import { allRecords, knownAlerts } from './known-alerts.ts';
import type { Known } from './policy.ts';

/**
 * What was missed, where a tool tells all that goes on now: the alerts themselves, and an end for each that is known here and
 * is not among them. When it really ended nobody can tell any more, so it ended now.
 */
export function reconciled(source: SourceId, current: readonly Alert[], known: Known, now: number): Alert[] {
  const named = (alert: Alert): string => identityOf({ source, key: alert.key, started: alert.startedAt });
  const goesOn = new Set(current.filter(({ state }) => state === 'firing').map(named));
  const over = allRecords(knownAlerts(known)).filter(
    (record) =>
      record.source === source &&
      record.started !== undefined &&
      record.ended === undefined &&
      record.started <= now &&
      !goesOn.has(identityOf(record)),
  );
  const ends = over.map(
    (record): Alert => ({
      source,
      key: record.key,
      state: 'ended',
      labels: {},
      title: record.title ?? '',
      text: '',
      at: now,
      ...(record.started !== undefined && { startedAt: record.started }),
      endedAt: now,
    }),
  );
  return [...current, ...ends];
}
