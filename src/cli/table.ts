import { displayWidth } from '../problems/terminal.ts';
import { shown } from './shown.ts';

/** Rows in columns; nothing in them can steer a terminal. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(shown));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))));
  return cells.map((row) =>
    row
      .map((cell, column) => `${cell}${' '.repeat((widths[column] ?? 0) - displayWidth(cell))}`)
      .join('  ')
      .trimEnd(),
  );
}
