import type { Snapshot } from '../domain/snapshot.ts';
import type { Addresses } from './address.ts';
import { type FollowView, followView } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

/** What stands around every page of a site, the same on all of them; made once. */
export interface Frame {
  siteName: string;
  logo: string | undefined;
  locale: string;
  home: string;
  historyHref: string;
  links: { label: string; url: string }[];
  nav: { label: string; href: string }[];
  support: string | undefined;
  /** The whole site, to follow. */
  follow: FollowView;
  subscribeHref: string;
  /** HTML. */
  header: string | undefined;
  footer: string | undefined;
  /** Holds what only the team may read. */
  internal: boolean;
  zone: string;
  staleAfterMs: number;
}

export function frameOf({ site, audience }: Snapshot, to: Addresses): Frame {
  return {
    siteName: site.name,
    logo: site.logo?.startsWith('/') ? to.home + site.logo.slice(1) : site.logo,
    locale: site.locale,
    home: to.home,
    historyHref: to.history,
    links: site.links,
    nav: [
      { label: 'Status', href: to.home },
      { label: 'History', href: to.history },
      { label: 'Metrics', href: to.metrics },
      { label: 'Reports', href: to.reports },
      { label: 'Post-mortems', href: to.postmortems },
      ...(audience === 'internal'
        ? [
            { label: 'Action items', href: to.actions },
            { label: 'Runbooks', href: to.runbooks },
          ]
        : []),
      { label: 'Severity levels', href: to.severities },
      { label: 'How we measure', href: to.measure },
      { label: 'Subscribe', href: to.subscribe },
      { label: 'For programs', href: to.apiPage },
    ],
    support: site.support,
    follow: followView({ to }, '', `${site.name} status`, ['feeds', 'calendar']),
    subscribeHref: to.subscribe,
    header: site.header && renderMarkdown(site.header),
    footer: site.footer && renderMarkdown(site.footer),
    internal: audience === 'internal',
    zone: site.timezone,
    staleAfterMs: site.windows.stale,
  };
}
