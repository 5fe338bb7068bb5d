import { within } from '../../../domain/metrics/book.ts';
import { compareDurations } from '../../../domain/metrics/compare.ts';
import { type Durations, durationsOf } from '../../../domain/metrics/durations.ts';
import { capital, duration } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { type Cell, type FigureView, INTERVAL, NOTHING } from '../figure.ts';
import { fromWords, medianSentence } from '../median-words.ts';
import { beforeName, type Scope, soFar, trendPeriods } from '../scope.ts';
import { severityCode } from '../severity-code.ts';
import { summaryCells } from './durations.ts';

/** Recovery by quarter, with what the severities promise. */
export function recoveryFigure(scope: Scope): FigureView | undefined {
  const { book, context, incidents, earlier, all } = scope;
  const { now, severities } = book.snapshot;
  if (incidents.length + earlier.length === 0) return undefined;
  const { periods, noun } = trendPeriods(scope);
  const rows = periods.map((one) => ({
    head: { text: soFar(scope, one) },
    cells: cells(durationsOf(within(all, one), 'resolve', now)),
  }));
  const table = {
    caption: `Time to recover by ${noun}`,
    head: [capital(noun), 'n', 'Median', INTERVAL, 'p90', 'Mean (MTTR)'],
    rows,
  };
  const targets = severities.flatMap(({ id, resolution }) =>
    resolution === undefined ? [] : [{ name: `${severityCode(context, id)} target`, value: resolution / 1000 }],
  );
  return {
    id: 'recovery',
    question: 'Are we getting faster at recovering?',
    answer: answer(scope),
    chart: chartOf(table, { kind: 'line', unit: 'time', logarithmic: true, columns: [1, 3, 4], lines: targets }),
    tables: [table],
  };
}

function cells(durations: Durations): Cell[] {
  const [number = NOTHING, median = NOTHING, interval = NOTHING, , p90 = NOTHING, mean = NOTHING] =
    summaryCells(durations);
  return [number, median, interval, p90, mean];
}

function answer(scope: Scope): string {
  const { now } = scope.book.snapshot;
  const current = durationsOf(scope.incidents, 'resolve', now);
  const sentence = medianSentence(current);
  if (current.median === undefined) return sentence;
  if (!scope.seenBefore) return `${sentence} There is no earlier time to compare with.`;
  const earlier = durationsOf(scope.earlier, 'resolve', now);
  const name = beforeName(scope);
  if (earlier.median === undefined) return `${sentence} In ${name} there were too few to compare with.`;
  const was = `In ${name} it was ${duration(earlier.median)}, ${fromWords(earlier)}.`;
  return `${VERDICTS[compareDurations(current, earlier)]} ${sentence} ${was}`.trim();
}

const VERDICTS = {
  less: 'Yes.',
  more: 'No, slower.',
  'no telling': 'No change that these numbers can show.',
  'too few': '',
};
