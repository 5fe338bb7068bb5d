import type { Chart } from 'chart.js';
import { type Settings, squareName, squaresOf, type TableData } from './table.ts';

/** Lets the arrow keys move through a chart, and says each value as the table says it. */
export function keys(plot: HTMLElement, chart: () => Chart, settings: Settings, table: TableData): void {
  const label = plot.getAttribute('aria-label') ?? '';
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', `Chart. ${label} Arrow keys go through the values.`);
  plot.tabIndex = 0;
  const says = plot.parentElement?.querySelector('.says');
  const grid = settings.kind === 'grid';
  const squares = squaresOf(table.columns);
  const count = grid ? squares.length : table.rows.length;
  let at = -1;
  plot.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }[event.key];
    if (event.key === 'Escape') leave();
    if (next === undefined) return;
    event.preventDefault();
    at = Math.min(count - 1, Math.max(0, next));
    point();
    if (says) says.textContent = wordsAt(at);
  });
  plot.addEventListener('blur', leave);

  function point(): void {
    const { datasets } = chart().data;
    const active = datasets.flatMap((set, datasetIndex) =>
      set.data[at] === null || at < 0 ? [] : [{ datasetIndex, index: at }],
    );
    chart().setActiveElements(active);
    chart().tooltip?.setActiveElements(active, { x: 0, y: 0 });
    chart().update();
  }

  function wordsAt(index: number): string {
    if (grid) return `${squareName(table, index)}, ${squares[index]?.text}`;
    return [table.rows[index], ...table.columns.map((column) => `${column.name}: ${column.texts[index]}`)].join(', ');
  }

  function leave(): void {
    at = -1;
    if (says) says.textContent = '';
    point();
  }
}
