import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { withSite } from '../support/site.ts';
import { folderWith, SMALL_SITE, write } from '../support/small-site.ts';

const PATH = 'incidents/2026/2026-11-21-slow.md';
const HEAD = '---\ntitle: Slow answers\nseverity: sev2\ncomponents:\n  api: degraded\n---\n\n';
const FIRST = '## 2026-11-21 10:00 UTC · investigating\n\nAnswers are slow.\n\n';
const SECOND = '## 2026-11-21 10:20 UTC · identified\n\nA pool is exhausted.\n\n';
const EDITED =
  '## 2026-11-21 10:00 UTC · investigating · edited 2026-11-21 10:30 UTC\n\nAnswers are slow for a third of you.\n\n';
const LAST = '## 2026-11-21 10:45 UTC · resolved\n\nAnswers are fast again.\n\n';

const FORMATS = { RSS: 'feed.xml', Atom: 'atom.xml', JSON: 'feed.json' };

test('a reader that subscribed sees one new item for each update, none for an edit, and none twice', async () => {
  const content = folderWith({ ...SMALL_SITE, [PATH]: HEAD + FIRST });
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  const readers = Object.values(FORMATS).flatMap((file) =>
    ['', 'components/api/', 'incidents/2026-11-21-slow/'].map((at) => subscriber(at + file)),
  );
  const told: [words: string, file: string, now: string][] = [
    ['Investigating: Slow answers', HEAD + FIRST, '2026-11-21T10:05:00Z'],
    ['Identified: Slow answers', HEAD + FIRST + SECOND, '2026-11-21T10:25:00Z'],
    ['', HEAD + EDITED + SECOND, '2026-11-21T10:35:00Z'],
    ['', HEAD + EDITED + SECOND, '2026-11-21T10:40:00Z'],
    ['Resolved: Slow answers', HEAD + EDITED + SECOND + LAST, '2026-11-21T10:50:00Z'],
  ];
  for (const [words, file, NOW] of told) {
    write(content, PATH, file);
    const outcome = await command('build', [], { CONTENT: content, OUT: out, NOW });
    expect(outcome.code, outcome.stderr).toBe(0);
    await withSite(out, async ({ address }) => {
      for (const reader of readers) {
        const fresh = await reader.visit(address);
        expect(fresh, `${reader.path} at ${NOW}`).toEqual(words === '' ? [] : [words]);
      }
    });
  }
  for (const { path, items } of readers) {
    expect(
      [...items.values()].map((item) => item.title),
      path,
    ).toEqual(['Investigating: Slow answers', 'Identified: Slow answers', 'Resolved: Slow answers']);
    const [edited] = items.values();
    expect(edited?.published, path).toBe('2026-11-21T10:00:00.000Z');
    expect(edited?.updated, path).toBe('2026-11-21T10:30:00.000Z');
    expect(edited?.text, path).toContain('for a third of you');
  }
});

/** What every reader does: it remembers items by their id, and shows those that it has not seen. */
function subscriber(path: string): Subscriber {
  const items = new Map<string, Item>();
  return {
    path,
    items,
    async visit(address) {
      const response = await fetch(new URL(path, address));
      expect(response.status, path).toBe(200);
      const found = await read(path, await response.text());
      const fresh = found.filter((item) => !items.has(item.id)).map((item) => item.title);
      for (const item of found.toReversed()) items.set(item.id, item);
      return fresh;
    },
  };
}

async function read(path: string, text: string): Promise<Item[]> {
  if (path.endsWith('atom.xml')) {
    const { feed } = parseFeed(text) as { feed: { entries?: AtomEntry[] } };
    return (feed.entries ?? []).map((one) => itemOf(one.id, one.title, one.published, one.updated, one.content));
  }
  if (path.endsWith('.json')) {
    const { items } = JSON.parse(text) as { items: JsonItem[] };
    return items.map((one) => itemOf(one.id, one.title, one.date_published, one.date_modified, one.content_html));
  }
  const parser = new RssParser<object, { updated: string; html: string }>({
    customFields: {
      item: [
        ['atom:updated', 'updated'],
        ['content:encoded', 'html'],
      ],
    },
  });
  const { items } = await parser.parseString(text);
  return items.map((one) => itemOf(one.guid, one.title, one.isoDate, one.updated, one.html));
}

function itemOf(id: unknown, title: unknown, published: unknown, updated: unknown, text: unknown): Item {
  const moment = (value: unknown): string => new Date(String(value)).toISOString();
  const words = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'value' in value ? String(value.value) : String(value);
  return {
    id: words(id),
    title: words(title),
    published: moment(published),
    updated: moment(updated),
    text: words(text),
  };
}

interface Subscriber {
  path: string;
  /** By id, oldest first. */
  items: Map<string, Item>;
  /** The titles of what is new since the last visit. */
  visit: (address: string) => Promise<string[]>;
}

interface Item {
  id: string;
  title: string;
  published: string;
  updated: string;
  text: string;
}

type AtomEntry = Record<'id' | 'title' | 'published' | 'updated' | 'content', unknown>;
type JsonItem = Record<'id' | 'title' | 'date_published' | 'date_modified' | 'content_html', unknown>;
