import { periodsWithin } from '../../../domain/metrics/period.ts';
import { partOf, percent, uptimeBasisPoints } from '../../../domain/uptime.ts';
import { duration } from '../../format.ts';
import { chartOf } from '../chart.ts';
import { type Cell, type FigureView, NOTHING, timeCell } from '../figure.ts';
import { type Scope, soFar } from '../scope.ts';

interface Month {
  name: string;
  points: number | undefined;
  down: number;
  excluded: number;
}

/** Uptime by month, from the ledger alone. */
export function uptimeFigure(scope: Scope): FigureView | undefined {
  const { book, seen, component } = scope;
  const months = periodsWithin('month', seen, book.snapshot.site.timezone).map((month) => monthOf(scope, month));
  const known = months.filter((month) => month.points !== undefined);
  if (known.length === 0) return undefined;
  const table = {
    caption: 'Uptime by month',
    head: ['Month', 'Uptime', 'Weighted down time', 'Maintenance'],
    rows: months.map((month) => ({
      head: { text: month.name },
      cells: [
        percentCell(month.points),
        month.points === undefined ? NOTHING : timeCell(month.down),
        month.points === undefined ? NOTHING : timeCell(month.excluded),
      ],
    })),
  };
  const target = component?.slo && { name: `promise ${component.slo.target} %`, value: component.slo.target };
  return {
    id: 'uptime',
    question: 'How available was it?',
    answer: answer(scope, known),
    chart: chartOf(table, { kind: 'line', unit: 'percent', columns: [0], lines: target ? [target] : [] }),
    tables: [table],
  };
}

function ledgersOf({ book, component }: Scope) {
  return component ? [book.ledgers.get(component.id)].flatMap((ledger) => ledger ?? []) : [...book.ledgers.values()];
}

function monthOf(scope: Scope, month: Scope['period']): Month {
  const parts = ledgersOf(scope).map((ledger) => partOf(ledger, month));
  return {
    name: soFar(scope, month),
    points: uptimeBasisPoints(parts),
    down: parts.reduce((sum, part) => sum + part.down, 0),
    excluded: parts.reduce((sum, part) => sum + part.excluded, 0),
  };
}

function percentCell(points: number | undefined): Cell {
  return points === undefined ? NOTHING : { text: `${percent(points)} %`, value: points / 100 };
}

function answer(scope: Scope, known: readonly Month[]): string {
  const parts = ledgersOf(scope).map((ledger) => partOf(ledger, scope.period));
  const points = uptimeBasisPoints(parts) ?? 0;
  const down = parts.reduce((sum, part) => sum + part.down, 0);
  const whole = `${percent(points)} %${scope.component ? '' : ' over all components together'}`;
  if (down === 0) return `${whole}: no time counted as down.`;
  const worst = known.reduce((a, b) => ((b.points ?? 0) < (a.points ?? 0) ? b : a));
  const month =
    known.length > 1
      ? ` The lowest month was ${worst.name.replace(' so far', '')} with ${percent(worst.points ?? 0)} %.`
      : '';
  return `${whole}; ${duration(down)} counted as down, by weight.${month}`;
}
