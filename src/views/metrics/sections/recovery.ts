import { within } from '../../../domain/metrics/book.ts';
import { compareDurations } from '../../../domain/metrics/compare.ts';
import { type Durations, durationsOf } from '../../../domain/metrics/durations.ts';
import { periodsWithin } from '../../../domain/metrics/period.ts';
import { duration } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { countCell, type FigureView, NOTHING, rangeText, TOO_FEW, timeCell } from '../figure.ts';
import { beforeName, type Scope, shortPeriod } from '../scope.ts';
import { severityCode } from '../severity-code.ts';

/** Recovery by quarter, with what the severities promise. */
export function recoveryFigure(scope: Scope): FigureView | undefined {
  const { book, incidents, earlier, period, before } = scope;
  const { now, site, severities } = book.snapshot;
  if (incidents.length + earlier.length === 0) return undefined;
  const stretch = { from: Math.max(before?.from ?? period.from, book.observed.from), to: Math.min(period.to, now) };
  const rows = periodsWithin('quarter', stretch, site.timezone).map((quarter) => {
    const durations = durationsOf(within([...earlier, ...incidents], quarter), 'resolve', now);
    return { head: { text: shortPeriod(quarter) }, cells: cells(durations) };
  });
  const table = {
    caption: 'Time to recover by quarter',
    head: ['Quarter', 'n', 'Median', '90 % sure', 'p90', 'Mean'],
    rows,
  };
  const targets = severities.flatMap(({ id, resolution }) =>
    resolution === undefined ? [] : [{ name: `${severityCode(id)} aim`, value: resolution / 1000 }],
  );
  return {
    id: 'recovery',
    question: 'Are we getting faster at recovering?',
    answer: answer(scope),
    chart: chartOf(table, { kind: 'line', unit: 'time', logarithmic: true, columns: [1, 3], lines: targets }),
    tables: [table],
  };
}

function cells(durations: Durations) {
  const { n, few, median, interval, p90, mean } = durations;
  if (n === 0) return [countCell(0), NOTHING, NOTHING, NOTHING, NOTHING];
  if (few) return [countCell(n), TOO_FEW, NOTHING, NOTHING, NOTHING];
  return [
    countCell(n),
    timeCell(median, { text: 'not known yet' }),
    interval ? { text: rangeText(...interval) } : NOTHING,
    timeCell(p90, { text: 'not known yet' }),
    timeCell(mean),
  ];
}

function answer(scope: Scope): string {
  const { now } = scope.book.snapshot;
  const current = durationsOf(scope.incidents, 'resolve', now);
  if (current.median === undefined) return `Too few to say: ${current.n} incidents with both moments known.`;
  const half = `Half of ${current.n} incidents were over within ${duration(current.median)}`;
  const earlier = scope.before && durationsOf(scope.earlier, 'resolve', now);
  if (!earlier) return `${half}. There is no earlier time to compare with.`;
  if (earlier.median === undefined) return `${half}. In ${beforeName(scope)} there were too few to compare with.`;
  const was = `${half}; in ${beforeName(scope)} it was ${duration(earlier.median)}, from ${earlier.n}.`;
  return `${VERDICTS[compareDurations(current, earlier)]} ${was}`.trim();
}

const VERDICTS = {
  less: 'Yes.',
  more: 'No, slower.',
  'no telling': 'No change that these numbers can show.',
  'too few': '',
};
