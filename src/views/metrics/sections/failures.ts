import { componentReliability, type Reliability, siteReliability } from '../../../domain/metrics/reliability.ts';
import { capital, duration, plural } from '../../format.ts';
import { STATE_WORDS } from '../../words.ts';
import { chartOf } from '../chart.ts';
import {
  type Cell,
  countCell,
  type FigureView,
  INTERVAL,
  NOTHING,
  rangeText,
  type TableView,
  timeCell,
} from '../figure.ts';
import { type Scope, soFar, trendPeriods } from '../scope.ts';

/** How long things run between failures, by quarter; for the site by component too. */
export function failuresFigure(scope: Scope): FigureView | undefined {
  const { book, seen, component } = scope;
  const { components } = book.snapshot;
  const of = (stretch: { from: number; to: number }): Reliability =>
    component ? componentReliability(book, component.id, stretch) : siteReliability(book, stretch);
  const all = of(seen);
  const { periods, noun } = trendPeriods(scope);
  const table = {
    caption: `Failures by ${noun}`,
    head: [capital(noun), ...HEAD],
    rows: periods.map((one) => ({ head: { text: soFar(scope, one) }, cells: reliabilityCells(of(one)) })),
  };
  return {
    id: 'failures',
    question: 'How long does it run between failures?',
    answer: `${answer(all)} ${definition(scope)}`,
    chart: chartOf(table, { kind: 'bar', unit: 'time', columns: [2] }),
    tables: component ? [table] : [table, byComponent(scope, components)],
  };
}

const HEAD = ['Failures', 'In operation', 'MTBF', INTERVAL];

function reliabilityCells({ failures, operating, between, interval }: Reliability): Cell[] {
  return [
    countCell(failures),
    operating > 0 ? timeCell(operating) : NOTHING,
    operating <= 0 ? NOTHING : failures === 0 ? { text: 'no failure' } : timeCell(between),
    interval ? { text: rangeText(...interval) } : NOTHING,
  ];
}

function byComponent({ book, seen, context }: Scope, components: Scope['book']['snapshot']['components']): TableView {
  return {
    caption: 'Failures by component',
    head: ['Component', ...HEAD],
    rows: components.map((one) => ({
      head: { text: one.name, href: context.to.componentMetrics(one.id) },
      cells: reliabilityCells(componentReliability(book, one.id, seen)),
    })),
  };
}

function answer({ failures, operating, between, interval }: Reliability): string {
  if (failures === 0) return `It has not failed in ${duration(operating)} of operation.`;
  if (between === undefined || !interval) {
    return `${plural(failures, 'failure')} in ${duration(operating)} of operation: too few to say how long it runs between them.`;
  }
  return `${duration(between)} on average (MTBF): ${failures} failures in ${duration(operating)} of operation. If failures come by chance, the true figure lies between ${duration(interval[0])} and ${duration(interval[1])} with 90 % confidence.`;
}

function definition({ book, component }: Scope): string {
  const { failure } = book.snapshot.site.uptime;
  const hard = failure === 'major' ? '' : ' or worse';
  return `A failure is an incident that hits ${component ? 'it' : 'any component'} with ${STATE_WORDS[failure].toLowerCase()}${hard}.`;
}
