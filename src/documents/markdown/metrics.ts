import { link, list, table } from '../../views/markdown-parts.ts';
import type { Cell, FigureView, TableView } from '../../views/metrics/figure.ts';
import type { MetricsView } from '../../views/metrics/metrics.ts';
import { inlineMarkdown } from '../../views/safe-markdown.ts';
import { asOf, blocks, facts, heading } from './parts.ts';

export function metricsMarkdown(view: MetricsView): string {
  return blocks(
    heading(1, view.title),
    inlineMarkdown(view.lead),
    facts(
      view.facts.map(({ label, value, note, href }): [string, string] => [
        label,
        [inlineMarkdown(value), note === undefined ? '' : `(${link(note, href)})`].join(' ').trim(),
      ]),
    ),
    ...view.figures.flatMap(figureMarkdown),
    heading(2, 'Count it again'),
    list(view.downloads.map((file) => link(file.name, file.href))),
    `${link('How we measure', view.measureHref)}.`,
    asOf(view.layout.asOf),
  );
}

/** A question, its answer, and its tables. */
export function figureMarkdown({ question, answer, tables }: FigureView): string[] {
  return [
    heading(2, question),
    inlineMarkdown(answer),
    ...tables.flatMap((one) => [heading(3, one.caption), tableMarkdown(one)]),
  ];
}

function tableMarkdown({ head, rows }: TableView): string {
  return table(
    head.map(inlineMarkdown),
    rows.map((row) => [cellMarkdown(row.head), ...row.cells.map(cellMarkdown)]),
  );
}

function cellMarkdown({ text, href }: Cell): string {
  return link(text, href);
}
