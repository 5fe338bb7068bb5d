import { dayOf } from './calendar.ts';
import type { Incident } from './incident.ts';
import type { Runbook, Snapshot } from './snapshot.ts';

/** A runbook that must be read again within so many days is due soon. */
const SOON_DAYS = 30;

/** What tells which runbook helps where, of the snapshot or of files. */
interface Known<Book> {
  runbooks: readonly Book[];
  components: readonly { id: string; runbook?: string | undefined }[];
  rules: readonly { id: string; runbook?: string | undefined }[];
}

type Book = Pick<Runbook, 'id' | 'components' | 'rules'>;

/** The runbooks that help with components, or that rules lead to: those of the rules first. */
export function runbooksFor<One extends Book>(
  { runbooks, components, rules }: Known<One>,
  named: { components?: readonly string[]; rules?: readonly string[] },
): One[] {
  const fromRules = rules.filter(({ id }) => named.rules?.includes(id)).map(({ runbook }) => runbook);
  const fromComponents = components.filter(({ id }) => named.components?.includes(id)).map(({ runbook }) => runbook);
  const byRule = runbooks.filter(
    (one) => fromRules.includes(one.id) || one.rules.some((id) => named.rules?.includes(id)),
  );
  const byComponent = runbooks.filter(
    (one) => fromComponents.includes(one.id) || one.components.some((id) => named.components?.includes(id)),
  );
  return [...new Set([...byRule, ...byComponent])];
}

/** The runbooks that may help in an incident. */
export function runbooksOf<One extends Book>(
  known: Known<One>,
  incident: Pick<Incident, 'alerts' | 'components'>,
): One[] {
  const rules = (incident.alerts ?? []).flatMap(({ rule }) => rule ?? []);
  return runbooksFor(known, { components: incident.components, rules });
}

/** Whether a runbook should have been read again by now, or soon. */
export function reviewOf({ reviewBy }: Pick<Runbook, 'reviewBy'>, today: string): 'stale' | 'soon' | undefined {
  if (reviewBy < today) return 'stale';
  return reviewBy <= Temporal.PlainDate.from(today).add({ days: SOON_DAYS }).toString() ? 'soon' : undefined;
}

/** Which components and rules have which runbooks, and which runbooks need somebody. */
export function coverageOf(snapshot: Snapshot): Coverage {
  const today = dayOf(snapshot.now, snapshot.site.timezone);
  const { components, rules, runbooks } = snapshot;
  const reached = new Set([
    ...components.flatMap(({ runbook }) => runbook ?? []),
    ...rules.flatMap(({ runbook }) => runbook ?? []),
  ]);
  return {
    components: components.map((one) => ({
      id: one.id,
      runbooks: runbooksFor(snapshot, { components: [one.id] }).map(({ id }) => id),
    })),
    rules: rules.map((one) => ({
      id: one.id,
      runbooks: runbooksFor(snapshot, { rules: [one.id] }).map(({ id }) => id),
    })),
    stale: runbooks.filter((one) => reviewOf(one, today) === 'stale'),
    soon: runbooks.filter((one) => reviewOf(one, today) === 'soon'),
    unreached: runbooks.filter((one) => one.components.length + one.rules.length === 0 && !reached.has(one.id)),
  };
}

/** How the notes of a guided run begin, so that the page of a runbook can tell where it was used. */
export function runbookMark(id: string): string {
  return `Runbook \`${id}\``;
}

/** The incidents in whose timeline somebody used it, newest first. */
export function usesOf({ incidents, logs }: Snapshot, id: string): Incident[] {
  const mark = runbookMark(id);
  return incidents.filter((one) => logs.get(one.id)?.some(({ as, text }) => as === 'runbook' && text.startsWith(mark)));
}

export interface Coverage {
  components: { id: string; runbooks: string[] }[];
  rules: { id: string; runbooks: string[] }[];
  stale: Runbook[];
  soon: Runbook[];
  /** Those to which neither a component nor a rule leads. */
  unreached: Runbook[];
}
