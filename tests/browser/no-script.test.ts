import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIncidents } from '../../src/domain/snapshot.ts';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, openBrowser, withPage, wordsOf } from '../support/browser.ts';
import { SAMPLE_CONTENT, sampleSite, snapshotAt } from '../support/build.ts';
import { pageKinds } from '../support/page-kinds.ts';

const AS_OF = 'As of 21 Nov 2026, 12:00 UTC';
/** Pages that show how things are now. */
const LIVE = ['home', 'incident-open', 'maintenance', 'component', 'history'];

let browser: Browser | undefined;
let site: SiteServer;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), sampleSite().then((root) => serveSite(root, { port: 0 }))]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site.close()]);
});

describe.each(pageKinds())('$name without script', ({ address }) => {
  test('can be read, and every link of it leads to a page and a place on it', async (context) => {
    const options = { baseURL: site.address, javaScriptEnabled: false };
    await withPage(needBrowser(browser, context), options, async (page) => {
      await page.goto(address);
      expect(await page.locator('h1').allInnerTexts()).toHaveLength(1);
      expect((await wordsOf(page.locator('main'))).length).toBeGreaterThan(100);
      expect(await hiddenTexts(page)).toEqual([]);
      for (const link of await internalLinks(page)) {
        const answer = await page.goto(link);
        // A link within a page is followed without asking the server again.
        expect(answer?.status() ?? 200, link).toBe(200);
        if (link.includes('#')) expect(await page.locator(':target').count(), link).toBe(1);
      }
    });
  });
});

describe.each(pageKinds().filter(({ name }) => LIVE.includes(name)))('$name without script', ({ address }) => {
  test('says of when it is', async (context) => {
    const options = { baseURL: site.address, javaScriptEnabled: false };
    await withPage(needBrowser(browser, context), options, async (page) => {
      await page.goto(address);
      expect(await wordsOf(page.locator('footer'))).toContain(AS_OF);
    });
  });
});

test('the first page tells all that is wrong, without script', async (context) => {
  const options = { baseURL: site.address, javaScriptEnabled: false };
  const snapshot = snapshotAt(SAMPLE_CONTENT);
  await withPage(needBrowser(browser, context), options, async (page) => {
    await page.goto('/');
    const text = await wordsOf(page.locator('main'));
    for (const incident of openIncidents(snapshot)) expect(text).toContain(incident.title);
    for (const component of snapshot.components) expect(text).toContain(component.name);
  });
});

/** Elements with words that a reader without script would not see, beyond the two that are for readers with it. */
function hiddenTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter(
        (element) =>
          !element.closest('#stale, .newest, .on-phone, .on-wide, .on-paper, svg') && element.textContent?.trim(),
      )
      .filter((element) => !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

async function internalLinks(page: Page): Promise<string[]> {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('a')].map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href),
  );
  const pages = links.filter((link) => link.startsWith(site.address) && !/\.(?:csv|json|xml|ics)$/.test(link));
  return [...new Set(pages)];
}
