import { escapeHtml } from '../views/absolute.ts';
import type { FeedView } from '../views/feed.ts';
import { type Entry, entryHtml, entryText } from '../views/feed-entry.ts';
import { rfc3339 } from './atom.ts';
import { element, emptyElement, xmlAttribute } from './xml.ts';

const NAMESPACES = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"';
const MINUTES_BETWEEN_VISITS = 5;

/** An RSS 2.0 feed. `pubDate` never moves; a correction moves the item's `atom:updated`. */
export function rss(view: FeedView): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<?xml-stylesheet type="text/css" href="${xmlAttribute(view.stylesheet)}"?>`,
    `<rss version="2.0" ${NAMESPACES}>`,
    '<channel>',
    element('title', view.title),
    element('link', view.page),
    element('description', view.description),
    element('language', view.language),
    element('lastBuildDate', rfc822(view.updated)),
    element('ttl', String(MINUTES_BETWEEN_VISITS)),
    emptyElement('atom:link', { rel: 'self', type: 'application/rss+xml', href: view.self.rss }),
    emptyElement('atom:link', { rel: 'alternate', type: 'application/atom+xml', href: view.self.atom }),
    ...view.entries.map(itemElement),
    '</channel>',
    '</rss>',
  ];
  return `${lines.join('\n')}\n`;
}

// The same entry stands in the feeds of several topics.
const written = new WeakMap<Entry, string>();

function itemElement(entry: Entry): string {
  const known = written.get(entry);
  if (known !== undefined) return known;
  const lines = [
    '<item>',
    element('title', entry.title),
    element('link', entry.url),
    element('guid', entry.id, { isPermaLink: 'false' }),
    element('pubDate', rfc822(entry.published)),
    element('atom:updated', rfc3339(entry.updated)),
    ...entry.tags.map(({ label }) => element('category', label)),
    // A description is read as HTML.
    element('description', escapeHtml(entryText(entry))),
    element('content:encoded', entryHtml(entry)),
    '</item>',
  ];
  const text = lines.join('\n');
  written.set(entry, text);
  return text;
}

function rfc822(moment: number): string {
  return new Date(moment).toUTCString();
}
