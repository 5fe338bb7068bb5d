import type { Desk } from '../acts/desk.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { duration } from '../views/format.ts';
import { iso } from './incident-list.ts';
import { maintenancesOf, type Standing, standingWords } from './maintenances.ts';
import { tableLines } from './table.ts';

/** The maintenance that goes on or comes, or all: each window of a series by itself. */
export function listMaintenance(desk: Desk, all: boolean): { lines: string[]; json: unknown } {
  const every = maintenancesOf(desk);
  const chosen = every.filter((one) => all || !one.over);
  const rows = chosen.map((one) => [
    one.id,
    standingWords(one),
    writtenMoment(one.start),
    duration(one.end - one.start),
    one.components.join(', '),
    one.title,
  ]);
  const rest = every.length - chosen.length;
  const note = rest > 0 ? [`${rest} more: npm run maintenance -- list --all`] : [];
  const table = tableLines([['id', 'state', 'start', 'for', 'components', 'title'], ...rows]);
  const lines = [...(rows.length > 0 ? table : ['No maintenance is planned.']), ...seriesLines(chosen), ...note];
  return { lines, json: chosen.map(plain) };
}

/** How the series come again that windows are listed of. */
function seriesLines(works: readonly Standing[]): string[] {
  const words = new Map(works.flatMap(({ series }) => (series ? [[series.id, series.words] as const] : [])));
  return words.size === 0 ? [] : ['', ...tableLines([['series', 'comes'], ...words])];
}

function plain({ id, title, state, visibility, components, start, end, series }: Standing): object {
  return {
    id,
    title,
    state,
    visibility,
    components,
    start: iso(start),
    end: iso(end),
    ...(series && { series: { id: series.id, words: series.words, planned: iso(series.planned) } }),
  };
}
