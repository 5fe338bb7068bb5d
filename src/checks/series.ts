import { dayOf } from '../domain/calendar.ts';
import {
  type Occurrence,
  occurrenceFile,
  occurrenceId,
  occurrencesOf,
  plannedWindows,
  type Series,
  seriesOf,
} from '../domain/occurrence.ts';
import { MOST_OCCURRENCES, ruleFault } from '../domain/occurrence-days.ts';
import type { Entry } from '../parse/entry.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** So many windows are looked at for whether they reach into each other. */
const COMPARED = 60;

type Work = Entry<'maintenance'>;

/** A series must begin on a day of its own rule, and what stands for one of its windows must find it there. */
export function checkSeries(content: Content, now: number): Problem[] {
  const { maintenance } = content.entries;
  const series = maintenance.flatMap((entry) => {
    const one = seriesOf(entry, content.site.data.timezone);
    return one ? [{ entry, series: one }] : [];
  });
  const all = new Map(series.map((one) => [one.entry.id, one.series]));
  return [
    ...series.flatMap((one) => checkRule(one.entry, one.series, now)),
    ...collisions(series, maintenance),
    ...maintenance.flatMap((entry) => checkOccurrence(entry, all, content.unreadable.maintenance)),
  ];
}

function checkRule(entry: Work, series: Series, now: number): Problem[] {
  const first = dayOf(series.data.start, series.zone);
  const reason = ruleFault(series.repeat, first);
  if (reason !== undefined) return [problem('bad-rule', entry.file, entry.at(['repeat']), { reason })];
  if (!entry.id.startsWith(`${first}-`)) {
    const expected = occurrenceId(entry.id, first);
    return [problem('series-name', entry.file, entry.at(['start']), { name: entry.id, first, expected })];
  }
  const windows = plannedWindows(series, { until: now, more: COMPARED });
  const days = windows.map(({ day }) => day);
  if (days[0] !== first) return [problem('not-in-rule', entry.file, entry.at(['start']), { first, days })];
  if (windows.length >= MOST_OCCURRENCES) {
    return [problem('series-too-long', entry.file, entry.at(['start']), { most: MOST_OCCURRENCES })];
  }
  if (occurrencesOf(series, { until: now, more: 1 }).length === 0) {
    return [problem('empty-series', entry.file, entry.at(['repeat'], true), {})];
  }
  return overlapping(entry, windows.slice(0, COMPARED));
}

function overlapping(entry: Work, windows: readonly Occurrence[]): Problem[] {
  const at = windows.findIndex((one, index) => one.end > (windows[index + 1]?.start ?? Number.POSITIVE_INFINITY));
  const [one, next] = [windows[at], windows[at + 1]];
  if (!one || !next) return [];
  return [problem('series-overlap', entry.file, entry.at(['end']), { day: one.day, next: next.day })];
}

/** A window's address must not be that of another file, or of another series' window. */
function collisions(series: readonly { entry: Work; series: Series }[], files: readonly Work[]): Problem[] {
  return series.flatMap(({ entry, series: one }, index) => {
    const name = entry.id.slice('yyyy-mm-dd'.length);
    const sameName = (other: Work): boolean =>
      other !== entry && other.id.endsWith(name) && other.id.length === entry.id.length;
    const others = files.filter((file) => sameName(file) && file.data.occurrence === undefined);
    if (others.length === 0) return [];
    const earlier = new Set(series.slice(0, index).map((before) => before.entry.id));
    return others.flatMap((other) => {
      const taken = series.find((own) => own.entry === other)?.series;
      if (taken && !earlier.has(other.id)) return [];
      const shared = taken ? sharedWindow(one, taken) : windowOn(one, other);
      return shared ? [problem('same-id', entry.file, {}, { id: shared, other: other.file.path })] : [];
    });
  });
}

function windowOn(series: Series, other: Work): string | undefined {
  const day = other.id.slice(0, 'yyyy-mm-dd'.length);
  const until = Temporal.PlainDate.from(day).add({ days: 2 }).toZonedDateTime('UTC').epochMilliseconds;
  return occurrencesOf(series, { until, more: 0 }).find(({ id }) => id === other.id)?.id;
}

function sharedWindow(one: Series, other: Series): string | undefined {
  const until = Math.max(one.data.start, other.data.start);
  const taken = new Set(occurrencesOf(other, { until, more: COMPARED }).map(({ id }) => id));
  return occurrencesOf(one, { until, more: COMPARED }).find(({ id }) => taken.has(id))?.id;
}

function checkOccurrence(entry: Work, all: ReadonlyMap<string, Series>, unreadable: readonly string[]): Problem[] {
  const { occurrence } = entry.data;
  if (!occurrence) return [];
  const series = all.get(occurrence.of);
  const at = entry.at(['occurrence', 'of']);
  // What cannot be read may well be a series.
  if (!series && unreadable.includes(occurrence.of)) return [];
  if (!series) {
    const what = 'recurring maintenance';
    return [problem('unknown-reference', entry.file, at, { what, value: occurrence.of, known: [...all.keys()] })];
  }
  const day = dayOf(occurrence.start, series.zone);
  const planned = plannedWindows(series, { until: occurrence.start, more: 1 });
  if (!planned.some(({ start }) => start === occurrence.start)) {
    const near = planned.slice(-2).map(({ start }) => new Date(start).toISOString().replace('.000Z', 'Z'));
    return [problem('unknown-occurrence', entry.file, entry.at(['occurrence', 'start']), { of: occurrence.of, near })];
  }
  const expected = occurrenceFile(occurrence.of, day);
  if (entry.id === expected) return [];
  return [problem('occurrence-name', entry.file, entry.at(['occurrence', 'start']), { name: entry.id, expected })];
}
