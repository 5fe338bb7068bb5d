import type { Colors } from './colors.ts';
import type { Settings, TableData } from './table.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// Where a logarithmic axis of time says a value.
const TIMES = [
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8].map((hours) => hours * HOUR),
  ...[1, 2, 4, 8, 16, 32, 64].map((days) => days * DAY),
];

/** Both axes: the table's rows along one, its numbers along the other. */
export function scalesOf(settings: Settings, table: TableData, colors: Colors) {
  const ticks = { color: colors.soft };
  const grid = { color: colors.line, tickColor: 'transparent' };
  const border = { color: colors.line };
  if (settings.kind === 'grid') return gridScales(table, ticks, border);
  const stacked = settings.kind === 'stack';
  const x = {
    stacked,
    offset: true,
    ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
    grid: { display: false },
    border,
  };
  return {
    x,
    y: {
      ...valueScale(settings, table),
      stacked,
      ticks: { ...ticks, ...tickWords(settings) },
      grid,
      border: { display: false },
    },
  };
}

function valueScale({ kind, unit, logarithmic, lines }: Settings, { columns }: TableData) {
  const values = [...columns.flatMap((column) => column.values), ...lines.map((line) => line.value)].filter(
    (value) => value !== null,
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (logarithmic) {
    const times = TIMES.filter((time) => time >= low / 2 && time <= high * 2);
    return {
      type: 'logarithmic' as const,
      min: TIMES.findLast((time) => time <= low) ?? Math.max(1, low),
      max: TIMES.find((time) => time >= high) ?? high,
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = times.map((value) => ({ value }));
      },
    };
  }
  const day = unit === 'time' && high > DAY;
  const step = unit === 'count' ? { ticks: { precision: 0 } } : {};
  const afterBuildTicks = day ? wholeDays(high) : {};
  return {
    type: 'linear' as const,
    beginAtZero: kind !== 'line' && kind !== 'dots',
    ...(unit === 'percent' && { max: 100 }),
    ...step,
    ...afterBuildTicks,
  };
}

/** Marks at a round number of days. */
function wholeDays(high: number) {
  const days = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((step) => high / DAY / step <= 6) ?? 2000;
  return {
    max: Math.ceil(high / DAY / days) * days * DAY,
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = Array.from({ length: Math.ceil(high / DAY / days) + 1 }, (_, at) => ({ value: at * days * DAY }));
    },
  };
}

function tickWords({ unit, suffix }: Settings) {
  if (unit === 'count') return { precision: 0 };
  if (unit === 'number') {
    return { callback: (value: number | string) => `${Number(value).toLocaleString('en')} ${suffix ?? ''}`.trim() };
  }
  return {
    callback: (value: number | string) => (unit === 'time' ? timeText(Number(value)) : percentText(Number(value))),
  };
}

function timeText(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  return seconds < DAY ? `${Math.round(seconds / HOUR)} h` : `${Math.round(seconds / DAY)} d`;
}

function percentText(value: number): string {
  return `${Number(value.toFixed(3))} %`;
}

function gridScales({ rows, columns }: TableData, ticks: object, border: object) {
  const grid = { display: false };
  return {
    x: {
      type: 'linear' as const,
      min: -0.5,
      max: columns.length - 0.5,
      grid,
      border,
      ticks: {
        ...ticks,
        maxRotation: 0,
        autoSkip: false,
        callback: (value: number | string) => columns[Number(value)]?.name ?? '',
      },
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = [0, 6, 12, 18, 23].map((value) => ({ value }));
      },
    },
    y: {
      type: 'linear' as const,
      min: -0.5,
      max: rows.length - 0.5,
      reverse: true,
      grid,
      border,
      ticks: { ...ticks, autoSkip: false, callback: (value: number | string) => rows[Number(value)] ?? '' },
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = rows.map((_, value) => ({ value }));
      },
    },
  };
}
