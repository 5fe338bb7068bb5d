import { badgeViews } from '../views/badge.ts';
import { groupStatuses } from '../views/component-status.ts';
import { fingerprint } from '../views/fingerprint.ts';
import { historyDocument, ledgerDocument } from '../views/ledger.ts';
import { previewViews } from '../views/preview.ts';
import type { ViewContext } from '../views/view-context.ts';
import { apiDocuments } from './api.ts';
import { badgeJson, badgeSvg } from './badge.ts';
import { calendarDocuments } from './calendars.ts';
import type { SiteDocument } from './document.ts';
import { feedDocuments } from './feeds.ts';
import { headersFile, htaccess, vercelJson } from './headers.ts';
import { json } from './json.ts';
import { ledgerCsv } from './ledger.ts';
import { llmsText } from './llms.ts';
import { markdownDocuments } from './markdown/twins.ts';
import { previewSvg } from './preview.ts';
import { redirects } from './redirects.ts';
import { robots, sitemap } from './sitemap.ts';

/** What documents need from outside: the widget, and a way to make a picture. */
export interface Means {
  widget: string;
  picture: (draw: Draw) => Promise<Uint8Array>;
}

type Draw = (outlines: Parameters<typeof previewSvg>[1]) => string;

/** Every file of the site that is not a page. */
export function siteDocuments(context: ViewContext, means: Means): SiteDocument[] {
  const groups = groupStatuses(context);
  const served = { root: context.to.root, internal: context.frame.internal };
  return [
    ...feedDocuments(context),
    ...calendarDocuments(context),
    ...apiDocuments(context, groups),
    ...ledgerDocuments(context),
    ...badgeViews(context, groups).flatMap((view): SiteDocument[] => [
      { path: `badge/${view.path}.svg`, content: () => badgeSvg(view) },
      { path: `badge/${view.path}.json`, content: () => badgeJson(view) },
    ]),
    ...previewViews(context, groups).map(
      (view): SiteDocument => ({
        path: view.path,
        key: fingerprint(view),
        content: () => means.picture((outlines) => previewSvg(view, outlines)),
      }),
    ),
    ...markdownDocuments(context),
    ...redirects(context),
    { path: 'widget.js', content: () => means.widget },
    { path: 'llms.txt', content: () => llmsText(context) },
    { path: 'sitemap.xml', content: () => sitemap(context) },
    { path: 'robots.txt', content: () => robots(context) },
    { path: '_headers', content: () => headersFile(served) },
    { path: '.htaccess', content: () => htaccess(served) },
    { path: 'vercel.json', content: () => vercelJson(served) },
  ];
}

function ledgerDocuments(context: ViewContext): SiteDocument[] {
  const ledger = ledgerDocument(context);
  const history = historyDocument(context);
  return [
    { path: 'uptime/ledger.json', content: () => json(ledger) },
    { path: 'uptime/ledger.csv', content: () => ledgerCsv(ledger) },
    { path: 'uptime/history.json', content: () => json(history) },
    { path: 'uptime/history.csv', content: () => ledgerCsv(history) },
  ];
}
