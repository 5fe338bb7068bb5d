import { type Moment, moment } from './format.ts';
import type { ViewContext } from './view-context.ts';

/** Of every picture that stands beside a link. */
export const PREVIEW_SIZE = { width: 1200, height: 630 };

/** What a page says of itself, besides the frame that all pages have. */
export interface LayoutView {
  title: string;
  description: string;
  canonical: string;
  /** When things were as the page shows them; only on pages that show the present. */
  asOf: Moment | undefined;
  /** Whether search engines should keep it. */
  indexed: boolean;
  /** What one can follow here besides the whole site, the nearest first. */
  follows: FollowView[];
  /** The same page in Markdown; the page that says that there is none has none. */
  markdown: string | undefined;
  /** Picture for those who show a link to the page. */
  preview: { url: string; width: number; height: number };
}

/** Something to follow, with the address of each format that there is. */
export interface FollowView {
  name: string;
  feeds: { atom: string; rss: string; json: string } | undefined;
  calendar: string | undefined;
}

export interface PageFacts {
  title: string;
  description: string;
  path: string;
  live?: boolean;
  indexed?: boolean;
  follows?: FollowView[];
  /** From the root of the site; the site's own picture where it is not given. */
  preview?: string;
}

export function layoutView({ snapshot, to, origin }: ViewContext, page: PageFacts): LayoutView {
  return {
    title: page.path === to.home ? page.title : `${page.title} · ${snapshot.site.name} status`,
    description: page.description,
    canonical: `${origin}${page.path}`,
    asOf: page.live ? moment(snapshot.now) : undefined,
    indexed: snapshot.audience === 'public' && (page.indexed ?? true),
    follows: page.follows ?? [],
    markdown: page.path.endsWith('/') ? `${page.path}index.md` : undefined,
    preview: { url: origin + to.file(page.preview ?? 'preview/site.png'), ...PREVIEW_SIZE },
  };
}

/** A topic's feeds, its calendar, or both. */
export function followView(
  { to }: Pick<ViewContext, 'to'>,
  topic: string,
  name: string,
  kinds: FollowKind[],
): FollowView {
  return {
    name,
    feeds: kinds.includes('feeds')
      ? { atom: to.follow(topic, 'atom.xml'), rss: to.follow(topic, 'feed.xml'), json: to.follow(topic, 'feed.json') }
      : undefined,
    calendar: kinds.includes('calendar') ? to.follow(topic, 'calendar.ics') : undefined,
  };
}

type FollowKind = 'feeds' | 'calendar';
