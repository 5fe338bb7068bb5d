import type { Desk } from '../acts/desk.ts';
import { plural } from '../problems/terminal.ts';
import { dueWords, learningOf } from './postmortems.ts';
import { tableLines } from './table.ts';

/** What is due, overdue and in work; with `all`, what is published as well. */
export function listPostmortems(desk: Desk, all: boolean): { lines: string[]; json: unknown } {
  const every = learningOf(desk);
  const chosen = every.filter(({ status }) => all || status !== 'published');
  const rows = chosen.map((one) => [
    one.incident.id,
    one.incident.severity,
    one.status === 'none' ? 'not begun' : one.status,
    dueWords(one),
    one.title,
  ]);
  const table = tableLines([['incident', 'severity', 'state', 'when', 'title'], ...rows]);
  const days = desk.content.site.data.holidays.length > 0 ? ', without the holidays of site.yaml' : '';
  const rest = every.length - chosen.length;
  const lines = [
    ...(rows.length > 0 ? [...table, `Days are business days${days}.`] : ['No post-mortem is due or in work.']),
    ...(rest > 0 ? [`${plural(rest, 'published post-mortem')} more: npm run postmortem -- list --all`] : []),
  ];
  const json = chosen.map(({ incident, id, status, due, published, overdue, title }) => ({
    ...{ incident: incident.id, title, severity: incident.severity, postmortem: id, status, due, published, overdue },
  }));
  return { lines, json };
}
