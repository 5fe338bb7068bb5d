import type { LedgerDocument } from '../views/ledger.ts';
import { csv } from './csv.ts';

const HEADER = ['component', 'observed_seconds', 'from', 'to', 'state', 'seconds', 'weight', 'excluded', 'causes'];

/** The rows as a table; one line for a component that had none, so that its observed time is there too. */
export function ledgerCsv(document: LedgerDocument): string {
  const rows = document.components.flatMap((component) => {
    const start = [component.id, component.observedSeconds];
    if (component.rows.length === 0) return [[...start, '', '', '', '', '', '', '']];
    return component.rows.map((row) => [
      ...start,
      row.from,
      row.to,
      row.state,
      row.seconds,
      row.weight,
      row.excluded ? 'yes' : 'no',
      row.causes.join(' '),
    ]);
  });
  return csv(HEADER, rows);
}
