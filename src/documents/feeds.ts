import { type News, newsOf } from '../domain/news.ts';
import { type FeedView, feedParts, feedView } from '../views/feed.ts';
import { fingerprint, fingerprintOnce } from '../views/fingerprint.ts';
import { type Topic, topicsOf } from '../views/topic.ts';
import type { ViewContext } from '../views/view-context.ts';
import { atom, atomArchive } from './atom.ts';
import type { SiteDocument } from './document.ts';
import { jsonFeed } from './json-feed.ts';
import { rss } from './rss.ts';

/** Every feed in three formats, and what lies before them. */
export function feedDocuments(context: ViewContext): SiteDocument[] {
  const news = newsOf(context.snapshot);
  const keyOf = newsKeys(context);
  return topicsOf(context).flatMap((topic) => {
    const { fresh, archives } = feedParts(topic, news);
    const at = (file: string): string => (topic.path === '' ? file : `${topic.path}/${file}`);
    const view = feedView(context, topic, fresh, archives.length);
    const pages = archives.map(({ number, news: told }): SiteDocument => {
      return {
        path: at(`atom-archive-${number}.xml`),
        key: fingerprint([context.frameKey, context.origin, topicKey(topic), archives.length, told.map(keyOf)]),
        content: () => atomArchive(feedView(context, topic, told, archives.length), number, archives.length),
      };
    });
    return [...feedFiles(view, at), ...pages];
  });
}

function feedFiles(view: FeedView, at: (file: string) => string): SiteDocument[] {
  return [
    { path: at('feed.xml'), content: () => rss(view) },
    { path: at('atom.xml'), content: () => atom(view) },
    { path: at('feed.json'), content: () => jsonFeed(view) },
  ];
}

function topicKey({ path, name, description, page }: Topic): string[] {
  return [path, name, description, page];
}

/** What an entry is made from besides our code: its story, and the names it uses. */
function newsKeys(context: ViewContext) {
  const { components, severities, site } = context.snapshot;
  const names = fingerprint([
    components.map((one) => [one.id, one.name]),
    severities.map((one) => [one.id, one.name]),
    site.url,
  ]);
  return (news: News): string => `${news.key} ${news.at} ${names} ${fingerprintOnce(storyOf(news))}`;
}

function storyOf(news: News): object {
  if (news.kind === 'incident') return news.incident;
  return news.kind === 'maintenance' ? news.maintenance : news.postmortem;
}
