/** How a table in a post-mortem may be drawn. */
export const CHART_KINDS = ['bar', 'line'] as const;

/** A table in a post-mortem that is drawn as well. */
export interface WrittenChart {
  kind: (typeof CHART_KINDS)[number];
  /** What it answers. */
  question: string;
  /** What its numbers count; empty where the table says so itself. */
  unit: string;
  /** Names of the columns, that of the rows' own names first. */
  head: string[];
  rows: { name: string; cells: WrittenNumber[] }[];
}

/** As it stands in the table, and as a number where there is one. */
export interface WrittenNumber {
  text: string;
  value?: number;
}
