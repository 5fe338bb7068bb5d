import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, openBrowser, withPage } from '../support/browser.ts';
import { SAMPLE_NOW, sampleSite } from '../support/build.ts';
import { pageKinds } from '../support/page-kinds.ts';

// What Lighthouse still gives full marks for.
const ALLOWED = 0.03;
const LATE_MS = 600;

let browser: Browser | undefined;
let site: SiteServer;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), sampleSite().then((root) => serveSite(root, { port: 0 }))]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site.close()]);
});

describe.each(pageKinds())('$name', ({ address }) => {
  test('stays where it is when the script comes late, and adds the times of another zone', async (context) => {
    const reader = { baseURL: site.address, timezoneId: 'America/New_York', viewport: { width: 390, height: 844 } };
    await withPage(needBrowser(browser, context), reader, async (page) => {
      await page.clock.setFixedTime(SAMPLE_NOW);
      await page.route('**/*.js', async (route) => {
        await wait(LATE_MS);
        await route.continue();
      });
      await page.goto(address, { waitUntil: 'networkidle' });
      const { sum, moved } = await shiftsOf(page);
      expect(sum, moved.join('\n')).toBeLessThanOrEqual(ALLOWED);
    });
  });
});

/** How far the page moved by itself, and what moved. */
function shiftsOf(page: Page): Promise<{ sum: number; moved: string[] }> {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const result = { sum: 0, moved: [] as string[] };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & LayoutShift)[]) {
            result.sum += entry.value;
            for (const { node } of entry.sources) result.moved.push((node?.textContent ?? '').trim().slice(0, 80));
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(result), 200);
      }),
  );
}

interface LayoutShift {
  value: number;
  sources: { node?: Node }[];
}
