import { type News, newsOf } from '../domain/news.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { NoticeEvent } from '../schema/message.ts';
import { addresses } from '../views/address.ts';
import { fileLink } from '../views/edit-link.ts';
import { agedFrom, type Blindness } from './blind.ts';
import type { Ledger } from './ledger.ts';
import type { Channel, NoticeUpdate, Subject, Tell, Tone } from './notice.ts';
import { type Told, toldTo } from './told.ts';

const DAY_MS = 86_400_000;
const DAY_LENGTH = 'yyyy-mm-dd'.length;

/** The content as each audience may know it. */
export interface Audiences {
  public: Snapshot;
  internal: Snapshot;
  /** What comes with the sample and moves with the calendar, such as `incidents/<id>`: nobody is told of it. */
  shipped: ReadonlySet<string>;
  /** What of the settings could not be read. */
  blind: Blindness;
}

/** One channel, with all that it may hear and all that it has heard. */
export interface Listener {
  channel: Channel;
  snapshot: Snapshot;
  /** Oldest first. */
  news: readonly News[];
  told: Told;
  /** From when on news is told: not what is a day old, and not what was there before us. */
  from: number;
  /** The same of what stays news for another time. */
  fresh: (age: number) => number;
  since: number;
  now: number;
  isKnown: (key: string) => boolean;
  /** What was hidden from this audience until lately. */
  shown: ReadonlySet<string>;
  /** Where people read of something, or of the whole site. */
  pageOf: (kind?: Subject['kind'], id?: string) => string;
  /** All there is, whoever listens. */
  internal: Snapshot;
  repository: Snapshot['site']['repository'];
  reminders: readonly number[];
}

/** What a notice will say, before words are chosen and storms are held back. */
export interface Draft extends Tell {
  at: number;
  tone: Tone;
  /** It is told by itself, however much else there is. */
  alone?: boolean;
  state: string;
  subject: Subject;
  /** Markdown. */
  text: string;
  updates: readonly NoticeUpdate[];
  edit?: string | undefined;
  /** Not before. */
  held?: number;
}

/** Events that are told at once, however often. */
export function isUrgent(event: NoticeEvent): boolean {
  return event !== 'updated';
}

/** Whether something is news: it was written lately, or could not be seen until lately. */
export function isFresh(one: News, { from, shown }: Listener): boolean {
  return one.at >= from || shown.has(aboutOf(one));
}

/** Whether the file of something is there, but cannot be read. Windows of a series have its name with another day. */
export function isUnreadable({ unreadable }: Snapshot, about: string): boolean {
  const [folder = '', id = ''] = about.split('/');
  return unreadable.some(({ file }) => {
    const [, kind, name = ''] = /^(incidents|maintenance|postmortems)\/.*?([^/]+)\.mdx?$/.exec(file) ?? [];
    if (kind !== folder) return false;
    return name === id || (kind === 'maintenance' && name.slice(DAY_LENGTH) === id.slice(DAY_LENGTH));
  });
}

/** Everybody who may be told something, by the channels of the site. */
export function listenersOf(audiences: Audiences, ledger: Ledger, now: number): Listener[] {
  const { site } = audiences.internal;
  const { root, origin } = placeOf(site.url);
  const to = addresses(root);
  const shown = new Set(ledger.shown.map(({ about }) => about));
  const isOnPage = pagesOf(audiences.public);
  const begins = new Map(ledger.begins.map((one) => [one.channel, one]));
  return Object.entries(site.channels ?? {}).map(([id, data]) => {
    const snapshot = audiences[data.audience];
    const { since = now - DAY_MS, known = [] } = begins.get(id) ?? {};
    const fresh = (age: number): number => Math.max(agedFrom(age, id, ledger, now), since);
    const repository = data.audience === 'internal' ? site.repository : undefined;
    return {
      channel: { ...data, id },
      snapshot,
      news: newsFor(snapshot).filter((one) => !audiences.shipped.has(aboutOf(one))),
      told: toldTo(id, ledger, snapshot.former, now),
      from: fresh(DAY_MS),
      fresh,
      since,
      now,
      isKnown: (key) => known.includes(key),
      shown: data.audience === 'public' ? shown : new Set(),
      pageOf: (kind, of) => {
        if (kind === undefined || of === undefined) return origin + to.home;
        if (isOnPage(kind, of)) return origin + to[kind](of);
        return fileLink(repository, kind, of) ?? origin + to.home;
      },
      internal: audiences.internal,
      repository,
      reminders: site.reminders,
    };
  });
}

// The same news is looked at again after every notice that is sent.
const kept = new WeakMap<Snapshot, News[]>();

function newsFor(snapshot: Snapshot): News[] {
  const news = kept.get(snapshot) ?? newsOf(snapshot).reverse();
  kept.set(snapshot, news);
  return news;
}

function aboutOf({ key }: News): string {
  return key.split('/').slice(0, 2).join('/');
}

function pagesOf({ incidents, maintenance, postmortems }: Snapshot): (kind: Subject['kind'], id: string) => boolean {
  const ids = { incident: idsOf(incidents), maintenance: idsOf(maintenance), postmortem: idsOf(postmortems) };
  return (kind, id) => ids[kind].has(id);
}

function idsOf(list: readonly { id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id));
}

function placeOf(url: string): { root: string; origin: string } {
  const { origin, pathname } = new URL(url);
  return { origin, root: pathname };
}
