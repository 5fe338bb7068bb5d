import { type Slo, sloOf } from '../../../domain/metrics/slo.ts';
import { duration, listing, plural } from '../../format.ts';
import { type Cell, type FigureView, NOTHING, type TableView, textCell, timeCell } from '../figure.ts';
import type { Scope } from '../scope.ts';

/** What is left of the promises about availability. They are about now, so a period that is over has none. */
export function promisesFigure({ book, component, context, period }: Scope): FigureView | undefined {
  const { components, now } = book.snapshot;
  if (period.to < now) return undefined;
  const slos = (component ? [component] : components).flatMap((one) => sloOf(book, one) ?? []);
  if (slos.length === 0) return undefined;
  const name = (id: string): string => context.componentNames.get(id) ?? id;
  return {
    id: 'promises',
    question: 'Do we keep our promises about availability?',
    answer: [answer(slos, name), burning(slos, name)].filter(Boolean).join(' '),
    chart: undefined,
    tables: [{ caption: 'Error budgets now', head: HEAD, rows: slos.map((slo) => row(slo, name, context)) }],
  };
}

const HEAD = [
  'Component',
  'Promise',
  'Over',
  'Maintenance',
  'Budget',
  'Spent',
  'Left',
  'Burn, last day',
  'Burn, 7 days',
];

function row(slo: Slo, name: (id: string) => string, { to }: Scope['context']): TableView['rows'][number] {
  return {
    head: { text: name(slo.component), href: to.componentMetrics(slo.component) },
    cells: [
      textCell(`${slo.target} %`),
      textCell(duration(slo.window)),
      textCell(slo.maintenance),
      timeCell(slo.budget),
      timeCell(slo.down),
      leftCell(slo),
      ...slo.burn.map(({ rate }) => burnCell(rate)),
    ],
  };
}

/** A budget that is still there may be gone tomorrow. */
function burning(slos: readonly Slo[], name: (id: string) => string): string {
  const fast = slos.flatMap(({ component, burn }) => {
    const rate = burn[0]?.rate ?? 0;
    return rate > 1 ? [`${name(component)} (× ${rate.toFixed(1)})`] : [];
  });
  return fast.length === 0 ? '' : `In the last day the budget was spent faster than it lasts by ${listing(fast)}.`;
}

function leftCell({ left, budget }: Slo): Cell {
  if (budget <= 0) return NOTHING;
  const percent = Math.floor((100 * left) / budget);
  if (left < 0) return { text: `overspent by ${duration(-left)}`, value: percent };
  return { text: `${duration(left)} · ${percent} %`, value: percent };
}

function burnCell(rate: number | undefined): Cell {
  return rate === undefined ? NOTHING : { text: `× ${rate.toFixed(1)}`, value: rate };
}

function answer(slos: readonly Slo[], name: (id: string) => string): string {
  const broken = slos.filter((slo) => slo.left < 0).map((slo) => name(slo.component));
  if (broken.length === 0) return slos.length === 1 ? 'Yes, at the moment.' : `Yes, all ${slos.length} at the moment.`;
  if (slos.length === 1) return 'No: more was lost than the promise allows.';
  return `${plural(broken.length, 'promise')} of ${slos.length} ${broken.length === 1 ? 'is' : 'are'} broken at the moment: ${listing(broken)}.`;
}
