import type { Desk } from '../acts/desk.ts';
import { impactsAt } from '../domain/incident.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { plural } from '../problems/terminal.ts';
import { IMPACT_TEXT } from '../schema/words.ts';
import { ago } from '../views/format.ts';
import { incidentsOf, stateWords } from './incidents.ts';
import { tableLines } from './table.ts';

/** The incidents as they stand: the open ones, or all. */
export function listIncidents(desk: Desk, all: boolean): { lines: string[]; json: unknown } {
  const { now } = desk;
  const every = incidentsOf(desk);
  const chosen = every.filter((one) => all || one.open);
  const rows = chosen.map((one) => [
    one.id,
    one.severity,
    stateWords(one),
    writtenMoment(one.started),
    ago(now - one.lastUpdate),
    one.title,
  ]);
  const table = tableLines([['id', 'severity', 'state', 'since', 'last word', 'title'], ...rows]);
  const rest = every.length - chosen.length;
  const note = rest > 0 ? [`${plural(rest, 'incident')} more: npm run incident -- list --all`] : [];
  const json = chosen.map((one) => ({
    id: one.id,
    title: one.title,
    severity: one.severity,
    state: one.state,
    open: one.open,
    visibility: one.visibility,
    components: Object.fromEntries([...impactsAt(one, now)].map(([id, impact]) => [id, IMPACT_TEXT[impact]])),
    started: iso(one.started),
    lastUpdate: iso(one.lastUpdate),
    nextUpdate: iso(one.nextUpdate),
    resolved: iso(one.resolved),
  }));
  return { lines: [...(rows.length > 0 ? table : ['No incident is open.']), ...note], json };
}

export function iso(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString().replace('.000Z', 'Z');
}
