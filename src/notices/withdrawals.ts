import type { Snapshot } from '../domain/snapshot.ts';
import { type Draft, isUnreadable, type Listener } from './listener.ts';
import type { Subject } from './notice.ts';

const KINDS: Record<string, Subject['kind']> = {
  incidents: 'incident',
  maintenance: 'maintenance',
  postmortems: 'postmortem',
};

/** What a channel has heard of and may not know any more: it is gone, or for others only. A file that cannot be read is not gone. */
export function withdrawals({ channel, told, snapshot, internal, now, pageOf }: Listener): Draft[] {
  const there = thereIn(snapshot);
  return [...told.heard].flatMap(([about, { title, over, audience }]): Draft[] => {
    // Who reads a channel now may not be who read it then.
    if (channel.audience === 'public' && audience === 'internal') return [];
    const [folder = '', id = ''] = about.split('/');
    const kind = KINDS[folder];
    if (!kind || (over && kind !== 'postmortem') || there.has(about) || isUnreadable(internal, about)) return [];
    return [
      {
        about,
        event: 'withdrawn',
        title,
        keys: [`${about}/withdrawn`],
        at: now,
        tone: 'plain',
        state: 'Withdrawn',
        subject: { kind, id, title, components: [], url: pageOf() },
        text: '',
        updates: [],
      },
    ];
  });
}

function thereIn({ incidents, maintenance, postmortems }: Snapshot): Set<string> {
  const published = postmortems.filter(({ status }) => status === 'published');
  return new Set([
    ...incidents.map(({ id }) => `incidents/${id}`),
    ...maintenance.map(({ id }) => `maintenance/${id}`),
    ...published.map(({ id }) => `postmortems/${id}`),
  ]);
}
