import { durationsOf, observe } from '../../../domain/metrics/durations.ts';
import { duration } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { countCell, type FigureView, shareCell } from '../figure.ts';
import { longestWords, medianSentence } from '../median-words.ts';
import type { Scope } from '../scope.ts';

const MINUTE = 60_000;
// Each twice the one before, so that the axis is one of proportions.
const EDGES = [0, 8, 15, 30, 60, 120, 240, 480, 960, 1920, 3840].map((minutes) => minutes * MINUTE);

/** How recovery times are spread, which no single figure tells. */
export function distributionFigure(scope: Scope): FigureView | undefined {
  const { now } = scope.book.snapshot;
  const ended = scope.incidents.flatMap((incident) => {
    const seen = observe(incident, 'resolve', now);
    return seen?.ended ? seen.ms : [];
  });
  if (ended.length === 0) return undefined;
  const counts = EDGES.map((from, at) => ended.filter((ms) => ms >= from && ms < (EDGES[at + 1] ?? Infinity)).length);
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  const rows = counts.slice(first, last + 1).map((count, at) => ({
    head: { text: binName(first + at) },
    cells: [countCell(count), shareCell(count, ended.length)],
  }));
  const table = { caption: 'Incidents by time to recover', head: ['Took', 'Incidents', 'Share'], rows };
  return {
    id: 'distribution',
    question: 'How are recovery times spread?',
    answer: answer(scope, now),
    chart: chartOf(table, { kind: 'bar', unit: 'count', columns: [0] }),
    tables: [table],
  };
}

function binName(at: number): string {
  const [from, to] = [EDGES[at] as number, EDGES[at + 1]];
  if (to === undefined) return `${duration(from)} or more`;
  return from === 0 ? `under ${duration(to)}` : `${duration(from)} – ${duration(to)}`;
}

function answer({ incidents }: Scope, now: number): string {
  const found = durationsOf(incidents, 'resolve', now);
  const { median, mean, open } = found;
  const besides =
    open > 0 ? ` The picture shows those that are over; ${open} still ${open === 1 ? 'goes' : 'go'} on.` : '';
  if (median === undefined || mean === undefined) return `${medianSentence(found)}${besides}`;
  const spread = `Half took up to ${duration(median)}, ${longestWords(found)}.`;
  const told = `The mean of those that are over is ${duration(mean)}`;
  const why = mean > median ? `: above the median, because long incidents weigh more in it.` : '.';
  return `${spread} ${told}${why}${besides}`;
}
