import { createHash } from 'node:crypto';
import type { SpComponentStatus } from '../../schema/statuspage.ts';
import type { ComponentState } from '../../schema/words.ts';

/** Twelve letters and digits for one of our ids; the same one for good. */
export function codeOf(
  kind: 'page' | 'component' | 'group' | 'incident' | 'maintenance' | 'update',
  id: string,
): string {
  const digest = createHash('sha256').update(`${kind}\0${id}`).digest('hex');
  return BigInt(`0x${digest.slice(0, 16)}`)
    .toString(36)
    .padStart(13, '0')
    .slice(-12);
}

const STATUS: Record<ComponentState, SpComponentStatus> = {
  operational: 'operational',
  // Clients know no word for a component that is not in service yet.
  unknown: 'operational',
  maintenance: 'under_maintenance',
  degraded: 'degraded_performance',
  partial: 'partial_outage',
  major: 'major_outage',
};

export function statusOf(state: ComponentState): SpComponentStatus {
  return STATUS[state];
}

/** A moment in the page's zone, with the offset of its own date: `2026-11-21T12:16:00.000+01:00`. */
export function zonedTime(moment: number, zone: string): string {
  if (isUtc(zone)) return new Date(moment).toISOString();
  return Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toString({ fractionalSecondDigits: 3, timeZoneName: 'never' });
}

/** The zone by the name that Statuspage gives it. */
export function zoneName(zone: string): string {
  return isUtc(zone) ? 'Etc/UTC' : zone;
}

function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC';
}
