import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, type Element } from '../support/html.ts';
import { type BuiltPage, pagesOf } from '../support/site.ts';

let root: string;
let pages: BuiltPage[];

beforeAll(async () => {
  root = await sampleSite();
  pages = pagesOf(root);
});

test('the sitemap names exactly the pages that may be indexed, each once and by its canonical address', () => {
  const listed = [...sitemap().matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  const indexed = pages.filter((page) => !page.elements.some(forbidsIndex));
  expect(listed.toSorted()).toEqual(indexed.map(canonicalOf).toSorted());
});

test('only the page for missing pages asks not to be indexed', () => {
  const hidden = pages.filter((page) => page.elements.some(forbidsIndex));
  expect(hidden.map((page) => page.address)).toEqual(['/404.html']);
});

test('a canonical address is where the page is', () => {
  const wrong = pages.filter((page) => new URL(canonicalOf(page)).pathname !== page.address);
  expect(wrong.map((page) => `${page.address} says ${canonicalOf(page)}`)).toEqual([]);
});

test('no page of the sitemap claims to have changed after the site was built', () => {
  const changes = [...sitemap().matchAll(/<lastmod>([^<]*)<\/lastmod>/g)].map(([, moment]) => moment ?? '');
  expect(changes.filter((moment) => !(Date.parse(moment) <= Date.parse('2026-11-21T12:00:00Z')))).toEqual([]);
});

test('robots are told where the sitemap is', () => {
  const home = pages.find((page) => page.address === '/');
  const robots = readFileSync(join(root, 'robots.txt'), 'utf8');
  expect(robots).toContain(`\nSitemap: ${home && canonicalOf(home)}sitemap.xml\n`);
  expect(robots).not.toContain('Disallow');
});

test('every page has a title and a description that no other page has', () => {
  const titles = pages.map((page) => /<title>([^<]*)<\/title>/.exec(page.html)?.[1] ?? '');
  expect(titles.filter((title, at) => title === '' || titles.indexOf(title) !== at)).toEqual([]);
  const plain = pages.filter((page) => !page.elements.some(isDescription));
  expect(plain.map((page) => page.address)).toEqual([]);
});

function sitemap(): string {
  return readFileSync(join(root, 'sitemap.xml'), 'utf8');
}

function canonicalOf(page: BuiltPage): string {
  const link = page.elements.find((element) => attribute(element, 'rel') === 'canonical');
  return (link && attribute(link, 'href')) ?? '';
}

function forbidsIndex(element: Element): boolean {
  return attribute(element, 'name') === 'robots' && /noindex/.test(attribute(element, 'content') ?? '');
}

function isDescription(element: Element): boolean {
  return attribute(element, 'name') === 'description' && (attribute(element, 'content') ?? '').length > 10;
}
