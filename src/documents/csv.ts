import { TABLES, type TableName } from '../schema/tables.ts';
import { cleanText } from '../schema/text.ts';

/** A table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

/** One of the tables that can be downloaded; what a row does not name stays empty. */
export function tableCsv<Name extends TableName>(
  name: Name,
  rows: readonly Partial<Record<keyof (typeof TABLES)[Name], Cell>>[],
): string {
  const columns = Object.keys(TABLES[name]) as (keyof (typeof TABLES)[Name])[];
  return csv(
    columns as string[],
    rows.map((row) => columns.map((column) => row[column])),
  );
}

function cellText(cell: Cell): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cleanText(cell);
  const safe = /^[=+\-@\t\r]/.test(text.trimStart()) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type Cell = string | number | undefined | null;
