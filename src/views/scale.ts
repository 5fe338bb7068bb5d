import type { Incident } from '../domain/incident.ts';
import { momentOf } from '../domain/timings.ts';
import { duration, type Moment, moment, shortDate } from './format.ts';
import type { ViewContext } from './view-context.ts';
import { componentLink } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat(
    [1, 2, 3, 6, 12].map((hours) => hours * HOUR),
    [1, 2, 7, 14, 30, 90].map((days) => days * DAY),
  );
const MOST_TICKS = 5;
/** Free room at both ends, in per cent of the width. */
const EDGE = 3;
/** Numbers nearer than this would touch on a phone. */
const APART = 7;
const ROW = 26;
const BAR = 34;
/** Colour is not the only sign of how hard something was hit. */
const HEIGHTS = { degraded: 4, partial: 7, major: 10 };

/** An incident drawn to scale: widths in per cent, heights in pixels, so that it fits any screen without being distorted. */
export interface ScaleView {
  /** What the picture shows, in words. */
  label: string;
  height: number;
  axis: number;
  /** Where the bars end and the words of the axis begin. */
  foot: number;
  ticks: { x: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
  /** Of public updates. */
  updates: number[];
  bars: { name: string; y: number; parts: { x: number; width: number; height: number; state: string }[] }[];
  moments: { number: number; x: number; y: number; name: string; at: Moment; after: string | undefined }[];
  /** What was hit, how hard and for how long, as a sentence each. */
  hits: string[];
}

/** The moments of an incident on a line of time, with what was hit meanwhile; nothing where no time passed. */
export function scaleView(context: ViewContext, incident: Incident): ScaleView | undefined {
  const end = Math.max(incident.resolved ?? context.snapshot.now, incident.lastUpdate);
  const told = momentsOf(incident);
  const from = Math.min(incident.started, ...told.map(({ at }) => at));
  if (end <= from) return undefined;
  const x = (at: number): number => round(EDGE + ((100 - 2 * EDGE) * (Math.min(at, end) - from)) / (end - from));
  const rows = rowsOf(told.map(({ at }) => x(at)));
  const axis = (Math.max(...rows) + 1) * ROW + 8;
  const bars = barsOf(context, incident, x, axis + 14);
  const foot = axis + 14 + bars.length * BAR;
  return {
    label: `${incident.title}, from ${moment(from).text} to ${moment(end).text}, ${duration(end - from)}, drawn to scale. The list below says the same.`,
    height: foot + 22,
    axis,
    foot,
    ticks: ticksOf(from, end).map(({ at, text }) => ({ x: x(at), text, anchor: anchorOf(x(at)) })),
    updates: incident.updates.map(({ at }) => x(at)),
    bars,
    moments: told.map(({ name, at }, index) => ({
      number: index + 1,
      x: x(at),
      y: axis - 8 - ROW * (rows[index] ?? 0) - ROW / 2,
      name,
      at: moment(at),
      after: at > from ? `${duration(at - from)} after the start` : undefined,
    })),
    hits: hitsOf(context, incident, end),
  };
}

/** Everything that is known of its course, in its order; also that it was called over when it was not. */
function momentsOf(incident: Incident): { name: string; at: number }[] {
  const last = incident.updates.findLast(({ resolves }) => resolves);
  const named: [string, number | undefined][] = [
    ['Started', momentOf(incident, 'started')],
    ['Detected', incident.detected],
    ['First public word', momentOf(incident, 'firstUpdate')],
    ['Acknowledged', incident.acknowledged],
    ['Cause known', incident.identified],
    ...incident.updates.flatMap((update): [string, number][] => {
      if (update.reopens) return [['Reopened', update.at]];
      return update.resolves && update !== last ? [['Called resolved', update.at]] : [];
    }),
    ['Mitigated', incident.mitigated],
    ['Resolved', incident.resolved],
  ];
  return named.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }])).sort((a, b) => a.at - b.at);
}

/** For each number the lowest row in which none stands too near before it. */
function rowsOf(places: readonly number[]): number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= APART);
    const row = free < 0 ? ends.length : free;
    ends[row] = place;
    return row;
  });
}

function barsOf(
  context: ViewContext,
  { components, spans }: Incident,
  x: (at: number) => number,
  top: number,
): ScaleView['bars'] {
  return components
    .map((id) => ({ id, own: spans.filter(({ component }) => component === id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ id, own }, index) => ({
      name: componentLink(context, id).name,
      y: top + index * BAR,
      parts: own.map(({ from, to, impact }) => ({
        x: x(from),
        width: Math.max(0.5, round(x(to) - x(from))),
        height: HEIGHTS[impact],
        state: impact,
      })),
    }));
}

function hitsOf(context: ViewContext, { spans }: Incident, end: number): string[] {
  return spans.map(({ component, impact, from, to }) => {
    const until = Math.min(to, end);
    return `${componentLink(context, component).name}: ${STATE_WORDS[impact].toLowerCase()} from ${moment(from).text}, for ${duration(until - from)}`;
  });
}

function ticksOf(from: number, end: number): { at: number; text: string }[] {
  const step =
    STEPS.find((one) => (end - from) / one <= MOST_TICKS) ?? Math.ceil((end - from) / MOST_TICKS / DAY) * DAY;
  const ticks: { at: number; text: string }[] = [];
  for (let at = Math.ceil(from / step) * step; at <= end; at += step) {
    const { iso, clock } = moment(at);
    ticks.push({ at, text: step >= DAY ? shortDate(iso.slice(0, 10)) : clock.replace(' UTC', '') });
  }
  return ticks;
}

function anchorOf(x: number): 'start' | 'middle' | 'end' {
  if (x < 8) return 'start';
  return x > 92 ? 'end' : 'middle';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
