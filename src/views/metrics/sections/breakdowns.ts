import type { Incident } from '../../../domain/incident.ts';
import { durationsOf, targetsKept } from '../../../domain/metrics/durations.ts';
import { repeatsIn } from '../../../domain/metrics/frequency.ts';
import { plural } from '../../format.ts';
import { KIND_WORDS } from '../../words.ts';
import { chartOf } from '../chart.ts';
import {
  type Cell,
  countCell,
  type FigureView,
  INTERVAL,
  NOTHING,
  shareCell,
  type TableView,
  timeCell,
} from '../figure.ts';
import type { Scope } from '../scope.ts';
import { severityCode } from '../severity-code.ts';
import { summaryCells } from './durations.ts';
import { severitiesOf } from './frequency.ts';

const HEAD = ['Incidents', 'n', 'Median', INTERVAL, 'Middle half', 'p90', 'Mean'];

/** Time to recover by severity, component, kind and cause. */
export function breakdownsFigure(scope: Scope): FigureView | undefined {
  if (scope.incidents.length === 0) return undefined;
  const severities = bySeverity(scope);
  return {
    id: 'breakdowns',
    question: 'Where does the time go, and are targets kept?',
    answer: answer(scope),
    chart: chartOf(severities, { kind: 'dots', unit: 'time', logarithmic: true, columns: [2, 5, 7] }),
    tables: [severities, ...(scope.component ? [] : [byComponent(scope)]), byKind(scope), byCause(scope)],
  };
}

function bySeverity(scope: Scope): TableView {
  const { severities, now } = scope.book.snapshot;
  const keptCells = (['acknowledge', 'resolve'] as const).map((measure) => (incidents: readonly Incident[]): Cell => {
    const { kept, of } = targetsKept(incidents, measure, severities, now);
    return shareCell(kept, of);
  });
  return {
    caption: 'Time to recover by severity',
    head: ['Severity', ...HEAD, 'Target', 'Acknowledged in time', 'Over in time'],
    rows: severitiesOf(scope).map((id) => {
      const own = scope.incidents.filter((incident) => incident.severity === id);
      return {
        head: { text: severityCode(scope.context, id), href: scope.context.to.severity(id) },
        cells: [...rowCells(scope, own), targetCell(scope, id), ...keptCells.map((cell) => cell(own))],
      };
    }),
  };
}

function targetCell({ book }: Scope, id: string): Cell {
  return timeCell(book.snapshot.severities.find((severity) => severity.id === id)?.resolution, NOTHING);
}

function byComponent(scope: Scope): TableView {
  const { book, context, incidents } = scope;
  const rows = book.snapshot.components.flatMap((component) => {
    const own = incidents.filter((incident) => incident.spans.some((span) => span.component === component.id));
    if (own.length === 0) return [];
    return [
      { head: { text: component.name, href: context.to.componentMetrics(component.id) }, cells: rowCells(scope, own) },
    ];
  });
  return { caption: 'Time to recover by component', head: ['Component', ...HEAD], rows: byCount(rows) };
}

function byKind(scope: Scope): TableView {
  const rows = [...Map.groupBy(scope.incidents, (incident) => incident.kind)].map(([kind, own]) => ({
    head: { text: KIND_WORDS[kind] },
    cells: rowCells(scope, own),
  }));
  return { caption: 'Time to recover by kind', head: ['Kind', ...HEAD], rows: byCount(rows) };
}

function byCause(scope: Scope): TableView {
  const rows = [...Map.groupBy(scope.incidents, (incident) => incident.cause)].map(([cause, own]) => {
    const repeats = repeatsIn(
      scope.book,
      scope.period,
      (incident) => incident.cause === cause && own.includes(incident),
    );
    return {
      head: { text: cause ?? 'no cause known' },
      cells: [...rowCells(scope, own), shareCell(repeats.count, repeats.of)],
    };
  });
  return { caption: 'Time to recover by cause', head: ['Cause', ...HEAD, 'Repeats'], rows: byCount(rows) };
}

function rowCells({ book }: Scope, incidents: readonly Incident[]): Cell[] {
  return [countCell(incidents.length), ...summaryCells(durationsOf(incidents, 'resolve', book.snapshot.now))];
}

function byCount(rows: TableView['rows']): TableView['rows'] {
  const count = (row: TableView['rows'][number]): number => row.cells[0]?.value ?? 0;
  return rows.sort((a, b) => count(b) - count(a) || (a.head.text < b.head.text ? -1 : 1));
}

function answer({ incidents }: Scope): string {
  const causes = [
    ...Map.groupBy(
      incidents.filter((one) => one.cause),
      (one) => one.cause,
    ),
  ].sort((a, b) => b[1].length - a[1].length);
  const [first, second] = causes;
  if (!first) return 'Time to recover, grouped in several ways.';
  if (first[1].length === second?.[1].length)
    return `Time to recover, grouped in several ways. No cause stands out; there are ${causes.length}.`;
  return `Time to recover, grouped in several ways. The most frequent cause is ${first[0]}, with ${plural(first[1].length, 'incident')} of ${incidents.length}.`;
}
