import { createHash } from 'node:crypto';
import type { Written } from '../domain/snapshot.ts';
import type { MessageData } from '../schema/message.ts';
import { plural } from '../views/format.ts';
import { link, list } from '../views/markdown-parts.ts';
import { incidentDrafts } from './incident-notices.ts';
import type { Ledger } from './ledger.ts';
import { type Audiences, type Draft, type Listener, listenersOf } from './listener.ts';
import { maintenanceDrafts } from './maintenance-notices.ts';
import type { Channel, Notice, Tell } from './notice.ts';
import { postmortemDrafts } from './postmortem-notices.ts';
import { withShown } from './shown.ts';
import { calmed, soonest } from './storm.ts';
import { withdrawals } from './withdrawals.ts';
import { filled, type Values, valuesOf, wordsFor } from './words.ts';

const LISTED = 20;

/** What is to be told now, in the order in which it is sent, and when there is more. */
export interface Due {
  notices: Notice[];
  /** When something that is held back, or a reminder, becomes due. */
  next: number | undefined;
}

/** What the channels are to be told: all that is news and not in the ledger. */
export function noticesDue({ ledger, now, ...audiences }: Audiences & { ledger: Ledger; now: number }): Due {
  const { site, messages } = audiences.internal;
  const flows = listenersOf(audiences, withShown(ledger, audiences, now), now).map((listener) => {
    const work = maintenanceDrafts(listener);
    const lessons = postmortemDrafts(listener);
    const drafts = [...incidentDrafts(listener), ...work.drafts, ...lessons.drafts, ...withdrawals(listener)];
    const flow = calmed(drafts, listener.channel, listener.told.moments, now);
    const room = { listener, messages, site };
    const notices = [
      ...flow.single.map((draft) => noticeOf(draft, room)),
      ...(flow.digest.length > 0 ? [digestOf(flow.digest, room)] : []),
    ];
    return { notices, next: soonest([flow.next, work.next, lessons.next]) };
  });
  return { notices: flows.flatMap(({ notices }) => notices), next: soonest(flows.map(({ next }) => next)) };
}

/** Things that go on, and are remembered for as long as they do. */
export function goingOn({ internal }: Audiences): Set<string> {
  const { incidents, maintenance, now } = internal;
  return new Set([
    ...incidents.filter(({ open }) => open).map(({ id }) => `incidents/${id}`),
    ...maintenance.filter(({ window }) => window.to > now).map(({ id }) => `maintenance/${id}`),
  ]);
}

interface Room {
  listener: Listener;
  messages: readonly Written<MessageData>[];
  site: { name: string; url: string };
}

function noticeOf(draft: Draft, { listener, messages, site }: Room): Notice {
  const { channel, told } = listener;
  const { about, event, subject } = draft;
  const words = filled(wordsFor(event, channel, messages), valuesOf(draft, site.name));
  const after = told.heard.get(about)?.ids ?? [];
  return {
    ...common(channel, site),
    id: idOf(channel.id, event, draft.keys, after),
    event,
    at: draft.at,
    subject: words.subject,
    text: words.body,
    tone: draft.tone,
    link: subject.url,
    edit: draft.edit,
    about: subject,
    updates: draft.updates,
    items: [],
    thread: about,
    after,
    tells: [tellOf(draft)],
  };
}

function digestOf(drafts: readonly Draft[], { listener, messages, site }: Room): Notice {
  const { channel, pageOf } = listener;
  const items = drafts.map(({ state, title, subject }) => ({ title: `${state}: ${title}`, link: subject.url }));
  const listed = items.slice(0, LISTED).map((one) => link(one.title, one.link));
  const more = items.length > LISTED ? [`and ${items.length - LISTED} more`] : [];
  const values: Values = {
    title: `${plural(drafts.length, 'message')} at once`,
    text: list([...listed, ...more]),
    link: pageOf(),
    site: site.name,
  };
  const words = filled(wordsFor('digest', channel, messages), values);
  const tells = drafts.map(tellOf);
  return {
    ...common(channel, site),
    id: idOf(
      channel.id,
      'digest',
      tells.flatMap(({ keys }) => keys),
      [],
    ),
    event: 'digest',
    at: Math.max(...drafts.map(({ at }) => at)),
    subject: words.subject,
    text: words.body,
    tone: 'plain',
    link: pageOf(),
    edit: undefined,
    about: undefined,
    updates: [],
    items,
    thread: 'digest',
    after: [],
    tells,
  };
}

function tellOf({ about, event, title, keys, start, end }: Draft): Tell {
  return { about, event, title, keys, ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

function common({ id, audience }: Channel, { name, url }: Room['site']): Pick<Notice, 'channel' | 'audience' | 'site'> {
  return { channel: id, audience, site: { name, url } };
}

function idOf(channel: string, event: string, keys: readonly string[], after: readonly string[]): string {
  const parts = [channel, event, after.at(-1) ?? '', ...keys];
  return `notice_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}`;
}
