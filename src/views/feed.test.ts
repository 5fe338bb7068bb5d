import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotWith } from '../../tests/fixtures/content.ts';
import type { News } from '../domain/news.ts';
import { newsOf } from '../domain/news.ts';
import { feedParts } from './feed.ts';
import { entryHtml, entryOf } from './feed-entry.ts';
import type { Topic } from './topic.ts';
import { topicsOf } from './topic.ts';
import { viewContext } from './view-context.ts';

const PLACE = { base: '', origin: 'https://status.example.com' };

test('feed and archive together hold everything once, in order, and the feed is neither short nor long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1200 }), (count) => {
      const { fresh, archives } = feedParts(EVERYTHING, newsOfLength(count));
      const all = [...fresh, ...archives.toReversed().flatMap((page) => page.news)];
      expect(all).toEqual(newsOfLength(count));
      expect(fresh.length).toBeLessThan(150);
      expect(fresh.length).toBeGreaterThanOrEqual(Math.min(50, count));
      expect(archives.every((page) => page.news.length === 100)).toBe(true);
    }),
  );
});

test('a page of the archive stays as it is when something new is told', () => {
  const before = feedParts(EVERYTHING, newsOfLength(260));
  const after = feedParts(EVERYTHING, [numbered(260), ...newsOfLength(260)]);
  expect(after.archives).toEqual(before.archives);
});

test('an incident can be followed while it is open and for 30 days after', () => {
  const followed = (now: string): string[] => {
    const context = viewContext(snapshotWith({}, { now: Date.parse(now) }), PLACE);
    return topicsOf(context).flatMap((topic) => (topic.kind === 'incident' ? [topic.path] : []));
  };
  const [open, over] = ['incidents/2026-11-21-search-down', 'incidents/2026-11-18-slow-payments'];
  expect(followed('2026-11-21T12:00:00Z')).toEqual([open, over]);
  expect(followed('2026-12-18T10:29:00Z')).toEqual([open, over]);
  expect(followed('2026-12-18T10:31:00Z')).toEqual([open]);
});

test('each topic tells what concerns it and nothing else', () => {
  const snapshot = snapshotWith();
  const news = newsOf(snapshot);
  const told = topicsOf(viewContext(snapshot, PLACE)).map((topic) => [topic.path, news.filter(topic.includes).length]);
  expect(Object.fromEntries(told)).toEqual({
    '': 6,
    'groups/money': 5,
    'components/payments': 4,
    'components/ledger': 1,
    'components/search': 1,
    'severities/sev1': 1,
    'severities/sev2': 4,
    maintenance: 1,
    postmortems: 1,
    'incidents/2026-11-21-search-down': 1,
    'incidents/2026-11-18-slow-payments': 4,
  });
});

test('an entry does not change with what is told after it', () => {
  const entry = (updates: string): object | undefined => {
    const snapshot = snapshotWith({
      'incidents/2026/2026-11-21-search-down.md': `---\ntitle: Search is down\nseverity: sev1\ncomponents:\n  search: major outage\n---\n\n## 2026-11-21 11:30 UTC · investigating\n\nNothing is found.\n\n${updates}`,
    });
    const news = newsOf(snapshot).find((one) => one.key.endsWith('u20261121t1130z'));
    const { tags: _, ...told } = news ? entryOf(viewContext(snapshot, PLACE), news) : { tags: [] };
    return told;
  };
  const later =
    '## 2026-11-21 11:40 UTC · identified · payments: degraded\n\nFound.\n\n## 2026-11-21 11:50 UTC · resolved\n\nOver.\n';
  expect(entry(later)).toEqual(entry(''));
});

test('addresses in an entry are written out', () => {
  const snapshot = snapshotWith({
    'incidents/2026/2026-11-21-search-down.md':
      '---\ntitle: Search is down\nseverity: sev1\n---\n\n## 2026-11-21 11:30 UTC · investigating\n\n[a](/history/) [b](?x=1&y=2) [c](https://c.example/) `<a href="/d">`\n',
  });
  const news = newsOf(snapshot).find((one) => one.kind === 'incident' && one.incident.id === '2026-11-21-search-down');
  const html = news ? entryHtml(entryOf(viewContext(snapshot, PLACE), news)) : '';
  expect([...html.matchAll(/<a href="([^"]*)"/g)].map((match) => match[1])).toEqual([
    'https://status.example.com/history/',
    'https://status.example.com/incidents/2026-11-21-search-down/?x=1&amp;y=2',
    'https://c.example/',
  ]);
  expect(html).toContain('<code>&lt;a href="/d"&gt;</code>');
});

const EVERYTHING = { archived: true, includes: () => true } as unknown as Topic;

/** Newest first. */
function newsOfLength(count: number): News[] {
  return Array.from({ length: count }, (_, index) => numbered(count - 1 - index));
}

const known = new Map<number, News>();

function numbered(index: number): News {
  const news = known.get(index) ?? ({ key: `n${index}`, at: index } as News);
  known.set(index, news);
  return news;
}
