import type { Chart } from 'chart.js';
import type { Settings, TableData } from './table.ts';

/** Lets the arrow keys move through a chart, and says each value as the table says it. */
export function keys(plot: HTMLElement, chart: Chart, settings: Settings, table: TableData): void {
  const label = plot.getAttribute('aria-label') ?? '';
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', `Chart. ${label} Arrow keys go through the values.`);
  plot.tabIndex = 0;
  const says = document.createElement('p');
  says.className = 'says';
  says.setAttribute('role', 'status');
  plot.after(says);
  const count = settings.kind === 'grid' ? (chart.data.datasets[0]?.data.length ?? 0) : table.rows.length;
  let at = -1;
  plot.addEventListener('keydown', (event) => {
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }[event.key];
    if (event.key === 'Escape') leave();
    if (next === undefined) return;
    event.preventDefault();
    at = Math.min(count - 1, Math.max(0, next));
    show();
  });
  plot.addEventListener('blur', leave);

  function show(): void {
    const datasets = settings.kind === 'grid' ? [0] : table.columns.map((_, index) => index);
    const active = datasets
      .map((datasetIndex) => ({ datasetIndex, index: at }))
      .filter(({ datasetIndex, index }) => chart.data.datasets[datasetIndex]?.data[index] !== null);
    chart.setActiveElements(active);
    chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    chart.update();
    const { title = [], body = [] } = chart.tooltip ?? {};
    const lines =
      active.length > 0 ? [...title, ...body.flatMap((one) => one.lines)] : [table.rows[at], ...wordsOf(at)];
    says.textContent = lines.join(', ');
  }

  function wordsOf(row: number): string[] {
    return table.columns.map((column) => `${column.name}: ${column.texts[row]}`);
  }

  function leave(): void {
    at = -1;
    says.textContent = '';
    chart.setActiveElements([]);
    chart.tooltip?.setActiveElements([], { x: 0, y: 0 });
    chart.update();
  }
}
