import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, textOf } from '../support/html.ts';
import { type BuiltPage, filesOf, pagesOf } from '../support/site.ts';

let root: string;
let open: string;
let pages: BuiltPage[];

beforeAll(async () => {
  [root, open] = [await sampleSite('internal'), await sampleSite()];
  pages = pagesOf(root);
});

test('a page that only the team has is in no file and under no address of the public build, and has a twin', () => {
  const known = new Set(pagesOf(open).map(({ address }) => address));
  const own = pages.filter(({ address }) => /^\/(?:actions|runbooks)\//.test(address) && !known.has(address));
  expect(own.map(({ address }) => address)).toContain('/actions/');
  expect(filesOf(open, '{actions,runbooks}/**')).toEqual([]);
  const told = filesOf(open, '**/*.{html,md,xml,txt,json}').filter((file) =>
    /(?:["(]|\.example)\/actions\//.test(readFileSync(join(open, file), 'utf8')),
  );
  expect(told).toEqual([]);
  for (const page of own) {
    const [heading = ''] = readFileSync(join(root, page.address, 'index.md'), 'utf8').split('\n');
    const title = page.elements.find((element) => element.tagName === 'h1');
    expect(heading.replaceAll(/\\(.)/g, '$1'), page.address).toBe(`# ${title && textOf(title)}`);
  }
});

test('the tracker names each open item with its line and its issue; the public reads how many there are', () => {
  const tracker = pages.find(({ address }) => address === '/actions/');
  const links = tracker?.elements.flatMap((element) => attribute(element, 'href') ?? []) ?? [];
  const has = (pattern: RegExp): boolean => links.some((href) => pattern.test(href));
  expect(has(/\/blob\/main\/content\/postmortems\/[\w-]+\.mdx\?plain=1#L\d+$/)).toBe(true);
  expect(has(/\/issues\/\d+$/)).toBe(true);
  const index = readFileSync(join(open, 'postmortems/index.html'), 'utf8');
  expect(index).toMatch(/Of \d+ actions \d+ are done, \d+ (?:is|are) overdue\./);
  expect(index).not.toContain('parcelwright/status/issues');
});
