import type { MaintenanceData } from '../schema/maintenance.ts';
import type { SiteData } from '../schema/site.ts';
import type { MaintenanceUpdate } from '../schema/update.ts';
import { clockOf, dayOf } from './calendar.ts';
import { buildMaintenance, type Maintenance } from './maintenance.ts';
import { type Occurrence, occurrenceId, occurrencesOf, type Series, seriesOf } from './occurrence.ts';
import { repeatWords } from './occurrence-days.ts';
import { updatesByOccurrence } from './occurrence-updates.ts';

/** How many of those that follow a window are named with it. */
const FOLLOWING = 3;

export interface MaintenanceFile {
  id: string;
  data: MaintenanceData;
  body: string;
  updates: readonly MaintenanceUpdate[];
}

type Site = Pick<SiteData, 'timezone' | 'windows'>;

/**
 * Every maintenance that the files plan. A series is all windows that it has had, those of the time that the site looks
 * ahead, and in any case the next; a window with a file of its own is what that file says.
 */
export function allMaintenance(files: readonly MaintenanceFile[], site: Site, now: number): Maintenance[] {
  const series = new Map(files.flatMap((file) => seriesOf(file, site.timezone) ?? []).map((one) => [one.id, one]));
  const own = Map.groupBy(
    files.filter(({ data }) => data.occurrence && series.has(data.occurrence.of)),
    ({ data }) => data.occurrence?.of,
  );
  return files.flatMap((file) => {
    const whole = series.get(file.id);
    if (whole) return windowsOf(whole, file, own.get(file.id) ?? [], { site, now });
    const of = series.get(file.data.occurrence?.of ?? '');
    return of && !tellsMore(file, of) ? [] : [built(file)];
  });
}

/** Whether the public may read of a window but not of its series: it then says nothing but what its own file does. */
function tellsMore(window: { data: MaintenanceData }, series: Series): boolean {
  return window.data.visibility === 'public' && series.data.visibility !== 'public';
}

function windowsOf(
  series: Series,
  file: MaintenanceFile,
  own: readonly MaintenanceFile[],
  { site, now }: { site: Site; now: number },
): Maintenance[] {
  const horizon = now + site.windows.upcoming;
  const ahead = occurrencesOf(series, { until: horizon, more: FOLLOWING + 1 });
  const ownById = new Map(own.map((one) => [ownId(series, one), one]));
  const ownFrom = new Map([...ownById].map(([id, { updates }]) => [id, updates[0]?.at ?? Number.POSITIVE_INFINITY]));
  const told = updatesByOccurrence(ahead, file.updates, ownFrom);
  const planned = ahead.map((one): Maintenance => {
    const { updates, ...itself } = ownById.get(one.id) ?? {
      ...file,
      updates: [],
      data: { ...file.data, ...timesOf(one) },
    };
    return built({ ...itself, id: one.id, updates: [...(told.get(one.id) ?? []), ...updates] });
  });
  const within = new Set(ahead.map(({ id }) => id));
  const apart = [...ownById].filter(([id]) => !within.has(id)).map(([id, one]) => built({ ...one, id }));
  const shown = new Set([...ahead.slice(0, shownCount(ahead, now, horizon)).map(({ id }) => id), ...ownById.keys()]);
  for (const [id, one] of ownById) if (tellsMore(one, series)) shown.delete(id);
  return placed(series, ahead, [...planned, ...apart]).filter(({ id }) => shown.has(id));
}

/** Each window with its place among all of the series. */
function placed(series: Series, ahead: readonly Occurrence[], windows: readonly Maintenance[]): Maintenance[] {
  const { id, data, repeat, zone } = series;
  const words = `${repeatWords(repeat, dayOf(data.start, zone))} at ${clockOf(data.start, zone)} (${zone})`;
  const byRule = new Map(ahead.map((one, index) => [one.id, { planned: one.start, before: ahead[index - 1] }]));
  const inOrder = [...windows].sort((a, b) => a.start - b.start);
  const told = inOrder.filter((one) => !one.cancelled && (one.visibility === 'public' || data.visibility !== 'public'));
  const coming = told.map((one) => ({ id: one.id, start: one.start }));
  let next = 0;
  return inOrder.map((one) => {
    while ((coming[next]?.start ?? Number.POSITIVE_INFINITY) <= one.start) next++;
    const { planned = one.occurrence?.start ?? one.start, before } = byRule.get(one.id) ?? {};
    const following = coming.slice(next, next + FOLLOWING);
    const earlier = before && { before: { from: before.start, to: before.end } };
    return { ...one, series: { id, words, planned, ...earlier, following } };
  });
}

/** How many of the windows have pages: those that the site looks ahead to, and in any case the next. */
function shownCount(windows: readonly Occurrence[], now: number, horizon: number): number {
  const next = windows.findIndex(({ start }) => start > now);
  const beyond = windows.findIndex(({ start }) => start > horizon);
  return beyond < 0 ? windows.length : Math.max(beyond, next + 1);
}

function timesOf({ start, end }: Occurrence): { start: number; end: number } {
  return { start, end };
}

function ownId({ id, zone }: Series, { data, id: fallback }: MaintenanceFile): string {
  return data.occurrence ? occurrenceId(id, dayOf(data.occurrence.start, zone)) : fallback;
}

function built({ id, data, updates, body }: MaintenanceFile): Maintenance {
  return buildMaintenance(id, data, updates, body);
}
