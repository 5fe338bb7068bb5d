import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsOf } from '../../src/domain/news.ts';
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
    ['an element that Atom does not have', (text: string) => text.replace('<entry>', '<item/><entry>')],
  ])('%s', async (_, spoil) => {
    const spoiled = spoil(read('atom.xml').text);
    expect(spoiled).not.toBe(read('atom.xml').text);
    expect(await xmlProblems([{ name: 'spoiled.xml', text: spoiled }], GRAMMAR)).not.toEqual([]);
  });
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
    expect(validate({ ...feed, items: [{ title: 'no id', content_text: '' }] })).toBe(false);
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

interface JsonItem {
  id: string;
  title: string;
  url: string;
  date_published: string;
}
