import type { FeedView } from '../views/feed.ts';
import { entryHtml, entryText } from '../views/feed-entry.ts';
import { rfc3339 } from './atom.ts';
import { json } from './json.ts';

/** A JSON Feed 1.1. */
export function jsonFeed(view: FeedView): string {
  return json({
    version: 'https://jsonfeed.org/version/1.1',
    title: view.title,
    home_page_url: view.page,
    feed_url: view.self.json,
    description: view.description,
    icon: view.icon,
    language: view.language,
    authors: [{ name: view.author, url: view.authorUrl }],
    items: view.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entryHtml(entry),
      content_text: entryText(entry),
      date_published: rfc3339(entry.published),
      date_modified: rfc3339(entry.updated),
      tags: entry.tags.map((tag) => tag.label),
    })),
  });
}
