import { coverageOf, reviewOf } from '../domain/runbook.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { plural } from '../problems/terminal.ts';
import { listed } from './shown.ts';
import { tableLines } from './table.ts';

/** Every runbook, which need somebody, and what has none. */
export function listRunbooks(snapshot: Snapshot, today: string): RunbookList {
  const { components, rules, stale, soon, unreached } = coverageOf(snapshot);
  const bare = (all: readonly { id: string; runbooks: string[] }[]): string[] =>
    all.filter(({ runbooks }) => runbooks.length === 0).map(({ id }) => id);
  const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);
  const json = {
    componentsWithout: bare(components),
    rulesWithout: bare(rules),
    stale: ids(stale),
    dueSoon: ids(soon),
    unreached: ids(unreached),
    runbooks: snapshot.runbooks.map(({ id, title, owner, reviewed, reviewBy }) => ({
      id,
      title,
      owner,
      reviewed,
      reviewBy,
      review: reviewOf({ reviewBy }, today) ?? 'fine',
    })),
  };
  const rows = json.runbooks.map(({ id, owner, reviewBy, review, title }) => [
    id,
    owner ?? '',
    reviewBy,
    review === 'fine' ? '' : review,
    title,
  ]);
  const lines = [
    ...(rows.length > 0
      ? tableLines([['id', 'owner', 'read again by', '', 'title'], ...rows])
      : ['There is no runbook.']),
    '',
    ...said('Without a runbook', 'component', json.componentsWithout),
    ...said('Without a runbook', 'alert rule', json.rulesWithout),
    ...said('Stale', 'runbook', json.stale),
    ...said('Due soon', 'runbook', json.dueSoon),
    ...said('Nothing leads to', 'runbook', json.unreached),
  ];
  const { componentsWithout, rulesWithout } = json;
  const lacking = componentsWithout.length + rulesWithout.length + stale.length + unreached.length;
  return {
    lines: lacking + soon.length === 0 ? [...lines, '✓ Nothing is missing.'] : lines,
    json,
    isComplete: lacking === 0,
  };
}

function said(what: string, noun: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`! ${what}: ${plural(ids.length, noun)} (${listed(ids)})`];
}

export interface RunbookList {
  lines: string[];
  json: object;
  isComplete: boolean;
}
