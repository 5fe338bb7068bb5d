import { type Position, type Problem, problem, type SourceFile } from '../problems/problem.ts';
import { CHART_KINDS, type WrittenChart, type WrittenNumber } from '../schema/chart.ts';
import type { ElementNode, WrittenElement } from './mdx-elements.ts';
import { wordsOf } from './sections.ts';

const MOST_COLUMNS = 4;
const MOST_ROWS = 40;
/** `1,904`, `1 904`, `0.8 s`, `31 %`, `about 90`: nothing that could also be a word or a time. */
const NUMBER =
  /^(?:~|≈|about |ca\. )?(\d{1,3}(?:[,\u00A0\u202F ]\d{3})+|\d+)(\.\d+)?(?:[\u00A0\u202F ]?[^\d\s:,.][^\d:]{0,15})?$/;
/** What stands where there is no number. */
const NOTHING = /^(?:[-–—]|n\/a|not known)?$/i;

/** The table of a chart as numbers; undefined where it cannot be drawn. */
export function chartOf({ attributes, content, node }: WrittenElement): WrittenChart | undefined {
  const kind = CHART_KINDS.find((one) => one === attributes['kind']);
  const { question, unit = '' } = attributes;
  if (!kind || !question || !content || node.type === 'mdxJsxTextElement') return undefined;
  const { head, rows } = cellsOf(content);
  if (!isOfSize(head.length, rows.length)) return undefined;
  const read = rows.map(([name, ...cells]) => ({
    name: name ? wordsOf(name).trim() : '',
    cells: head.slice(1).map((_, at) => numberOf(cells[at])),
  }));
  if (read.some(({ cells }) => cells.includes(undefined))) return undefined;
  return { kind, question, unit, head, rows: read as WrittenChart['rows'] };
}

export function chartProblems(
  { attributes, content }: WrittenElement,
  file: SourceFile,
  at: Partial<Position>,
  place: (node: ElementNode) => Partial<Position>,
): Problem[] {
  const { kind, question } = attributes;
  const { head, rows } = content ? cellsOf(content) : { head: [], rows: [] };
  const words = rows.flatMap(([, ...cells]) =>
    cells.flatMap((cell, column) => {
      if (numberOf(cell) !== undefined) return [];
      const text = wordsOf(cell).trim();
      const where = { ...columnOf(file, place(cell), text), length: text.length };
      return [problem('chart-words', file, where, { text, column: head[column + 1] ?? '' })];
    }),
  );
  return [
    ...(CHART_KINDS.some((one) => one === kind) ? [] : [problem('chart-kind', file, at, { kind, known: CHART_KINDS })]),
    ...(question ? [] : [problem('chart-question', file, at, {})]),
    ...(isOfSize(head.length, rows.length)
      ? []
      : [
          problem('chart-size', file, at, {
            columns: head.length,
            rows: rows.length,
            most: MOST_COLUMNS,
            mostRows: MOST_ROWS,
          }),
        ]),
    ...words,
  ];
}

/** A cell's place is where its bar is; what is wrong stands behind it. */
function columnOf({ text: source }: SourceFile, at: Partial<Position>, text: string): Partial<Position> {
  const line = source.split('\n')[(at.line ?? 1) - 1] ?? '';
  const found = line.indexOf(text, Math.max(0, (at.column ?? 1) - 1));
  return { ...at, column: found < 0 ? (at.column ?? 1) : found + 1 };
}

function isOfSize(columns: number, rows: number): boolean {
  return columns >= 2 && columns <= MOST_COLUMNS && rows >= 2 && rows <= MOST_ROWS;
}

function cellsOf(table: ElementNode): { head: string[]; rows: ElementNode[][] } {
  const [head, ...rows] = (table.children ?? []).map((row) => row.children ?? []);
  return { head: (head ?? []).map((cell) => wordsOf(cell).trim()), rows };
}

/** The number of a cell; one without a value where the table says that there is none, undefined where it says words. */
function numberOf(cell: ElementNode | undefined): WrittenNumber | undefined {
  const text = cell ? wordsOf(cell).trim() : '';
  if (NOTHING.test(text)) return { text: text || '–' };
  const [, whole = '', rest = ''] = NUMBER.exec(text) ?? [];
  if (whole === '') return undefined;
  return { text, value: Number(whole.replaceAll(/\D/g, '') + rest) };
}
