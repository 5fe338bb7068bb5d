import type { Desk } from '../acts/desk.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { duration } from '../views/format.ts';
import { iso } from './incident-list.ts';
import { maintenancesOf } from './maintenances.ts';
import { tableLines } from './table.ts';

/** The maintenance that goes on or comes, or all. */
export function listMaintenance(desk: Desk, all: boolean): { lines: string[]; json: unknown } {
  const every = maintenancesOf(desk);
  const chosen = every.filter((one) => all || !one.over);
  const rows = chosen.map((one) => [
    one.id,
    one.visibility === 'public' ? one.state : `${one.state}, ${one.visibility}`,
    writtenMoment(one.start),
    duration(one.end - one.start),
    one.components.join(', '),
    one.title,
  ]);
  const rest = every.length - chosen.length;
  const note = rest > 0 ? [`${rest} more: npm run maintenance -- list --all`] : [];
  const json = chosen.map(({ id, title, state, visibility, components, start, end }) => {
    return { id, title, state, visibility, components, start: iso(start), end: iso(end) };
  });
  const table = tableLines([['id', 'state', 'start', 'for', 'components', 'title'], ...rows]);
  return { lines: [...(rows.length > 0 ? table : ['No maintenance is planned.']), ...note], json };
}
