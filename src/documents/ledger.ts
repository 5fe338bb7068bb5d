import type { LedgerDocument } from '../views/ledger.ts';
import { tableCsv } from './csv.ts';

/** The rows as a table; one line for a component that had none, so that its observed time is there too. */
export function ledgerCsv(document: LedgerDocument): string {
  const rows = document.components.flatMap(({ id, observedSeconds, observedFrom, rows: stretches }) => {
    const component = { component: id, observed_seconds: observedSeconds, observed_from: observedFrom };
    if (stretches.length === 0) return [component];
    return stretches.map(({ from, to, state, seconds, weight, excluded, causes }) => ({
      ...component,
      ...{ from, to, state, seconds, weight, excluded: excluded ? 'yes' : 'no', causes: causes.join(' ') },
    }));
  });
  return tableCsv('ledger', rows);
}
