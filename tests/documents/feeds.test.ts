import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { feedDocuments } from '../../src/documents/feeds.ts';
import { newsOf } from '../../src/domain/news.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { INCIDENT_PATH, incidentFile, snapshotWith } from '../fixtures/content.ts';
import { SAMPLE_CONTENT, sampleSite, snapshotAt } from '../support/build.ts';
import { readTwice, type XmlFile, xmlProblems } from '../support/feeds.ts';
import { attribute } from '../support/html.ts';
import { fileAt, filesOf, pagesOf } from '../support/site.ts';

const GRAMMAR = readFileSync(join(import.meta.dirname, 'atom.rng'), 'utf8');

let root: string;
let atom: XmlFile[];
let rss: XmlFile[];

beforeAll(async () => {
  root = await sampleSite();
  atom = filesOf(root, '**/atom*.xml').map(read);
  rss = filesOf(root, '**/feed.xml').map(read);
});

test('every feed is well-formed, as xmllint reads it', async () => {
  expect(rss.length).toBeGreaterThan(30);
  expect(await xmlProblems([...atom, ...rss])).toEqual([]);
});

test('every Atom feed and every page of an archive follows the grammar of RFC 4287', async () => {
  expect(atom.length).toBeGreaterThan(rss.length);
  expect(await xmlProblems(atom, GRAMMAR)).toEqual([]);
});

describe('the grammar finds', () => {
  test.each([
    ['an entry without an id', (text: string) => text.replace(/<id>tag:.*?<\/id>\n/, '')],
    ['an entry without a title', (text: string) => text.replace(/(<entry>\n.*\n)<title>.*<\/title>\n/, '$1')],
    ['a date in words', (text: string) => text.replace(/<updated>[^<]*/, '<updated>21 Nov 2026')],
    ['a second time of change', (text: string) => text.replace(/(<updated>.*<\/updated>)/, '$1$1')],
    ['an unknown kind of text', (text: string) => text.replace('type="html"', 'type="markup"')],
    ['an entry with neither a page nor content', (text: string) => withoutContent(withoutLink(text))],
    [
      'what belongs to the feed behind an entry',
      (text: string) => text.replace('</feed>', '<rights>x</rights></feed>'),
    ],
    ['an element that Atom does not have', (text: string) => text.replace('<entry>', '<item/><entry>')],
  ])('%s', async (_, spoil) => {
    const spoiled = spoil(read('atom.xml').text);
    expect(spoiled).not.toBe(read('atom.xml').text);
    const file = { name: 'spoiled.xml', text: spoiled };
    expect(await xmlProblems([file])).toEqual([]);
    expect(await xmlProblems([file], GRAMMAR)).not.toEqual([]);
  });
});

// A grammar would need every entry in two kinds to say this.
test('every Atom feed names its author', () => {
  for (const { name, text } of atom) {
    const [head = ''] = text.split('<entry>');
    expect(head, name).toMatch(/<author><name>[^<]+<\/name><uri>https:[^<]+<\/uri><\/author>/);
  }
});

test('an entry may have content or a page alone', async () => {
  const { text } = read('atom.xml');
  const changed = [withoutLink(text), withoutContent(text)];
  const files = changed.map((one, index) => ({ name: `${index}.xml`, text: one }));
  for (const one of changed) expect(one).not.toBe(text);
  expect(await xmlProblems(files, GRAMMAR)).toEqual([]);
});

test('two independent readers find the same entries, newest first, each once, with addresses that are whole', async () => {
  for (const { name, text } of [...atom, ...rss]) {
    const [one, other] = await readTwice(text);
    expect(one, name).toEqual(other);
    expect(one.length, name).toBe(text.match(/<(?:entry|item)>/g)?.length ?? 0);
    expect(new Set(one.map((entry) => entry.id)).size, name).toBe(one.length);
    const times = one.map((entry) => entry.published);
    expect(times, name).toEqual(times.toSorted().reverse());
    for (const entry of one) expect(entry.link, name).toMatch(/^https:\/\/status\.parcelwright\.example\//);
  }
});

test('no entry needs to know where it stands', () => {
  for (const { name, text } of [...atom, ...rss]) {
    const addresses = [...text.matchAll(/(?:href|src)=(?:"|&quot;)([^"&]*)/g)].map((match) => match[1] ?? '');
    const relative = addresses.filter(
      (address) => !/^(?:https?:|mailto:|tel:)/.test(address) && address !== '/feed.css',
    );
    expect(relative, name).toEqual([]);
  }
});

// The sample's updates have no such link.
test('a link that counts on where it stands is written out in every format', () => {
  const text = '## 2026-11-18 09:10 UTC · investigating\n\n[a](/b/) [c](../d/?e=1&f=2) ![g](h.png) [i](#j)';
  const snapshot = snapshotWith({ [INCIDENT_PATH]: incidentFile(text) });
  const context = viewContext(snapshot, { base: '/status', origin: 'https://pages.example' });
  const files = new Map(feedDocuments(context).map((one) => [one.path, one]));
  const page = 'https://pages.example/status/incidents/2026-11-18-slow-payments/';
  for (const name of ['atom.xml', 'feed.xml', 'feed.json']) {
    const told = String(files.get(name)?.content());
    const plain = told.replaceAll('\\"', '"').replaceAll('&amp;', '&').replaceAll('&amp;', '&');
    for (const address of [
      'https://pages.example/b/',
      'https://pages.example/status/incidents/d/?e=1&f=2',
      `${page}h.png`,
      `${page}#j`,
    ]) {
      expect(plain, name).toContain(`="${address}"`);
    }
  }
});

test('the three formats of a feed tell the same', async () => {
  for (const { name, text } of rss) {
    const beside = name.replace('feed.xml', 'atom.xml');
    const [[byRss], [byAtom]] = [await readTwice(text), await readTwice(read(beside).text)];
    expect(byAtom, name).toEqual(byRss);
    const { items } = JSON.parse(read(name.replace('feed.xml', 'feed.json')).text) as { items: JsonItem[] };
    const byJson = items.map((one) => ({
      id: one.id,
      title: one.title,
      link: one.url,
      published: new Date(one.date_published).toISOString(),
    }));
    expect(byJson, name).toEqual(byRss);
    const changed = items.map((one) => one.date_modified);
    expect(changesOf(read(beside).text), name).toEqual(changed);
    expect(changesOf(text), name).toEqual(changed);
  }
});

test('every JSON Feed has the shape of version 1.1', () => {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, 'json-feed.schema.json'), 'utf8')));
  const files = filesOf(root, '**/feed.json');
  expect(files.length).toBe(rss.length);
  for (const file of files) {
    const feed = JSON.parse(read(file).text) as { items: object[] };
    expect(validate(feed) || validate.errors, file).toBe(true);
  }
  const whole = JSON.parse(read('feed.json').text) as { items: object[] };
  const [first] = whole.items;
  for (const wrong of [
    { ...whole, version: '1.1' },
    { ...whole, items: undefined },
    { ...whole, feed_url: '/feed.json' },
    { ...whole, items: [{ ...first, id: undefined }] },
    { ...whole, items: [{ ...first, content_html: undefined, content_text: undefined }] },
    { ...whole, items: [{ ...first, date_published: '21 Nov 2026' }] },
    { ...whole, items: [{ ...first, unknown: '' }] },
  ]) {
    expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  }
});

test('whoever follows the archives from the first feed reads everything that was ever told, once', async () => {
  const found: string[] = [];
  for (let name: string | undefined = 'atom.xml'; name !== undefined; ) {
    const { text } = read(name);
    found.push(...(await readTwice(text))[0].map((entry) => entry.id));
    const [, before] = /rel="prev-archive"[^>]*href="([^"]+)"/.exec(text) ?? [];
    name = before && new URL(before).pathname.slice(1);
  }
  const told = newsOf(snapshotAt(SAMPLE_CONTENT)).map((news) => news.key);
  expect(found.map((id) => id.replace(/^tag:[^:]*:/, ''))).toEqual(told);
});

test('every page leads to the feeds of the site, and to files that are there', () => {
  for (const page of pagesOf(root)) {
    const links = page.elements.filter((one) => one.tagName === 'link' && attribute(one, 'rel') === 'alternate');
    const addresses = links.map((one) => attribute(one, 'href') ?? '');
    expect(addresses, page.address).toEqual(
      expect.arrayContaining(['/atom.xml', '/feed.xml', '/feed.json', '/calendar.ics']),
    );
    expect(
      addresses.filter((address) => fileAt(root, address) === undefined),
      page.address,
    ).toEqual([]);
  }
});

test("a component's and an open incident's page lead to their own feed first", () => {
  for (const address of ['/components/api/', '/incidents/2026-11-21-delayed-tracking-events/']) {
    const [page] = pagesOf(root).filter((one) => one.address === address);
    const first = page?.elements.find((one) => attribute(one, 'type') === 'application/atom+xml');
    expect(first && attribute(first, 'href')).toBe(`${address}atom.xml`);
  }
});

function read(name: string): XmlFile {
  return { name, text: readFileSync(join(root, name), 'utf8') };
}

/** The first entry's link to its page taken away; what it says stays. */
function withoutLink(text: string): string {
  return text.replace(/(<entry>.*?)<link rel="alternate"[^>]*>\n/s, '$1');
}

function withoutContent(text: string): string {
  return text.replace(/<content.*?<\/content>\n/s, '');
}

/** When each entry was last changed. */
function changesOf(xml: string): string[] {
  const [, ...entries] = xml.split(/<(?:entry|item)>/);
  return entries.map((entry) => /<(?:atom:)?updated>([^<]*)/.exec(entry)?.[1] ?? '');
}

interface JsonItem {
  id: string;
  title: string;
  url: string;
  date_published: string;
  date_modified: string;
}
