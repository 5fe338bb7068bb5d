import { type Durations, durationsOf, targetsKept } from '../../../domain/metrics/durations.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName } from '../../../schema/measures.ts';
import { duration, listing } from '../../format.ts';
import {
  type Cell,
  countCell,
  type FigureView,
  INTERVAL,
  NOTHING,
  rangeText,
  TOO_FEW,
  timeCell,
  UNKNOWN,
} from '../figure.ts';
import { medianSentence } from '../median-words.ts';
import type { Scope } from '../scope.ts';

/** Every measure of one incident, over all of them. */
export function durationsFigure(scope: Scope): FigureView | undefined {
  const { incidents, book } = scope;
  if (incidents.length === 0) return undefined;
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
        head: ['Part', 'n', 'Median', INTERVAL, 'Middle half', 'p90', 'Mean', 'Left out'],
        rows: all.map(({ name, durations }) => ({
          head: { text: measureTitle(name) },
          cells: [...summaryCells(durations), countCell(durations.leftOut)],
        })),
      },
    ],
  };
}

/** How many are over, and how many go on. */
function numberCell({ n, open }: Durations): Cell {
  return open === 0 ? countCell(n) : { text: `${n} + ${open} open`, value: n };
}

/** n, median, interval, middle half, p90 and mean: always together. */
export function summaryCells(durations: Durations): Cell[] {
  const { n, few, median, interval, middleHalf, p90, mean, shortest, longest } = durations;
  const number = numberCell(durations);
  if (n === 0) return [number, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];
  if (few) {
    const seen = shortest === longest ? duration(shortest ?? 0) : rangeText(shortest ?? 0, longest);
    return [number, TOO_FEW, NOTHING, { text: `all: ${seen}` }, NOTHING, NOTHING];
  }
  return [
    number,
    timeCell(median, UNKNOWN),
    interval ? { text: rangeText(...interval) } : NOTHING,
    middleHalf ? { text: rangeText(...middleHalf) } : UNKNOWN,
    timeCell(p90, UNKNOWN),
    timeCell(mean),
  ];
}

function measureTitle(name: MeasureName): string {
  const { name: title, code } = MEASURES[name];
  const part = title.replace(/^Time to (.)/, (_, first: string) => first.toUpperCase());
  return code === undefined ? part : `${part} · ${code}`;
}

function answer({ incidents, book }: Scope, resolve: Durations): string {
  const { severities, now } = book.snapshot;
  const acknowledged = targetsKept(incidents, 'acknowledge', severities, now);
  const over = targetsKept(incidents, 'resolve', severities, now);
  const kept = [
    acknowledged.of > 0 &&
      `${acknowledged.kept} of ${acknowledged.of} ${acknowledged.of === 1 ? 'was' : 'were'} acknowledged`,
    over.of > 0 && `${over.kept} of ${over.of} ${over.of === 1 ? 'was' : 'were'} over`,
  ].filter((part) => part !== false);
  const sentences = [
    medianSentence(resolve),
    resolve.few && resolve.n > 0 && 'The shortest and longest are in the table.',
    kept.length > 0 && `${listing(kept)} within the target of their severity.`,
    resolve.leftOut > 0 && `${resolve.leftOut} left out, because nobody wrote down when it was noticed.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
