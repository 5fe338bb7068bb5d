import { publishedAt } from '../domain/news.ts';
import { named } from './incident-notices.ts';
import type { Draft, Listener } from './listener.ts';

/** A post-mortem is dated to a day, and may be merged some days later. */
const FRESH_MS = 3 * 86_400_000;

/** What is told of post-mortems, and when the next is published. */
export function postmortemDrafts(listener: Listener): { drafts: Draft[]; next: number | undefined } {
  const { channel, snapshot, news, told, fresh, now, pageOf } = listener;
  if (!channel.hears.includes('postmortems')) return { drafts: [], next: undefined };
  const drafts = news.flatMap((one): Draft[] => {
    if (one.kind !== 'postmortem' || one.postmortem.status !== 'published') return [];
    if (told.keys.has(one.key) || one.at < fresh(FRESH_MS)) return [];
    const { id, title, summary } = one.postmortem;
    return [
      {
        about: one.key,
        event: 'published',
        title,
        keys: [one.key],
        at: one.at,
        tone: 'plain',
        state: 'Post-mortem',
        subject: {
          kind: 'postmortem',
          id,
          title,
          components: named(listener, one.components),
          ...(one.incident && { started: one.incident.started }),
          url: pageOf('postmortem', id),
        },
        text: summary,
        updates: [],
      },
    ];
  });
  const incidents = new Map(snapshot.incidents.map((incident) => [incident.id, incident]));
  const coming = snapshot.postmortems
    .filter(({ status }) => status === 'published')
    .flatMap((one) => publishedAt(one, incidents.get(one.incident), snapshot) ?? [])
    .filter((at) => at > now);
  return { drafts, next: coming.length > 0 ? Math.min(...coming) : undefined };
}
