import type { Desk } from '../acts/desk.ts';
import { worksOf } from '../acts/works.ts';
import { clockOf, dayOf } from '../domain/calendar.ts';
import { maintenanceState } from '../domain/maintenance.ts';
import { type Occurrence, occurrencesOf, seriesOf } from '../domain/occurrence.ts';
import type { Entry } from '../parse/entry.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { tableLines } from './table.ts';

type Work = Entry<'maintenance'>;

const SHOWN = 4;

/** The windows of a series that come next. */
export interface Windows {
  /** Where it keeps its hour. */
  zone: string;
  next: readonly Occurrence[];
  more: boolean;
}

/** When the next windows of what a file plans are, where it plans more than one. */
export function nextWindows({ id, data }: Work, { content, now }: Desk): Windows | undefined {
  const series = seriesOf({ id, data }, content.site.data.timezone);
  if (!series) return undefined;
  const coming = occurrencesOf(series, { until: now, more: SHOWN + 1 }).filter(({ end }) => end > now);
  return { zone: series.zone, next: coming.slice(0, SHOWN), more: coming.length > SHOWN };
}

/** What is still planned of a series that a file ends: windows with a file of their own, which is not touched. */
export function staying({ id, data }: Work, before: Work | undefined, desk: Desk): string[] {
  if (before?.data.repeat === undefined || before.data.until === data.until) return [];
  const ahead = worksOf(desk).filter(({ series, start }) => series?.id === id && start > desk.now);
  return ahead.filter((one) => maintenanceState(one, desk.now) === 'scheduled').map((one) => one.id);
}

/** Each window by the clocks of its zone, and by UTC. */
export function windowLines({ zone, next, more }: Windows): string[] {
  const rows = next.map(({ start }) => [
    `${weekday(start, zone)} ${dayOf(start, zone)} ${clockOf(start, zone)}`,
    writtenMoment(start),
  ]);
  return [...tableLines([[zone, 'UTC'], ...rows]), more ? 'and so on' : 'and no more'];
}

/** What stands at the top of a maintenance's page: its own times, and how it comes again where the whole series is meant. */
export function maintenanceFacts({ id, data }: Work, meant: string, desk: Desk): string {
  const works = worksOf(desk);
  const { start, end, components } = works.find((one) => one.id === meant) ?? { ...data, components: data.components };
  const words =
    data.repeat !== undefined && meant === id
      ? works.find(({ series }) => series?.id === id)?.series?.words
      : undefined;
  const times = words !== undefined && end <= desk.now ? undefined : `${writtenMoment(start)} to ${writtenMoment(end)}`;
  return [times, words, components.join(', ')].filter(Boolean).join(' · ');
}

function weekday(moment: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: zone }).format(moment);
}
