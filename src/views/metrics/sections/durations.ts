import { type Durations, durationsOf, targetsKept } from '../../../domain/metrics/durations.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName } from '../../../schema/measures.ts';
import { duration, listing, plural } from '../../format.ts';
import { type Cell, countCell, type FigureView, NOTHING, rangeText, TOO_FEW, timeCell } from '../figure.ts';
import type { Scope } from '../scope.ts';

/** Every measure of one incident, over all of them. */
export function durationsFigure(scope: Scope): FigureView {
  const { incidents, book } = scope;
  const { now } = book.snapshot;
  const all = MEASURE_NAMES.map((name) => ({ name, durations: durationsOf(incidents, name, now) }));
  return {
    id: 'durations',
    question: 'How long does each part take?',
    answer: answer(scope, durationsOf(incidents, 'resolve', now)),
    chart: undefined,
    tables: [
      {
        caption: 'Lengths of time',
        head: ['Part', 'n', 'Median', '90 % sure', 'Middle half', 'p90', 'Mean', 'Going on', 'Left out'],
        rows: all.map(({ name, durations }) => ({
          head: { text: measureTitle(name) },
          cells: [...summaryCells(durations), countCell(durations.open), countCell(durations.leftOut)],
        })),
      },
    ],
  };
}

/** n, median, interval, middle half, p90 and mean: always together. */
export function summaryCells(durations: Durations): Cell[] {
  const { n, few, median, interval, middleHalf, p90, mean, shortest, longest } = durations;
  if (n === 0) return [countCell(0), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];
  if (few) {
    const seen = shortest === longest ? duration(shortest ?? 0) : rangeText(shortest ?? 0, longest);
    return [countCell(n), TOO_FEW, NOTHING, { text: `all: ${seen}` }, NOTHING, NOTHING];
  }
  return [
    countCell(n),
    timeCell(median, { text: 'not known yet' }),
    interval ? { text: rangeText(...interval) } : NOTHING,
    middleHalf ? { text: rangeText(...middleHalf) } : { text: 'not known yet' },
    timeCell(p90, { text: 'not known yet' }),
    timeCell(mean),
  ];
}

function measureTitle(name: MeasureName): string {
  const { name: title, code } = MEASURES[name];
  const part = title.replace(/^Time to (.)/, (_, first: string) => first.toUpperCase());
  return code === undefined ? part : `${part} · ${code}`;
}

function answer({ incidents, book }: Scope, resolve: Durations): string {
  if (incidents.length === 0) return 'There was no incident in this time, so there is nothing to measure.';
  const { severities, now } = book.snapshot;
  const reacted = targetsKept(incidents, 'acknowledge', severities, now);
  const over = targetsKept(incidents, 'resolve', severities, now);
  const kept = [
    reacted.of > 0 && `${reacted.kept} of ${reacted.of} were taken on`,
    over.of > 0 && `${over.kept} of ${over.of} were over`,
  ].filter((part) => part !== false);
  const sentences = [
    resolve.few
      ? `${plural(resolve.n, 'incident')} with both moments known: too few for a median. The shortest and longest are in the table.`
      : `Half of the ${resolve.n} incidents with both moments known were over within ${duration(resolve.median ?? 0)} of being noticed.`,
    kept.length > 0 && `${listing(kept)} within the time that their severity allows.`,
    resolve.open > 0 && `${plural(resolve.open, 'incident')} still going on: counted as longer than so far.`,
    resolve.leftOut > 0 && `${resolve.leftOut} left out, because nobody wrote down when it was noticed.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
