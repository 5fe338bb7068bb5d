import type { Snapshot } from '../domain/snapshot.ts';
import type { Ledger } from './ledger.ts';
import { type Audiences, isUnreadable } from './listener.ts';

const DAY_MS = 86_400_000;

/** The ledger with what the public may see now and could not when it was last looked at: all that was written there is news. */
export function withShown(ledger: Ledger, audiences: Audiences, now: number): Ledger {
  const visible = new Set(written(audiences.public));
  const inside = written(audiences.internal).filter((about) => !visible.has(about) && !audiences.shipped.has(about));
  const unreadable = ledger.hidden.filter((about) => !visible.has(about) && isUnreadable(audiences.internal, about));
  const recent = ledger.shown.filter(({ shown, about }) => shown > now - DAY_MS && visible.has(about));
  const shown = ledger.hidden.filter((about) => visible.has(about)).map((about) => ({ shown: now, about }));
  return { ...ledger, hidden: [...new Set([...inside, ...unreadable])].sort(), shown: [...recent, ...shown] };
}

/** What people have written about, such as `incidents/<id>`. */
function written({ incidents, maintenance }: Snapshot): string[] {
  return [
    ...incidents.map(({ id }) => `incidents/${id}`),
    ...maintenance.filter(({ updates }) => updates.length > 0).map(({ id }) => `maintenance/${id}`),
  ];
}
