import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, textOf } from '../support/html.ts';
import { type BuiltPage, fileAt, filesOf, pagesOf, withSite } from '../support/site.ts';

let root: string;
let pages: BuiltPage[];

beforeAll(async () => {
  root = await sampleSite();
  pages = pagesOf(root);
});

test('every page has a twin in Markdown that begins with the same heading and is named in its head', () => {
  for (const page of pages.filter((one) => one.address !== '/404.html')) {
    const twin = read(`${page.address}index.md`.slice(1));
    const [heading = ''] = twin.split('\n');
    const title = page.elements.find((element) => element.tagName === 'h1');
    expect(heading.replaceAll(/\\(.)/g, '$1'), page.address).toBe(`# ${title && textOf(title)}`);
    const named = page.elements.find((element) => attribute(element, 'type') === 'text/markdown');
    expect(named && attribute(named, 'href'), page.address).toBe(`${page.address}index.md`);
  }
});

test('a twin tells every update of its incident', () => {
  for (const page of pages.filter((one) => one.address.startsWith('/incidents/'))) {
    const updates = page.elements.filter((element) => /^u\d{8}t\d{4}z/.test(attribute(element, 'id') ?? ''));
    const twin = read(`${page.address}index.md`.slice(1));
    expect(twin.match(/^### /gm)?.length, page.address).toBe(updates.length);
  }
});

test('every page names a picture that is there, of the size it says', async () => {
  const named = new Set(pages.flatMap((page) => metaOf(page, 'og:image')));
  expect(named.size).toBeGreaterThan(3);
  for (const address of named) {
    const { format, width, height } = await sharp(join(root, new URL(address).pathname)).metadata();
    expect({ address, format, width, height }).toEqual({ address, format: 'png', width: 1200, height: 630 });
  }
});

test('the picture of the first page and of each incident that goes on is its own', () => {
  const pictureOf = (address: string): string[] =>
    pages.filter((page) => page.address === address).flatMap((page) => metaOf(page, 'og:image'));
  expect(pictureOf('/')).toEqual(['https://status.parcelwright.example/preview/status.png']);
  const open = '/incidents/2026-11-21-delayed-tracking-events/';
  expect(pictureOf(open)).toEqual([`https://status.parcelwright.example/preview${open.slice(0, -1)}.png`]);
});

test('what programs read is served with its type, to anyone', async () => {
  const types: Record<string, string> = {
    'feed.xml': 'application/xml; charset=utf-8',
    'components/api/atom.xml': 'application/xml; charset=utf-8',
    'feed.json': 'application/feed+json; charset=utf-8',
    'maintenance/2026-11-23-database-upgrade/calendar.ics': 'text/calendar; charset=utf-8',
    'api/v2/summary.json': 'application/json; charset=utf-8',
    'api/v1/status.json': 'application/json; charset=utf-8',
    'api/v1/metrics.csv': 'text/csv; charset=utf-8',
    'badge/status.svg': 'image/svg+xml',
    'widget.js': 'text/javascript; charset=utf-8',
    'preview/status.png': 'image/png',
    'llms.txt': 'text/plain; charset=utf-8',
  };
  await withSite(root, async ({ address }) => {
    for (const [path, type] of Object.entries(types)) {
      for (const method of ['GET', 'HEAD']) {
        const response = await fetch(new URL(path, address), { method });
        expect([response.status, response.headers.get('content-type')], path).toEqual([200, type]);
        expect(response.headers.get('access-control-allow-origin'), path).toBe('*');
      }
    }
    const page = await fetch(address);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  });
});

test('hidden files of the folder are served to nobody', async () => {
  await withSite(root, async ({ address }) => {
    for (const path of ['.allclear', '.htaccess', '%2eallclear', 'api/..%2f.allclear']) {
      expect((await fetch(new URL(path, address))).status, path).toBe(404);
    }
  });
});

test('a badge says its state in words, and every badge has its twin for services that draw', () => {
  expect(read('badge/components/tracking.svg')).toContain('<title>Parcel tracking: partial outage</title>');
  expect(JSON.parse(read('badge/components/tracking.json'))).toEqual({
    schemaVersion: 1,
    label: 'Parcel tracking',
    message: 'partial outage',
    color: 'b1440a',
  });
  const svg = filesOf(root, 'badge/**/*.svg').map((file) => file.replace('.svg', '.json'));
  expect(filesOf(root, 'badge/**/*.json')).toEqual(svg);
  expect(svg.length).toBe(2 * (1 + 5 + 15));
});

test('llms.txt leads to files that are there', () => {
  const found = [...read('llms.txt').matchAll(/\]\((https:[^)]+)\)/g)].map((match) => new URL(match[1] ?? '').pathname);
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter((path) => fileAt(root, path) === undefined)).toEqual([]);
});

function metaOf(page: BuiltPage, property: string): string[] {
  return page.elements.flatMap((element) =>
    attribute(element, 'property') === property ? (attribute(element, 'content') ?? []) : [],
  );
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
