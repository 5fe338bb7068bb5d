import type { Incident } from '../domain/incident.ts';
import type { Postmortem } from '../domain/snapshot.ts';
import { timingsOf } from '../domain/timings.ts';
import type { WrittenChart } from '../schema/chart.ts';
import { MEASURES } from '../schema/measures.ts';
import { duration, listing } from './format.ts';
import { chartOf } from './metrics/chart.ts';
import type { ChartView, TableView } from './metrics/figure.ts';
import { type ScaleView, scaleView } from './scale.ts';
import { incidentTimeline, type UpdateView } from './timeline.ts';
import type { ViewContext } from './view-context.ts';

const SHOWN = ['detect', 'acknowledge', 'identify', 'mitigate', 'resolve'] as const;
/** A unit so short that it may stand on the axis. */
const SHORT_UNIT = 4;

/** What the elements of a post-mortem show; it belongs to the page's view, so that its cache key covers it. */
export interface PostmortemParts {
  /** The public updates of its incident, oldest first. */
  timeline: UpdateView[];
  scale: ScaleView | undefined;
  metrics: MeasureView[];
  /** In the order of the text; undefined where there is only a table to show. */
  charts: (DrawnTable | undefined)[];
}

export interface MeasureView {
  code: string;
  name: string;
  value: string;
  /** What its severity wants, and whether that was kept. */
  verdict: { kept: boolean; text: string } | undefined;
}

/** A table that is drawn as well. */
export interface DrawnTable {
  id: string;
  question: string;
  answer: string;
  table: TableView;
  chart: ChartView | undefined;
}

export function postmortemParts(context: ViewContext, postmortem: Postmortem | undefined): PostmortemParts {
  const incident = context.snapshot.incidents.find((one) => one.id === postmortem?.incident);
  return {
    timeline: incident ? incidentTimeline(context, incident) : [],
    scale: incident && scaleView(context, incident),
    metrics: incident ? measuresOf(context, incident) : [],
    charts: (postmortem?.charts ?? []).map((chart, index) => chart && drawnTable(chart, index)),
  };
}

function measuresOf({ snapshot }: ViewContext, incident: Incident): MeasureView[] {
  const timings = timingsOf(incident);
  const severity = snapshot.severities.find(({ id }) => id === incident.severity);
  const targets: Partial<Record<(typeof SHOWN)[number], number | undefined>> = {
    acknowledge: severity?.response,
    resolve: severity?.resolution,
  };
  return SHOWN.map((name) => {
    const [took, target] = [timings[name], targets[name]];
    return {
      code: MEASURES[name].code,
      name: MEASURES[name].name,
      value: took === undefined ? 'not known' : duration(took),
      verdict: took === undefined || target === undefined ? undefined : verdictOf(took, target),
    };
  });
}

function verdictOf(took: number, target: number): MeasureView['verdict'] {
  const kept = took <= target;
  return { kept, text: `${kept ? 'kept' : 'missed'}: ${duration(target)}` };
}

function drawnTable({ kind, question, unit, head, rows }: WrittenChart, index: number): DrawnTable {
  const table: TableView = {
    caption: `${listing(head.slice(1))}${unit ? `, in ${unit}` : ''}`,
    head,
    rows: rows.map(({ name, cells }) => ({ head: { text: name }, cells })),
  };
  const columns = head.slice(1).map((_, at) => at);
  const suffix = unit.length <= SHORT_UNIT ? unit : '';
  return {
    id: `chart-${index + 1}`,
    question,
    answer: answerOf(head, rows, unit),
    table,
    chart: chartOf(table, { kind, unit: 'number', suffix, columns }),
  };
}

/** The highest and the lowest of the first column that is drawn. */
function answerOf(head: readonly string[], rows: WrittenChart['rows'], unit: string): string {
  const known = rows.flatMap(({ name, cells: [cell] }) =>
    cell?.value === undefined ? [] : [{ name, ...cell, value: cell.value }],
  );
  const sorted = known.toSorted((a, b) => b.value - a.value);
  const [high, low] = [sorted[0], sorted.at(-1)];
  if (!high || !low || high === low) return '';
  const say = ({ name, text }: { name: string; text: string }): string =>
    `${text}${unit && /^[\d.,\s]+$/.test(text) ? ` ${unit}` : ''} (${name})`;
  const what = head.length > 2 ? `${head[1]}: highest` : 'Highest';
  return `${what} ${say(high)}, lowest ${say(low)}.`;
}
