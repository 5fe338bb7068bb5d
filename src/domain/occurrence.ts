import type { MaintenanceData } from '../schema/maintenance.ts';
import { type Repeat, readRepeat } from '../schema/repeat.ts';
import { dayOf } from './calendar.ts';
import { repeatedDays } from './occurrence-days.ts';

/** One window of a series, as the rule plans it. */
export interface Occurrence {
  /** Its day and the series' name: `2026-12-06-database-upkeep`. */
  id: string;
  /** The day it begins on, where the series is at home. */
  day: string;
  start: number;
  end: number;
}

/** A maintenance that comes again. */
export interface Series {
  id: string;
  data: MaintenanceData;
  repeat: Repeat;
  /** Where its hour stays the same. */
  zone: string;
}

/** What a file repeats, if it does; its hour is that of the site's zone unless it names another. */
export function seriesOf({ id, data }: Pick<Series, 'id' | 'data'>, timezone: string): Series | undefined {
  if (data.repeat === undefined) return undefined;
  return { id, data, repeat: readRepeat(data.repeat), zone: data.timezone ?? timezone };
}

/** The windows of a series that begin until a moment, and `more` after it. */
export function occurrencesOf(series: Series, { until, more }: { until: number; more: number }): Occurrence[] {
  const { data } = series;
  const left = new Set(data.except);
  const windows = plannedWindows(series, { until, more: more + left.size });
  const ends = endOf(series);
  const kept = windows.filter((one) => ends(one) && !left.has(one.day));
  const past = kept.findIndex((one) => one.start > until);
  return past < 0 ? kept : kept.slice(0, past + more);
}

/** The same before anything was taken out and whenever the series ends. */
export function plannedWindows(series: Series, { until, more }: { until: number; more: number }): Occurrence[] {
  const { id, data, repeat, zone } = series;
  const first = dayOf(data.start, zone);
  const time = Temporal.Instant.fromEpochMilliseconds(data.start).toZonedDateTimeISO(zone).toPlainTime();
  const days = repeatedDays(repeat, first, { until: dayOf(until, zone), more });
  return days.flatMap((day) => {
    const start = day === first ? data.start : startOn(day, time, zone);
    if (start === undefined) return [];
    return [{ id: occurrenceId(id, day), day, start, end: start + data.end - data.start }];
  });
}

/** What the window of a day is called, for good. */
export function occurrenceId(series: string, day: string): string {
  return `${day}${series.slice(day.length)}`;
}

/** How the file of its own is named that a window may have; the first window's name is that of the series' file. */
export function occurrenceFile(series: string, day: string): string {
  const id = occurrenceId(series, day);
  return id === series ? `${id}-first` : id;
}

/**
 * When it is that time on a day: the first of two where clocks go back, the first moment after the gap where they go
 * forward, and never on a day that the zone has left out.
 */
function startOn(day: string, time: Temporal.PlainTime, zone: string): number | undefined {
  const date = Temporal.PlainDate.from(day);
  if (!date.toZonedDateTime(zone).toPlainDate().equals(date)) return undefined;
  const local = date.toPlainDateTime(time);
  const at = local.toZonedDateTime(zone);
  if (at.toPlainDateTime().equals(local)) return at.epochMilliseconds;
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? at).epochMilliseconds;
}

/** Whether a window still belongs to the series, by `until` and by the UNTIL of its rule. */
function endOf({ data, repeat, zone }: Series): (one: Occurrence) => boolean {
  const last = data.until ?? '9999-12-31';
  const text = repeat.rule === undefined ? undefined : repeat.until;
  if (text === undefined) return ({ day }) => day <= last;
  const until = Temporal.PlainDateTime.from(text.replace(/Z$/, ''));
  if (!text.includes('T')) return ({ day }) => day <= last && day <= until.toPlainDate().toString();
  const end = until.toZonedDateTime(text.endsWith('Z') ? 'UTC' : zone).epochMilliseconds;
  return ({ day, start }) => day <= last && start <= end;
}
