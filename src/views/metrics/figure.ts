import { CONFIDENCE, FEW } from '../../schema/measures.ts';
import { duration } from '../format.ts';
import type { Sketch } from './sketch.ts';

/** A question, its answer in a sentence, the picture where there is enough to draw, and the tables it is drawn from. */
export interface FigureView {
  id: string;
  question: string;
  /** Plain sentences. */
  answer: string;
  chart: ChartView | undefined;
  tables: TableView[];
}

export interface TableView {
  /** What the table holds, for those who do not see where it stands. */
  caption: string;
  head: string[];
  rows: { head: Cell; cells: Cell[] }[];
  /** Cells are small numbers whose shade says how large they are. */
  shaded?: boolean;
}

export interface Cell {
  text: string;
  href?: string;
  /** What the text says, as a number: seconds, a count, or per cent. */
  value?: number;
}

/** How the page's script draws the figure's first table. */
export interface ChartView {
  kind: 'line' | 'dots' | 'bar' | 'stack' | 'grid';
  unit: 'time' | 'count' | 'percent' | 'number';
  /** What stands behind a number on the axis. */
  suffix?: string;
  logarithmic: boolean;
  /** The columns of the table that are drawn, the row's head not counted. */
  series: { column: number; name: string }[];
  lines: { name: string; value: number }[];
  /** The same for those whose browser draws nothing. */
  sketch: Sketch;
}

/** The head of a column of intervals. */
export const INTERVAL = `${Math.round(CONFIDENCE * 100)} % interval`;

export const NOTHING: Cell = { text: '–' };
export const TOO_FEW: Cell = { text: 'too few' };
export const UNKNOWN: Cell = { text: 'not known yet' };

export function textCell(text: string): Cell {
  return { text };
}

export function countCell(value: number): Cell {
  return { text: String(value), value };
}

/** A length of time. */
export function timeCell(ms: number | undefined, otherwise = TOO_FEW): Cell {
  return ms === undefined ? otherwise : { text: duration(ms), value: ms / 1000 };
}

/** From a length of time to another, or to no known end. */
export function rangeText(low: number, high: number | undefined): string {
  return high === undefined ? `${duration(low)} or more` : `${duration(low)} – ${duration(high)}`;
}

/** `7 of 9 · 78 %`; of fewer than five only how many, `1 of 2`. */
export function shareCell(count: number, of: number): Cell {
  if (of === 0) return NOTHING;
  if (of < FEW) return { text: `${count} of ${of}` };
  const percent = Math.round((100 * count) / of);
  return { text: `${count} of ${of} · ${percent} %`, value: percent };
}
