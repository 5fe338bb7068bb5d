import type { News } from '../domain/news.ts';
import type { Following } from './address.ts';
import { type Entry, entryOf } from './feed-entry.ts';
import type { Topic } from './topic.ts';
import type { ViewContext } from './view-context.ts';

// The feed that readers ask for holds at least this many entries; what lies before it is kept in pages of this size.
const FRESH = 50;
const ARCHIVE_PAGE = 100;

/** One feed, whatever its format. */
export interface FeedView {
  title: string;
  description: string;
  /** Absolute address of the page that tells the same. */
  page: string;
  language: string;
  author: string;
  authorUrl: string;
  icon: string;
  /** Absolute addresses of each format. */
  self: Record<'atom' | 'rss' | 'json', string>;
  stylesheet: string;
  /** Permanent, wherever the feed is served from. */
  id: string;
  updated: number;
  /** Newest first. */
  entries: Entry[];
  /** How many archive pages there are; number 1 holds the oldest entries. */
  archives: number;
}

export interface FeedArchive {
  number: number;
  /** Newest first. */
  news: News[];
}

/** What a topic's feed tells, and what its archive pages hold. */
export interface FeedParts {
  fresh: News[];
  archives: FeedArchive[];
}

/** Splits a topic's news: pages of the archive, counted from the oldest so that a full one never changes, and the rest. */
export function feedParts(topic: Topic, news: readonly News[]): FeedParts {
  const own = news.filter(topic.includes);
  const full = topic.archived ? Math.max(0, Math.floor((own.length - FRESH) / ARCHIVE_PAGE)) : 0;
  const archives = Array.from({ length: full }, (_, index) => {
    const end = own.length - index * ARCHIVE_PAGE;
    return { number: index + 1, news: own.slice(end - ARCHIVE_PAGE, end) };
  });
  return { fresh: own.slice(0, own.length - full * ARCHIVE_PAGE), archives };
}

export function feedView(context: ViewContext, topic: Topic, news: readonly News[], archives: number): FeedView {
  const { snapshot, to, origin } = context;
  const { site } = snapshot;
  const entries = news.map((one) => entryOf(context, one));
  const address = (file: Following): string => origin + to.follow(topic.path, file);
  const since = Math.min(...snapshot.components.map((component) => component.inService), snapshot.now);
  return {
    title: topic.kind === 'site' ? topic.name : `${topic.name} · ${site.name} status`,
    description: topic.description,
    page: origin + topic.page,
    language: site.locale,
    author: site.name,
    authorUrl: origin + to.home,
    icon: origin + to.file('favicon.svg'),
    self: { atom: address('atom.xml'), rss: address('feed.xml'), json: address('feed.json') },
    stylesheet: to.file('feed.css'),
    id: new URL(`${topic.path === '' ? '' : `${topic.path}/`}atom.xml`, withSlash(site.url)).href,
    updated: entries.reduce((latest, entry) => Math.max(latest, entry.updated), since),
    entries,
    archives,
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
