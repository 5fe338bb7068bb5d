import { type News, newsOf } from '../domain/news.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { duration } from '../views/format.ts';
import { noticesDue } from './due.ts';
import { EMPTY, type Ledger, type Sent } from './ledger.ts';
import { type Audiences, isUrgent } from './listener.ts';
import { reminderKey } from './maintenance-notices.ts';
import type { Channel, Notice, Tell } from './notice.ts';
import { withShown } from './shown.ts';

const LONG_AGO = 0;

/** What subscribers will read of a change: the content before it counts as told. */
export function noticesBetween(before: Audiences | undefined, after: Audiences, now: number): Notice[] {
  const channels = Object.entries(after.internal.site.channels ?? {});
  const sent = before
    ? channels.map(([id, { audience }]) => everythingTold({ id, audience }, before[audience], after.internal.site, now))
    : [];
  const begins = channels.map(([channel]) => ({ since: LONG_AGO, channel, known: [] }));
  const seen: Ledger = { ...EMPTY, begins, sent };
  const ledger = before ? withShown(seen, before, now) : seen;
  return noticesDue({ ...after, ledger, now }).notices;
}

/** Who will hear of a change and under which words, with how long it may take where a channel takes its time. */
export function hearingsOf(notices: readonly Notice[], { site }: Snapshot): Hearing[] {
  return notices.map(({ channel, subject, event }) => {
    const every = site.channels?.[channel]?.every;
    const waits = every !== undefined && event !== 'test' && event !== 'digest' && !isUrgent(event);
    return { channel, subject, ...(waits && { within: duration(every) }) };
  });
}

function everythingTold(
  { id: channel, audience }: Pick<Channel, 'id' | 'audience'>,
  snapshot: Snapshot,
  { reminders, channels = {} }: Snapshot['site'],
  now: number,
): Sent {
  const hears = channels[channel]?.hears ?? [];
  const byAbout = Map.groupBy(newsOf({ ...snapshot, now }), aboutOf);
  const levels = new Map(snapshot.severities.map((one) => [one.id, one.channels]));
  const tells = [...byAbout].flatMap(([about, news]): Tell[] => {
    const [one] = news;
    if (!one) return [];
    const keys = [...news.map(({ key }) => key), ...remindersOf(one, reminders)];
    if (one.kind === 'postmortem') {
      const { status, title } = one.postmortem;
      const told = status === 'published' && hears.includes('postmortems');
      return told ? [{ about, event: 'published', title, keys }] : [];
    }
    if (one.kind === 'maintenance') {
      const { title, start, window } = one.maintenance;
      return [{ about, event: 'planned', title, keys, start, end: window.to }];
    }
    const { severity, open, title } = one.incident;
    if (!levels.get(severity)?.includes(channel)) return [];
    return [{ about, event: open ? 'opened' : 'resolved', title, keys }];
  });
  const list = tells.map((tell) => ({ ...tell, keys: [...tell.keys] }));
  return { sent: LONG_AGO, channel, audience, id: 'before', event: 'updated', tells: list };
}

function remindersOf(news: News, reminders: readonly number[]): string[] {
  if (news.kind !== 'maintenance') return [];
  const { id, start } = news.maintenance;
  return reminders.map((before) => reminderKey(id, start, before));
}

export interface Hearing {
  channel: string;
  subject: string;
  within?: string;
}

function aboutOf({ key }: News): string {
  return key.split('/').slice(0, 2).join('/');
}
