import { rmSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, oneLine, openBrowser, withPage, wordsOf } from '../support/browser.ts';
import { buildFixture } from '../support/build.ts';
import { folderWith, incidentFile, SMALL_SITE } from '../support/small-site.ts';

// Built at 12:00 UTC: the website is worked on from 13:00 to 14:00, and the API had a bad hour on each of two days.
const CONTENT = {
  'maintenance/2026/2026-11-21-new-web-server.md': maintenance('A new web server', '13:00', '14:00', 'web'),
  'incidents/2026/2026-11-10-errors.md': incident('Errors', '2026-11-10'),
  'incidents/2026/2026-11-14-more-errors.md': incident('More errors', '2026-11-14'),
};
const RUNNING = {
  ...CONTENT,
  'maintenance/2026/2026-11-21-backup.md': maintenance('A large backup', '11:00', '12:30', 'api'),
};
const OVERLAPPING = {
  ...CONTENT,
  'maintenance/2026/2026-11-21-backup.md': maintenance('A large backup', '11:00', '13:30', 'api'),
};
const TROUBLE = {
  ...CONTENT,
  'incidents/2026/2026-11-21-no-logins.md': incidentFile({
    title: 'Nobody can log in',
    fields: 'components:\n  api: partial outage\n',
    updates: '## 2026-11-21 11:30 UTC · investigating\n\nLooking.\n',
  }),
};

let browser: Browser | undefined;
let calm: Site;
let running: Site;
let overlapping: Site;
let trouble: Site;

beforeAll(async () => {
  browser = await openBrowser();
  calm = await makeSite(CONTENT);
  running = await makeSite(RUNNING);
  overlapping = await makeSite(OVERLAPPING);
  trouble = await makeSite(TROUBLE);
});

afterAll(async () => {
  await Promise.all([browser?.close(), ...[calm, running, overlapping, trouble].map((site) => site.end())]);
});

describe('a page that was not built again for too long', () => {
  test('warns of itself, and says when it was right', async (context) => {
    await openAt(context, calm, '/', '2026-11-22T14:00:01Z', async (page) => {
      await expect.poll(() => page.locator('#stale').isVisible()).toBe(true);
      expect(await wordsOf(page.locator('#stale'))).toMatchInlineSnapshot(
        `"This page is older than it should be: it shows how things were on 21 Nov 2026, 12:00 UTC. Reload it, and doubt it if this note stays."`,
      );
    });
  });

  test('does not warn while it is as young as the site promises', async (context) => {
    await openAt(context, calm, '/', '2026-11-22T13:59:00Z', async (page) => {
      expect(await page.locator('#stale').isVisible()).toBe(false);
    });
  });

  test('begins to warn while it is open', async (context) => {
    await openAt(context, calm, '/', '2026-11-22T13:59:00Z', async (page) => {
      await page.clock.fastForward('02:00');
      await expect.poll(() => page.locator('#stale').isVisible()).toBe(true);
    });
  });
});

describe('maintenance on a page built before it', () => {
  test('is only announced before it begins', async (context) => {
    await openAt(context, calm, '/', '2026-11-21T12:59:00Z', async (page) => {
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-operational All systems operational As of 21 Nov 2026, 12:00 UTC
        A new web server
        Scheduled
        API: Operational
        Website: Operational"
      `);
    });
  });

  test('begins on time while the page is open', async (context) => {
    await openAt(context, calm, '/', '2026-11-21T12:59:00Z', async (page) => {
      await page.clock.fastForward('01:30');
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-maintenance Maintenance is running: A new web server
        A new web server
        In progress
        API: Operational
        Website: Under maintenance"
      `);
    });
  });

  test('ends on time while the page is open', async (context) => {
    await openAt(context, calm, '/', '2026-11-21T13:59:00Z', async (page) => {
      await page.clock.fastForward('01:30');
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-operational All systems operational
        A new web server
        Completed
        API: Operational
        Website: Operational"
      `);
    });
  });

  test('that was running then ends on time, and the next one begins', async (context) => {
    await openAt(context, running, '/', '2026-11-21T12:00:00Z', async (page) => {
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-maintenance Maintenance is running: A large backup Until 21 Nov 2026, 12:30 UTC; everything else is operational
        A large backup
        In progress
        A new web server
        Scheduled
        API: Under maintenance
        Website: Operational"
      `);
      await page.clock.fastForward('30:30');
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-operational All systems operational
        A large backup
        Completed
        A new web server
        Scheduled
        API: Operational
        Website: Operational"
      `);
      await page.clock.fastForward('30:00');
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-maintenance Maintenance is running: A new web server
        A large backup
        Completed
        A new web server
        In progress
        API: Operational
        Website: Under maintenance"
      `);
    });
  });

  test('that begins while another runs is in the headline too, and stays there alone when the other ends', async (context) => {
    await openAt(context, overlapping, '/', '2026-11-21T12:59:00Z', async (page) => {
      const headline = page.locator('#headline');
      expect(await wordsOf(headline)).toContain('Maintenance is running: A large backup');
      await page.clock.fastForward('01:30');
      expect(await wordsOf(headline)).not.toContain('Maintenance is running: A large backup');
      expect(await wordsOf(headline)).not.toContain('Everything else is operational');
      await page.clock.fastForward('30:00');
      expect(await wordsOf(headline)).toContain('Maintenance is running: A new web server');
      await page.clock.fastForward('30:00');
      expect(await wordsOf(headline)).toContain('All systems operational');
    });
  });

  test('never speaks over trouble in the headline', async (context) => {
    await openAt(context, trouble, '/', '2026-11-21T13:30:00Z', async (page) => {
      expect(await situationOf(page)).toMatchInlineSnapshot(`
        "#s-partial API partly down Since 11:30 UTC Last update 2 h ago
        A new web server
        In progress
        API: Partial outage
        Website: Under maintenance"
      `);
    });
  });

  test('begins on the page of its component and on its own', async (context) => {
    await openAt(context, calm, '/components/web/', '2026-11-21T13:30:00Z', async (page) => {
      expect(await wordsOf(page.locator('[data-component] .state'))).toBe('Under maintenance');
    });
    await openAt(context, calm, '/maintenance/2026-11-21-new-web-server/', '2026-11-21T13:30:00Z', async (page) => {
      expect(await wordsOf(page.locator('.word'))).toBe('In progress');
    });
  });
});

describe('times', () => {
  test('stand in the zone of the reader too, with the day where that is another', async (context) => {
    const newYork = { timezoneId: 'America/New_York', locale: 'en-US' };
    await openAt(
      context,
      trouble,
      '/',
      '2026-11-21T12:00:00Z',
      async (page) => {
        expect(await withOwn(page.locator('#headline time').first())).toMatchInlineSnapshot(`"11:30 UTC (06:30 EST)"`);
      },
      newYork,
    );
    const tokyo = { timezoneId: 'Asia/Tokyo', locale: 'en-GB' };
    await openAt(
      context,
      calm,
      '/incidents/2026-11-10-errors/',
      '2026-11-21T12:00:00Z',
      async (page) => {
        expect(await withOwn(page.locator('.timeline time').first())).toMatchInlineSnapshot(
          `"10 Nov 2026, 22:10 UTC (11 Nov, 07:10 GMT+9)"`,
        );
      },
      tokyo,
    );
  });

  test('stand alone for a reader whose zone is UTC', async (context) => {
    await openAt(context, trouble, '/', '2026-11-21T12:00:00Z', async (page) => {
      expect(await page.locator('[data-own]').count()).toBe(0);
    });
  });

  test('that say how long ago something was move on', async (context) => {
    await openAt(context, trouble, '/', '2026-11-21T12:00:00Z', async (page) => {
      const age = page.locator('[data-ago]').first();
      expect(await wordsOf(age)).toContain('30 min ago');
      await page.clock.fastForward('05:00');
      expect(await wordsOf(age)).toContain('35 min ago');
      await page.clock.fastForward('02:00:00');
      expect(await wordsOf(age)).toContain('2 h ago');
    });
  });
});

describe('the bar of days', () => {
  test('is one stop for the Tab key, however many days it links', async (context) => {
    await openAt(context, calm, '/', '2026-11-21T12:00:00Z', async (page) => {
      const bars = await page.locator('.bar:has(a)').count();
      expect(bars).toBeGreaterThan(0);
      expect(await tabStopsIn(page, '.bar')).toBe(bars);
    });
  });

  test('is walked through with the arrow keys, and says what each day was like', async (context) => {
    await openAt(context, calm, '/components/api/', '2026-11-21T12:00:00Z', async (page) => {
      const told: string[] = [];
      await page.locator('.bar a[tabindex="0"]').focus();
      for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'Home', 'End']) {
        await page.keyboard.press(key);
        told.push(`${key}: ${await wordsOf(page.locator('.tip'))}`);
        expect(await page.locator('.tip').isVisible()).toBe(true);
      }
      expect(told).toMatchInlineSnapshot(`
        [
          "ArrowLeft: 10 Nov 2026: degraded performance, affected for 1 h, 1 incident",
          "ArrowLeft: 10 Nov 2026: degraded performance, affected for 1 h, 1 incident",
          "ArrowRight: 14 Nov 2026: degraded performance, affected for 1 h, 1 incident",
          "Home: 10 Nov 2026: degraded performance, affected for 1 h, 1 incident",
          "End: 14 Nov 2026: degraded performance, affected for 1 h, 1 incident",
        ]
      `);
      expect(await tabStopsIn(page, '.bar')).toBe(1);
    });
  });

  test('says of the day under the pointer what it was like, quiet days too', async (context) => {
    await openAt(context, calm, '/components/api/', '2026-11-21T12:00:00Z', async (page) => {
      const box = await page.locator('.bar svg').boundingBox();
      const told: string[] = [];
      for (const slot of [0, 78, 79, 89]) {
        await page.mouse.move((box?.x ?? 0) + ((slot + 0.5) / 90) * (box?.width ?? 0), (box?.y ?? 0) + 10);
        told.push(await wordsOf(page.locator('.tip')));
      }
      expect(told).toMatchInlineSnapshot(`
        [
          "24 Aug 2026: no downtime",
          "10 Nov 2026: degraded performance, affected for 1 h, 1 incident",
          "11 Nov 2026: no downtime",
          "21 Nov 2026: no downtime",
        ]
      `);
      await page.mouse.move(0, 0);
      expect(await page.locator('.tip').isVisible()).toBe(false);
    });
  });
});

/** The headline, the word of each maintenance and the state of each component, as a reader sees them. */
async function situationOf(page: Page): Promise<string> {
  const words = async (selector: string) => (await page.locator(selector).allInnerTexts()).map(oneLine);
  const names = await words('[data-component] .name');
  const states = await words('[data-component] .state');
  const mark = await page.locator('#headline .mark use').getAttribute('href');
  return [
    `${mark} ${(await words('#headline h1'))[0]} ${(await words('#headline li')).join(' ')}`.trim(),
    ...(await words('.maintenance-item h3, .maintenance-item .word')),
    ...names.map((name, index) => `${name}: ${states[index]}`),
  ].join('\n');
}

/** Presses Tab through the whole page and counts where it stops within. */
async function tabStopsIn(page: Page, selector: string): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.locator('.skip').focus();
  let stops = 0;
  for (let pressed = 0; pressed < 200; pressed++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((one) => {
      const active = document.activeElement;
      return active === document.body ? 'end' : active?.closest(one) ? 'within' : 'elsewhere';
    }, selector);
    if (at === 'end') return stops;
    if (at === 'within') stops++;
  }
  throw new Error('Tab never reached the end of the page.');
}

async function openAt(
  context: Parameters<typeof needBrowser>[1],
  site: Site,
  address: string,
  now: string,
  work: (page: Page) => Promise<void>,
  reader: { timezoneId: string; locale: string } = { timezoneId: 'UTC', locale: 'en-GB' },
): Promise<void> {
  await withPage(needBrowser(browser, context), { baseURL: site.address, ...reader }, async (page, trouble) => {
    await page.clock.install({ time: now });
    await page.goto(address);
    await work(page);
    expect(trouble).toEqual([]);
  });
}

async function makeSite(files: Record<string, string>): Promise<Site> {
  const content = folderWith({ ...SMALL_SITE, ...files });
  const { out, status, output } = buildFixture(content);
  expect(output).toContain('✓');
  expect(status).toBe(0);
  const server = await serveSite(out, { port: 0 });
  return {
    address: server.address,
    end: async () => {
      await server.close();
      for (const folder of [content, out]) rmSync(folder, { recursive: true });
    },
  };
}

function incident(title: string, day: string): string {
  return incidentFile({
    title,
    fields: `started: ${day}T22:00:00Z\ncomponents:\n  api: degraded\n`,
    updates: `## ${day} 22:10 UTC · investigating\n\nLooking.\n\n## ${day} 23:00 UTC · resolved\n\nOver.\n`,
  });
}

function maintenance(title: string, start: string, end: string, component: string): string {
  const window = `start: 2026-11-21T${start}:00Z\nend: 2026-11-21T${end}:00Z`;
  return `---\ntitle: ${title}\n${window}\ncomponents: [${component}]\n---\n\nSome pages load slowly.\n`;
}

interface Site {
  address: SiteServer['address'];
  end: () => Promise<void>;
}

/** A time with the reader's own beside it, as it is shown. */
async function withOwn(time: Locator): Promise<string> {
  const own = await time.evaluate((element) => getComputedStyle(element, '::after').content.replaceAll('"', ''));
  return `${await wordsOf(time)} ${own}`;
}
