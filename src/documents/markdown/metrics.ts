import { link, list, table } from '../../views/markdown-parts.ts';
import type { Cell, TableView } from '../../views/metrics/figure.ts';
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
    ...view.figures.flatMap((figure) => [
      heading(2, figure.question),
      inlineMarkdown(figure.answer),
      ...figure.tables.flatMap((one) => [heading(3, one.caption), tableMarkdown(one)]),
    ]),
    heading(2, 'Count it again'),
    list(view.downloads.map((file) => link(file.name, file.href))),
    `${link('How we measure', view.measureHref)}.`,
    asOf(view.layout.asOf),
  );
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
