import { type Moment, moment } from './format.ts';
import type { ViewContext } from './view-context.ts';

/** What stands around every page. */
export interface LayoutView {
  siteName: string;
  logo: string | undefined;
  locale: string;
  title: string;
  description: string;
  canonical: string;
  home: string;
  links: { label: string; url: string }[];
  historyHref: string;
  nav: { label: string; href: string }[];
  support: string | undefined;
  header: string | undefined;
  footer: string | undefined;
  /** Only on pages that show how things are now: when they were, and when to doubt it. */
  live: { asOf: Moment; staleAfterMs: number; zone: string } | undefined;
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

export function layoutView(context: ViewContext, page: PageFacts): LayoutView {
  const { site, now } = context.snapshot;
  const { to } = context;
  return {
    siteName: site.name,
    logo: site.logo,
    locale: site.locale,
    title: page.path === to.home ? page.title : `${page.title} · ${site.name} status`,
    description: page.description,
    canonical: `${context.origin}${page.path}`,
    home: to.home,
    links: site.links,
    historyHref: to.history,
    nav: [
      { label: 'Status', href: to.home },
      { label: 'History', href: to.history },
      ...(context.snapshot.postmortems.length > 0 ? [{ label: 'Post-mortems', href: to.postmortems }] : []),
      { label: 'Severity levels', href: to.severities },
      { label: 'How we measure', href: to.measure },
    ],
    support: site.support,
    header: site.header,
    footer: site.footer,
    live: page.live
      ? {
          asOf: moment(now),
          staleAfterMs: site.windows.stale,
          zone: site.timezone,
        }
      : undefined,
    indexed: page.indexed ?? true,
  };
}
