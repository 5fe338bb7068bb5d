import { draw } from './charts/draw.ts';
import { readTable, type Settings } from './charts/table.ts';

/** Draws every chart of the page from its table, in the place of the small picture that is there without script. */
for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]')) {
  const table = document.getElementById(figure.dataset['table'] ?? '');
  const plot = figure.querySelector<HTMLElement>('.plot');
  if (!(table instanceof HTMLTableElement) || !plot) continue;
  const settings = JSON.parse(figure.dataset['chart'] ?? '') as Settings;
  draw(plot, settings, readTable(table, settings.columns));
}
