import {
  BarController,
  BarElement,
  BubbleController,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import { type Colors, colorsOf } from './colors.ts';
import { keys } from './keys.ts';
import { targetLines } from './lines.ts';
import { scalesOf } from './scales.ts';
import { type Settings, squareName, squaresOf, type TableData } from './table.ts';

Chart.register(
  BarController,
  BarElement,
  BubbleController,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);
Chart.defaults.animation = false;
Chart.defaults.font.family = 'system-ui, sans-serif';
Chart.defaults.font.size = 13;

const DASHES = [[], [6, 4], [2, 3]];
const SHAPES = ['circle', 'triangle', 'rect', 'rectRot'] as const;

/** Draws a table into a box, and again when the theme or the paper changes. */
export function draw(plot: HTMLElement, settings: Settings, table: TableData): void {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  plot.append(canvas);
  plot.classList.add('drawn');
  const make = (): Chart => new Chart(canvas, configOf(settings, table, colorsOf(plot)));
  let chart = make();
  keys(plot, () => chart, settings, table);
  const again = (): void => {
    chart.destroy();
    chart = make();
  };
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', again);
  }
  const onPaper = (printing: boolean): void => {
    plot.classList.toggle('printing', printing);
    again();
  };
  addEventListener('beforeprint', () => onPaper(true));
  addEventListener('afterprint', () => onPaper(false));
}

function configOf(settings: Settings, table: TableData, colors: Colors) {
  const type = { line: 'line', dots: 'line', bar: 'bar', stack: 'bar', grid: 'bubble' }[settings.kind] as
    | 'line'
    | 'bar'
    | 'bubble';
  return {
    type,
    data: {
      labels: settings.kind === 'grid' ? [] : table.rows.map((row) => row.replace(' so far', '')),
      datasets: datasetsOf(settings, table, colors),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      events: ['mousemove' as const, 'mouseout' as const, 'touchstart' as const, 'touchmove' as const],
      interaction: settings.kind === 'grid' ? { mode: 'point' as const } : { mode: 'index' as const, intersect: false },
      scales: scalesOf(settings, table, colors),
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: (items: { datasetIndex: number; dataIndex: number }[]) => titleOf(settings, table, items[0]),
            label: (item: { datasetIndex: number; dataIndex: number }) => labelOf(settings, table, item),
          },
        },
      },
    },
    plugins: [targetLines(settings, colors)],
  };
}

function datasetsOf({ kind }: Settings, table: TableData, colors: Colors): ChartDataset<'line' | 'bar' | 'bubble'>[] {
  if (kind === 'grid') return [gridDataset(table, colors)];
  return table.columns.map((column, at) => {
    const color = colors.series[at % colors.series.length] ?? colors.text;
    const shared = { label: column.name, data: column.values };
    if (kind === 'line' || kind === 'dots') {
      return {
        ...shared,
        type: 'line' as const,
        borderColor: color,
        backgroundColor: color,
        borderWidth: 2,
        borderDash: DASHES[at % DASHES.length] ?? [],
        pointStyle: SHAPES[at % SHAPES.length] ?? 'circle',
        showLine: kind === 'line',
        pointRadius: kind === 'line' ? 4 : 6,
        clip: 8,
        spanGaps: false,
      };
    }
    return {
      ...shared,
      type: 'bar' as const,
      backgroundColor: color,
      borderColor: colors.text,
      borderWidth: kind === 'stack' ? 1 : 0,
      maxBarThickness: 56,
      ...(kind === 'stack' && { stack: 'all' }),
    };
  });
}

/** A square for each weekday and hour in which something began, its area as large as the count. */
function gridDataset({ columns }: TableData, colors: Colors): ChartDataset<'bubble'> {
  const squares = squaresOf(columns);
  const most = Math.max(1, ...squares.map((square) => square.value));
  return {
    data: squares.map(({ x, y }) => ({ x, y }) as { x: number; y: number; r: number }),
    // Neighbours keep apart, however narrow the window is.
    radius: ({ chart, dataIndex }) => {
      const largest = Math.min(9, (0.42 * chart.width) / columns.length);
      return largest * Math.sqrt((squares[dataIndex]?.value ?? 0) / most);
    },
    backgroundColor: colors.series[0] ?? colors.text,
    borderWidth: 0,
    pointStyle: 'rectRounded',
  };
}

type Item = { datasetIndex: number; dataIndex: number };

function titleOf(settings: Settings, table: TableData, item: Item | undefined): string {
  if (!item) return '';
  if (settings.kind !== 'grid') return table.rows[item.dataIndex] ?? '';
  return squareName(table, item.dataIndex);
}

/** The whole row of the table, said once: also what stands there instead of a value. */
function labelOf(settings: Settings, { columns }: TableData, item: Item): string | string[] {
  if (settings.kind === 'grid') return squaresOf(columns)[item.dataIndex]?.text ?? '';
  const first = columns.findIndex((column) => column.values[item.dataIndex] !== null);
  return item.datasetIndex === first ? columns.map((column) => `${column.name}: ${column.texts[item.dataIndex]}`) : [];
}
