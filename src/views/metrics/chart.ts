import type { ChartView, TableView } from './figure.ts';
import { sketchOf } from './sketch.ts';

interface Options {
  kind: ChartView['kind'];
  unit: ChartView['unit'];
  suffix?: string;
  logarithmic?: boolean;
  /** Columns that are drawn, counted after the row's head; all of them for a grid. */
  columns: readonly number[];
  lines?: ChartView['lines'];
}

/** How a table is drawn; nothing where there are not two things to see. */
export function chartOf(table: TableView, options: Options): ChartView | undefined {
  const { kind, unit, suffix, logarithmic = false, columns, lines = [] } = options;
  const cells = table.rows.map((row) => columns.map((column) => row.cells[column]?.value));
  // The first column is what the chart is about; a target alone is nothing to look at.
  const known = cells.filter(([value]) => value !== undefined);
  if (known.length < 2 || !cells.flat().some((value) => value !== undefined && value > 0)) return undefined;
  return {
    kind,
    unit,
    ...(suffix && { suffix }),
    logarithmic,
    series: columns.map((column) => ({ column, name: table.head[column + 1] ?? '' })),
    lines,
    sketch: sketchOf({
      kind,
      series: kind === 'grid' ? cells : columns.map((_, at) => cells.map((row) => row[at])),
      lines: lines.map((line) => line.value),
      logarithmic,
    }),
  };
}
