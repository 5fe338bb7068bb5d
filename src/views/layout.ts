import { type Moment, moment } from './format.ts';
import type { ViewContext } from './view-context.ts';

/** What a page says of itself, besides the frame that all pages have. */
export interface LayoutView {
  title: string;
  description: string;
  canonical: string;
  /** When things were as the page shows them; only on pages that show the present. */
  asOf: Moment | undefined;
  /** Whether search engines should keep it. */
  indexed: boolean;
}

export interface PageFacts {
  title: string;
  description: string;
  path: string;
  live?: boolean;
  indexed?: boolean;
}

export function layoutView({ snapshot, to, origin }: ViewContext, page: PageFacts): LayoutView {
  return {
    title: page.path === to.home ? page.title : `${page.title} · ${snapshot.site.name} status`,
    description: page.description,
    canonical: `${origin}${page.path}`,
    asOf: page.live ? moment(snapshot.now) : undefined,
    indexed: snapshot.audience === 'public' && (page.indexed ?? true),
  };
}
