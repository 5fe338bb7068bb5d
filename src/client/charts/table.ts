/** What the page says about how to draw a table. */
export interface Settings {
  kind: 'line' | 'dots' | 'bar' | 'stack' | 'grid';
  unit: 'time' | 'count' | 'percent' | 'number';
  /** Behind each number of the axis. */
  suffix?: string;
  logarithmic: boolean;
  /** Counted after the row's head. */
  columns: number[];
  lines: { name: string; value: number }[];
}

export interface TableData {
  rows: string[];
  columns: Column[];
}

export interface Column {
  name: string;
  /** As numbers for the picture; null where the table says why there is none. */
  values: (number | null)[];
  /** As the table says them. */
  texts: string[];
}

/** The names and numbers that stand in a table. */
export function readTable(table: HTMLTableElement, columns: readonly number[]): TableData {
  const head = [...(table.tHead?.rows[0]?.cells ?? [])].map(textOf);
  const body = [...(table.tBodies[0]?.rows ?? [])];
  return {
    rows: body.map((row) => textOf(row.cells[0])),
    columns: columns.map((column) => {
      const cells = body.map((row) => row.cells[column + 1]);
      return {
        name: head[column + 1] ?? '',
        values: cells.map((cell) => {
          const data = cell?.querySelector('data');
          return data ? Number(data.value) : null;
        }),
        texts: cells.map(textOf),
      };
    }),
  };
}

/** The cells of a grid that hold something, column by column. */
export function squaresOf(columns: readonly Column[]): Square[] {
  return columns.flatMap((column, x) =>
    column.values.flatMap((value, y) => (value ? [{ x, y, value, text: column.texts[y] ?? '' }] : [])),
  );
}

export interface Square {
  x: number;
  y: number;
  value: number;
  text: string;
}

/** Where the n-th of them stands: `Tue, 14:00`. */
export function squareName({ rows, columns }: TableData, index: number): string {
  const square = squaresOf(columns)[index];
  return square ? `${rows[square.y]}, ${columns[square.x]?.name}:00` : '';
}

function textOf(cell: Element | undefined): string {
  return cell?.textContent?.trim() ?? '';
}
