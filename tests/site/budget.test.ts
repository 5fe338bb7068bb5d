import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { sampleSite } from '../support/build.ts';
import { attribute, type Element } from '../support/html.ts';
import { type BuiltPage, fileAt, pagesOf } from '../support/site.ts';

const PAGE_BYTES = 14_000;
const SCRIPT_BYTES = 3_000;
const CHART_BYTES = 62_000;

let root: string;
let pages: BuiltPage[];

beforeAll(async () => {
  root = await sampleSite();
  pages = pagesOf(root);
});

test('the first page comes in two requests and fits into the first round trips', () => {
  const home = pages.filter((page) => page.address === '/');
  const sheets = home.flatMap((page) => page.elements.filter(isStyleSheet));
  expect(home.length + sheets.length).toBeLessThanOrEqual(2);
  const bytes = sizeOf('/') + sheets.reduce((sum, sheet) => sum + sizeOf(attribute(sheet, 'href') ?? ''), 0);
  expect(bytes).toBeLessThanOrEqual(PAGE_BYTES);
});

test('a page loads no more script than three kilobytes, and one with charts what draws them; none waits for it', () => {
  for (const page of pages) {
    const scripts = page.elements.filter((element) => element.tagName === 'script');
    const sizes = scripts.map((script) => sizeOf(attribute(script, 'src') ?? ''));
    const charts = page.html.includes('data-chart=') ? [CHART_BYTES] : [];
    expect(sizes.length, page.address).toBe(1 + charts.length);
    const allowed = [SCRIPT_BYTES, ...charts].sort((a, b) => a - b);
    for (const [at, bytes] of sizes.sort((a, b) => a - b).entries()) {
      expect(bytes, page.address).toBeLessThanOrEqual(allowed[at] ?? 0);
    }
    expect(
      scripts.filter(holdsUp).map((script) => attribute(script, 'src')),
      page.address,
    ).toEqual([]);
  }
});

/** Bytes on the wire. */
function sizeOf(address: string): number {
  const file = fileAt(root, address);
  if (file === undefined) throw new Error(`There is no file at ${address}.`);
  return gzipSync(readFileSync(join(root, file))).length;
}

function isStyleSheet(element: Element): boolean {
  return element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet';
}

function holdsUp(script: Element): boolean {
  const waits = attribute(script, 'type') === 'module' || attribute(script, 'defer') !== undefined;
  return !waits && attribute(script, 'async') === undefined;
}
