/** A small picture without words, made of paths in a box of 600 by 200. */
export interface Sketch {
  shapes: { path: string; series: number; kind: 'line' | 'area' | 'target' }[];
}

const WIDTH = 600;
const HEIGHT = 200;
const DOT = 4;

type Values = readonly (number | undefined)[];

interface Plot {
  kind: 'line' | 'dots' | 'bar' | 'stack' | 'grid';
  /** One list of values per series, or per row of a grid. */
  series: readonly Values[];
  lines: readonly number[];
  logarithmic: boolean;
}

export function sketchOf(plot: Plot): Sketch {
  if (plot.kind === 'grid') return gridSketch(plot.series);
  const height = heights(plot);
  const targets = plot.lines.map((value, index) => ({
    path: `M0 ${round(HEIGHT - height(value))}h${WIDTH}`,
    series: index,
    kind: 'target' as const,
  }));
  if (plot.kind === 'dots') return { shapes: plot.series.flatMap((one, at) => lineShapes(one, at, height).slice(1)) };
  if (plot.kind === 'line')
    return { shapes: [...targets, ...plot.series.flatMap((one, at) => lineShapes(one, at, height))] };
  return { shapes: [...targets, ...barShapes(plot.series, height)] };
}

/** How high a value stands; stacked bars by what they come to together. */
function heights({ kind, series, lines, logarithmic }: Plot): (value: number) => number {
  const sums = (series[0] ?? []).map((_, at) => series.reduce((sum, one) => sum + (one[at] ?? 0), 0));
  const seen = [...lines, ...(kind === 'stack' ? sums : series.flat().filter((value) => value !== undefined))];
  const high = Math.max(...seen);
  if (!logarithmic && kind !== 'line' && kind !== 'dots')
    return (value) => (high > 0 ? (value / high) * (HEIGHT - DOT) : 0);
  const scale = (value: number): number => (logarithmic ? Math.log(Math.max(1, value)) : value);
  const low = Math.min(...seen);
  const range = scale(high) - scale(low) || 1;
  return (value) => DOT + ((scale(value) - scale(low)) / range) * (HEIGHT - 2 * DOT);
}

function lineShapes(values: Values, series: number, height: (value: number) => number): Sketch['shapes'] {
  const step = WIDTH / Math.max(1, values.length);
  const points = values.map((value, at) => value !== undefined && { x: (at + 0.5) * step, y: HEIGHT - height(value) });
  let line = '';
  let dots = '';
  for (const [at, point] of points.entries()) {
    if (!point) continue;
    line += `${points[at - 1] ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
    dots += `M${round(point.x - DOT)} ${round(point.y - DOT)}h${2 * DOT}v${2 * DOT}h${-2 * DOT}z`;
  }
  return [
    { path: line, series, kind: 'line' },
    { path: dots, series, kind: 'area' },
  ];
}

function barShapes(series: readonly Values[], height: (value: number) => number): Sketch['shapes'] {
  const count = series[0]?.length ?? 0;
  const step = WIDTH / Math.max(1, count);
  const tops = new Array<number>(count).fill(HEIGHT);
  return series.map((values, index) => {
    const path = values.map((value, at) => {
      const tall = value ? height(value) : 0;
      if (tall <= 0) return '';
      const top = (tops[at] as number) - tall;
      tops[at] = top;
      return `M${round(at * step + step * 0.1)} ${round(top)}h${round(step * 0.8)}v${round(tall)}h${round(-step * 0.8)}z`;
    });
    return { path: path.join(''), series: index, kind: 'area' as const };
  });
}

function gridSketch(rows: readonly Values[]): Sketch {
  const columns = rows[0]?.length ?? 0;
  const [width, height] = [WIDTH / Math.max(1, columns), HEIGHT / Math.max(1, rows.length)];
  const most = Math.max(1, ...rows.flat().map((value) => value ?? 0));
  const path = rows.map((row, y) =>
    row.map((value, x) => {
      if (!value) return '';
      const size = Math.min(width, height) * 0.9 * Math.sqrt(value / most);
      return `M${round((x + 0.5) * width - size / 2)} ${round((y + 0.5) * height - size / 2)}h${round(size)}v${round(size)}h${round(-size)}z`;
    }),
  );
  return { shapes: [{ path: path.flat().join(''), series: 0, kind: 'area' }] };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
