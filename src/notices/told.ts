import type { Ledger, Sent } from './ledger.ts';
import type { Tell } from './notice.ts';

/** What one channel knows. */
export interface Told {
  keys: ReadonlySet<string>;
  /** By what it is about, whatever that was called before. */
  heard: ReadonlyMap<string, Heard>;
  /** When it was told something, oldest first. */
  moments: readonly number[];
}

export interface Heard {
  title: string;
  /** Who could read it then. */
  audience: Sent['audience'];
  event: Tell['event'];
  /** By the last word, or by the plan, it was over. */
  over: boolean;
  last: number;
  /** When a maintenance was to begin, by the last word. */
  start: number | undefined;
  /** Ids of the notices, oldest first. */
  ids: readonly string[];
}

/** What a channel was told. `former` names incidents that have become others. */
export function toldTo(
  channel: string,
  { sent }: Pick<Ledger, 'sent'>,
  former: ReadonlyMap<string, string>,
  now: number,
): Told {
  const keys = new Set<string>();
  const heard = new Map<string, Heard>();
  const mine = sent.filter((one) => one.channel === channel);
  for (const one of mine) {
    for (const tell of one.tells) {
      const about = presentName(tell.about, former);
      const before = heard.get(about);
      if (tell.event === 'withdrawn') {
        heard.delete(about);
        for (const known of keys) if (known === about || known.startsWith(`${about}/`)) keys.delete(known);
        continue;
      }
      for (const known of tell.keys) keys.add(known).add(about + known.slice(tell.about.length));
      heard.set(about, {
        title: tell.title,
        audience: one.audience,
        event: tell.event,
        over: isOver(tell, before, now),
        last: one.sent,
        start: tell.start,
        ids: [...(before?.ids ?? []), one.id],
      });
    }
  }
  return { keys, heard, moments: mine.map((one) => one.sent) };
}

function isOver({ event, about, end }: Tell, before: Heard | undefined, now: number): boolean {
  if (event === 'resolved' || event === 'completed' || event === 'cancelled') return true;
  if (!about.startsWith('incidents/')) return end === undefined || end <= now;
  return event === 'updated' && before?.over === true;
}

function presentName(about: string, former: ReadonlyMap<string, string>): string {
  const [folder, id = ''] = about.split('/');
  const now = folder === 'incidents' ? former.get(id) : undefined;
  return now === undefined ? about : `${folder}/${now}`;
}
