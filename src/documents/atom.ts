import type { FeedView } from '../views/feed.ts';
import { type Entry, entryHtml, entryText } from '../views/feed-entry.ts';
import { element, emptyElement, xmlAttribute } from './xml.ts';

const NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"';

/** An Atom feed (RFC 4287). What it no longer holds is found by following `prev-archive` (RFC 5005). */
export function atom(view: FeedView): string {
  const older = view.archives > 0 ? [link('prev-archive', archiveAddress(view, view.archives))] : [];
  return document(view, view.id, [link('self', view.self.atom), ...older], view.entries.map(freshEntry));
}

/** One page of what came before; a full page never changes, unless somebody edits history. */
export function atomArchive(view: FeedView, number: number, archives: number): string {
  const address = archiveAddress(view, number);
  return document(
    view,
    `${view.id}#archive-${number}`,
    [
      '<fh:archive/>',
      link('self', address),
      link('current', view.self.atom),
      ...(number > 1 ? [link('prev-archive', archiveAddress(view, number - 1))] : []),
      ...(number < archives ? [link('next-archive', archiveAddress(view, number + 1))] : []),
    ],
    view.entries.map(archivedEntry),
  );
}

function document(view: FeedView, id: string, own: readonly string[], entries: readonly string[]): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<?xml-stylesheet type="text/css" href="${xmlAttribute(view.stylesheet)}"?>`,
    `<feed ${NAMESPACES} xml:lang="${xmlAttribute(view.language)}">`,
    element('id', id),
    element('title', view.title),
    element('subtitle', view.description),
    element('updated', rfc3339(view.updated)),
    `<author>${element('name', view.author)}${element('uri', view.authorUrl)}</author>`,
    element('icon', view.icon),
    link('alternate', view.page, 'text/html'),
    ...own,
    ...entries,
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

/** With a summary as well, which is what browsers show. */
function freshEntry(entry: Entry): string {
  return `${entryStart(entry)}\n${element('summary', entryText(entry))}\n${entryEnd(entry)}`;
}

// The same entry stands in the archives of several topics.
const archived = new WeakMap<Entry, string>();

function archivedEntry(entry: Entry): string {
  const text = archived.get(entry) ?? `${entryStart(entry)}\n${entryEnd(entry)}`;
  archived.set(entry, text);
  return text;
}

function entryStart(entry: Entry): string {
  const lines = [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    element('published', rfc3339(entry.published)),
    element('updated', rfc3339(entry.updated)),
    link('alternate', entry.url, 'text/html'),
    ...entry.tags.map(({ term, label }) => emptyElement('category', { term, label })),
  ];
  return lines.join('\n');
}

function entryEnd(entry: Entry): string {
  return `${element('content', entryHtml(entry), { type: 'html' })}\n</entry>`;
}

function link(rel: string, href: string, type = 'application/atom+xml'): string {
  return emptyElement('link', { rel, type, href });
}

function archiveAddress(view: FeedView, number: number): string {
  return view.self.atom.replace(/atom\.xml$/, `atom-archive-${number}.xml`);
}

export function rfc3339(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
