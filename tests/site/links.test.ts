import { beforeAll, describe, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute } from '../support/html.ts';
import { type BuiltPage, fileAt, pagesOf } from '../support/site.ts';

const HERE = 'https://here.example';

describe.each([
  { base: '', day: 'trouble', where: 'its own address' },
  { base: '/status', day: 'trouble', where: 'a folder of another site' },
  { base: '', day: 'internal', where: 'an address of the team' },
] as const)('a site at $where', ({ base, day }) => {
  let root: string;
  let pages: BuiltPage[];

  beforeAll(async () => {
    root = await sampleSite(day, base);
    pages = pagesOf(root);
  });

  test('has no link that leads nowhere, and no fragment without its target', () => {
    const ids = new Map(pages.map((page) => [page.file, page.ids]));
    const broken = internalLinks(pages, base).filter(({ url }) => {
      if (!url.pathname.startsWith(`${base}/`)) return true;
      const file = fileAt(root, url.pathname.slice(base.length));
      const fragment = decodeURIComponent(url.hash.slice(1));
      return file === undefined || (fragment !== '' && !ids.get(file)?.has(fragment));
    });
    expect(broken.map(({ from, url }) => `${from} → ${url.href.slice(HERE.length)}`)).toEqual([]);
  });

  test('leads from its first page to every other', () => {
    const links = Map.groupBy(internalLinks(pages, base), ({ from }) => from);
    const reached = new Set<string>();
    const waiting = ['/'];
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      if (reached.has(address)) continue;
      reached.add(address);
      waiting.push(...(links.get(address) ?? []).map(({ url }) => url.pathname.slice(base.length)));
    }
    const lost = pages.filter((page) => !reached.has(page.address) && page.address !== '/404.html');
    expect(lost.map((page) => page.address)).toEqual([]);
  });
});

/** All that a page refers to on its own site, seen from where the page is served. */
function internalLinks(pages: readonly BuiltPage[], base: string): Link[] {
  return pages.flatMap((page) => {
    const here = new URL(base + page.address, HERE);
    return page.elements
      .flatMap((element) => ['href', 'xlink:href', 'src'].flatMap((name) => attribute(element, name) ?? []))
      .map((address) => ({ from: page.address, url: new URL(address, here) }))
      .filter(({ url }) => url.origin === HERE);
  });
}

interface Link {
  from: string;
  url: URL;
}
