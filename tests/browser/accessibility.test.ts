import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, openBrowser, overflowOf, WIDTHS, withPage } from '../support/browser.ts';
import { SAMPLE_NOW, sampleSite } from '../support/build.ts';
import { internalPageKinds, pageKinds } from '../support/page-kinds.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser | undefined;
let sites: Record<'trouble' | 'internal', SiteServer>;

beforeAll(async () => {
  const serve = async (day: 'trouble' | 'internal'): Promise<SiteServer> =>
    serveSite(await sampleSite(day), { port: 0 });
  const [opened, trouble, internal] = await Promise.all([openBrowser(), serve('trouble'), serve('internal')]);
  [browser, sites] = [opened, { trouble, internal }];
});

afterAll(async () => {
  await Promise.all([browser?.close(), sites.trouble.close(), sites.internal.close()]);
});

describe.each([
  ...pageKinds().map((kind) => ({ ...kind, day: 'trouble' as const })),
  ...internalPageKinds().map((kind) => ({ ...kind, day: 'internal' as const })),
])('$name', ({ address, day }) => {
  test.for(['light', 'dark'] as const)('can be used by everybody: %s', async (colorScheme, context) => {
    await withPage(needBrowser(browser, context), { baseURL: sites[day].address, colorScheme }, async (page) => {
      await page.clock.setFixedTime(SAMPLE_NOW);
      const found: string[] = [];
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
        const here = violations.flatMap(({ id, help, nodes }) =>
          nodes.map((node) => `${width} px: ${id}: ${help}: ${node.html.slice(0, 160)}`),
        );
        found.push(...here);
      }
      expect(found).toEqual([]);
    });
  });

  test('is never wider than the window', async (context) => {
    await withPage(needBrowser(browser, context), { baseURL: sites[day].address }, async (page) => {
      await page.clock.setFixedTime(SAMPLE_NOW);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        expect(await overflowOf(page), `at ${width} px`).toBe(0);
      }
    });
  });

  test('says nothing on the console, breaks no policy and asks nobody else for anything', async (context) => {
    await withPage(needBrowser(browser, context), { baseURL: sites[day].address }, async (page, trouble) => {
      await page.clock.setFixedTime(SAMPLE_NOW);
      await page.goto(address, { waitUntil: 'networkidle' });
      expect(trouble).toEqual([]);
    });
  });
});
