import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, openBrowser, withPage, wordsOf } from '../support/browser.ts';
import { SAMPLE_NOW, sampleSite } from '../support/build.ts';
import { serveHost } from '../support/host.ts';
import { attribute, elementsOf } from '../support/html.ts';

const STATUS = 'api/v1/status.json';
const PORTLESS = 'https://status.parcelwright.example';
const FALLBACK = 'Status of Parcelwright';

let browser: Browser | undefined;
let trouble: Site;
let maintenance: Site;

beforeAll(async () => {
  browser = await openBrowser();
  trouble = await openSite(await sampleSite('trouble'));
  maintenance = await openSite(await sampleSite('maintenance'));
});

afterAll(async () => {
  await Promise.all([browser?.close(), trouble.server.close(), maintenance.server.close()]);
});

test('the widget is small, and the page for programs names the hash of its bytes', () => {
  const bytes = readFileSync(join(trouble.root, 'widget.js'));
  expect(gzipSync(bytes).length).toBeLessThan(3000);
  const hash = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  expect(trouble.hash).toBe(hash);
  expect(trouble.policy).toBe(`script-src '${hash}'; connect-src ${new URL(trouble.origin).origin}`);
  expect(readFileSync(join(maintenance.root, 'widget.js'))).toEqual(bytes);
});

test('the widget says on a page with a strict policy what the site says', async (context) => {
  await withHost(context, trouble, {}, async ({ page, problems, requests, host }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    expect(await stateOf(page)).toBe('partial');
    expect(await linkOf(page).getAttribute('href')).toBe(`${PORTLESS}/`);
    expect(await page.locator('body > a').count()).toBe(0);
    expect(requests).toEqual([`${host}/`, `${trouble.origin}/widget.js`, `${trouble.origin}/${STATUS}`]);
    expect(problems).toEqual([]);
  });
});

test('the widget may not ask where the policy does not name the site, and then leaves the link', async (context) => {
  const policy = `default-src 'none'; script-src '${trouble.hash}'`;
  await withHost(context, trouble, { policy }, async ({ page, problems }) => {
    await expect.poll(() => problems.join()).toContain('Content Security Policy');
    await keeps(page, FALLBACK, `${trouble.origin}/`);
  });
});

test('the widget does not run when its bytes are not those that the page names', async (context) => {
  const snippet = trouble.snippet.replaceAll(trouble.hash, `sha384-${'A'.repeat(64)}`);
  await withHost(context, trouble, { snippet }, async ({ page, problems, requests }) => {
    await expect.poll(() => problems.length).toBeGreaterThan(0);
    expect(await page.locator('body > span').count()).toBe(0);
    expect(await wordsOf(page.locator('body > a'))).toBe(FALLBACK);
    expect(requests).not.toContain(`${trouble.origin}/${STATUS}`);
  });
});

test('the widget leaves no global behind', async (context) => {
  const globals = (page: Page): Promise<string[]> => page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort());
  const without = await withHost(context, trouble, { snippet: '' }, ({ page }) => globals(page));
  await withHost(context, trouble, {}, async ({ page }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    expect(await globals(page)).toEqual(without);
  });
});

test('the widget speaks of one component where the snippet names it', async (context) => {
  await withHost(context, trouble, { component: 'tracking' }, async ({ page }) => {
    await settled(page, 'Parcel tracking: partial outage');
    expect(await stateOf(page)).toBe('partial');
    expect(await linkOf(page).getAttribute('href')).toBe(`${PORTLESS}/components/tracking/`);
  });
  await withHost(context, trouble, { component: 'api' }, async ({ page }) => {
    await settled(page, 'API: operational');
    expect(await stateOf(page)).toBe('operational');
  });
});

test('the widget speaks of the site where no component has the id that the snippet names', async (context) => {
  await withHost(context, trouble, { component: 'no-such-thing' }, async ({ page }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
  });
});

test('without script the link is there and leads to the page', async (context) => {
  await withHost(context, trouble, { browser: { javaScriptEnabled: false } }, async ({ page, requests }) => {
    expect(await page.locator('body > *:visible').count()).toBe(1);
    await page.getByRole('link', { name: FALLBACK }).click();
    await page.waitForURL(`${trouble.origin}/`);
    expect(await page.title()).toContain('Parcelwright');
    expect(requests).not.toContain(`${trouble.origin}/${STATUS}`);
  });
});

test('the link stays with its words when the status cannot be reached', async (context) => {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
  const failures: Record<string, Answer> = {
    'not found': { status: 404, headers, body: '{}' },
    'broken JSON': { status: 200, headers, body: '{"version": "1", "asOf": ' },
    'another shape': { status: 200, headers, body: '{}' },
    'an error page': { status: 200, headers, body: '<!doctype html><p>Be right back' },
    'not for other origins': { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' },
    'no answer': 'abort',
  };
  for (const [name, answer] of Object.entries(failures)) {
    await withHost(context, trouble, { answer }, async ({ page, problems, requests }) => {
      await expect.poll(() => requests, { message: name }).toContain(`${trouble.origin}/${STATUS}`);
      await page.waitForLoadState('networkidle');
      await keeps(page, FALLBACK, `${trouble.origin}/`);
      expect(
        problems.filter((one) => one.startsWith('error:')),
        name,
      ).toEqual([]);
    });
  }
});

test('the link stays on the page when the whole site is closed', async (context) => {
  const gone = await openSite(trouble.root);
  await gone.server.close();
  await withHost(context, gone, {}, async ({ page }) => {
    await page.waitForLoadState('networkidle');
    expect(await page.locator('body > span').count()).toBe(0);
    expect(await page.getByRole('link', { name: FALLBACK }).getAttribute('href')).toBe(`${gone.origin}/`);
  });
});

test('the widget keeps what it said when the site is closed for a while', async (context) => {
  const closing = await openSite(trouble.root);
  await withHost(context, closing, { clock: 'runs' }, async ({ page, requests }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    await closing.server.close();
    await page.clock.runFor(61_000);
    await expect.poll(() => requests.filter((url) => url.endsWith(STATUS)).length).toBe(2);
    expect(await wordsOf(linkOf(page))).toBe('Parcel tracking partly down, Webhooks degraded');
  });
});

test('the widget takes back what it said when the site is closed for so long that it is too old', async (context) => {
  const closing = await openSite(trouble.root);
  await withHost(context, closing, { clock: 'runs' }, async ({ page }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    await closing.server.close();
    await page.clock.fastForward('27:00:00');
    await page.clock.runFor(61_000);
    await settled(page, 'Parcelwright status');
    expect(await stateOf(page)).toBe('unknown');
  });
});

test('the widget asks once a minute while its page is seen', async (context) => {
  await withHost(context, trouble, { clock: 'runs' }, async ({ page, requests }) => {
    const asked = (): number => requests.filter((url) => url.endsWith(STATUS)).length;
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    await page.clock.runFor(50_000);
    expect(asked()).toBe(1);
    await page.clock.runFor(11_000);
    await expect.poll(asked).toBe(2);
  });
});

test('the widget says nothing of the state when the answer is too old to be believed', async (context) => {
  const young = '2026-11-22T14:00:00Z';
  await withHost(context, trouble, { now: young }, async ({ page }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
  });
  const old = '2026-11-22T14:00:01Z';
  for (const component of [undefined, 'tracking']) {
    await withHost(context, trouble, { now: old, component }, async ({ page }) => {
      await settled(page, 'Parcelwright status');
      expect(await stateOf(page)).toBe('unknown');
      expect(await linkOf(page).getAttribute('href')).toBe(`${PORTLESS}/`);
    });
  }
});

test('the widget tells of running maintenance until it ends, and no longer', async (context) => {
  const told = async (now: string, component?: string): Promise<string[]> =>
    withHost(context, maintenance, { now, component }, async ({ page }) => {
      await expect.poll(() => wordsOf(linkOf(page))).not.toBe(FALLBACK);
      return [await stateOf(page), await wordsOf(linkOf(page))];
    });
  const [before, after] = ['2026-11-21T14:29:59Z', '2026-11-21T14:30:00Z'];
  expect(await told(before)).toEqual(['maintenance', 'Maintenance is running: The invoice archive moves']);
  expect(await told(after)).toEqual(['operational', 'All systems operational']);
  expect(await told(before, 'billing')).toEqual(['maintenance', expect.stringMatching(/: under maintenance$/)]);
  expect(await told(after, 'billing')).toEqual(['operational', expect.stringMatching(/: operational$/)]);
});

test('the widget tells of maintenance that began after the site was built', async (context) => {
  const change = (status: Status): void => {
    for (const one of status.maintenance) one.from = '2026-11-21T13:00:00Z';
    for (const one of status.components) if (one.id === 'billing') one.state = 'operational';
    Object.assign(status, { state: 'operational', sentence: 'All systems operational' });
  };
  for (const [now, words] of [
    ['2026-11-21T12:59:59Z', 'All systems operational'],
    ['2026-11-21T13:00:00Z', 'Maintenance is running: The invoice archive moves'],
  ] as const) {
    await withHost(context, maintenance, { now, change }, ({ page }) => settled(page, words));
  }
});

test('no clock ends a maintenance that a person has set by hand, though another is planned', async (context) => {
  const change = (status: Status): void => {
    for (const one of status.maintenance) {
      Object.assign(one, { from: '2026-11-21T20:00:00Z', to: '2026-11-21T22:00:00Z' });
    }
    for (const one of status.components) if (one.id === 'customs') one.state = 'maintenance';
    Object.assign(status, { state: 'maintenance', sentence: 'Customs documents under maintenance' });
  };
  for (const [component, words] of [
    [undefined, 'Customs documents under maintenance'],
    ['customs', 'Customs documents: under maintenance'],
  ] as const) {
    await withHost(context, maintenance, { component, change }, ({ page }) => settled(page, words));
  }
});

test('the widget says what the site says, also where that is not that all is well', async (context) => {
  const words = 'No open incident that we can read';
  const change = (status: Status): void => {
    Object.assign(status, { state: 'operational', sentence: words, maintenance: [] });
  };
  await withHost(context, maintenance, { change }, ({ page }) => settled(page, words));
});

test('the widget shows markup in a name as text', async (context) => {
  const hostile = '<img src=x onerror=alert(1)><b>Tracking</b> &amp; "more"';
  const change = (status: Status): void => {
    for (const one of status.components) one.name = hostile;
    status.sentence = `${hostile} is down`;
  };
  for (const [component, words] of [
    ['tracking', `${hostile}: partial outage`],
    [undefined, `${hostile} is down`],
  ] as const) {
    await withHost(context, trouble, { component, change }, async ({ page, problems }) => {
      await settled(page, words);
      expect(await linkOf(page).locator('*:not(svg, path, span)').count()).toBe(0);
      expect(problems).toEqual([]);
    });
  }
});

test('the widget follows no address but those of the web', async (context) => {
  const change = (status: Status): void => {
    status.page.url = 'javascript:alert(1)';
  };
  await withHost(context, trouble, { change }, async ({ page }) => {
    await settled(page, 'Parcel tracking partly down, Webhooks degraded');
    expect(await linkOf(page).getAttribute('href')).toBe(`${trouble.origin}/`);
  });
});

/** Serves a built site, and reads what its page for programs tells others to copy. */
async function openSite(root: string): Promise<Site> {
  const server = await serveSite(root, { port: 0 });
  const origin = server.address.replace(/\/$/, '');
  const codes = elementsOf(readFileSync(join(root, 'api/index.html'), 'utf8'))
    .filter((element) => element.tagName === 'pre')
    .map((element) => allTextOf(element).replaceAll(PORTLESS, origin));
  const snippet = codes.find((code) => code.includes('/widget.js')) ?? '';
  const policy = codes.find((code) => code.startsWith('script-src'))?.trim() ?? '';
  const script = elementsOf(snippet).find((element) => element.tagName === 'script');
  return { root, server, origin, snippet, policy, hash: (script && attribute(script, 'integrity')) ?? '' };
}

function allTextOf(node: object): string {
  if ('value' in node) return String(node.value);
  return 'childNodes' in node && Array.isArray(node.childNodes) ? node.childNodes.map(allTextOf).join('') : '';
}

/** Opens somebody else's page with the snippet, on an origin of its own. */
async function withHost<Result>(
  context: TestContext,
  site: Site,
  host: Host,
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const { snippet = site.snippet, policy = `default-src 'none'; ${site.policy}`, component } = host;
  const tag = component === undefined ? snippet : snippet.replace('<script ', `<script data-component="${component}" `);
  const server = await serveHost((_, response) => {
    response.setHeader('Content-Security-Policy', policy);
    response
      .setHeader('Content-Type', 'text/html; charset=utf-8')
      .end(`<!doctype html><title>Shop</title><body>${tag}</body>`);
  });
  try {
    return await withPage(needBrowser(browser, context), host.browser ?? {}, async (page, problems) => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await setUp(page, host);
      await page.goto(server.address);
      return await work({ page, problems, requests, host: server.address });
    });
  } finally {
    await server.close();
  }
}

async function setUp(page: Page, { now = SAMPLE_NOW, clock, answer, change }: Host): Promise<void> {
  if (clock === 'runs') await page.clock.install({ time: now });
  else await page.clock.setFixedTime(now);
  if (answer === undefined && change === undefined) return;
  await page.route(`**/${STATUS}`, async (route) => {
    if (answer === 'abort') return route.abort('connectionrefused');
    if (answer !== undefined) return route.fulfill(answer);
    const response = await route.fetch();
    const status: Status = await response.json();
    change?.(status);
    return route.fulfill({ response, json: status });
  });
}

/** The link in the shadow root, which the selectors of Playwright look into. */
function linkOf(page: Page): Locator {
  return page.locator('body > span a');
}

async function stateOf(page: Page): Promise<string> {
  return (await linkOf(page).locator('svg').getAttribute('class')) ?? '';
}

async function settled(page: Page, words: string): Promise<void> {
  await expect.poll(() => wordsOf(linkOf(page))).toBe(words);
  expect(await page.locator('body > span').evaluate((element) => element.shadowRoot !== null)).toBe(true);
}

/** What the widget shows while it knows nothing: the link as the page's author wrote it. */
async function keeps(page: Page, words: string, href: string): Promise<void> {
  expect(await wordsOf(linkOf(page))).toBe(words);
  expect(await linkOf(page).getAttribute('href')).toBe(href);
  expect(await stateOf(page)).toBe('unknown');
}

interface Site {
  root: string;
  server: SiteServer;
  origin: string;
  /** What the page for programs says to copy, for the address at which the site is served. */
  snippet: string;
  policy: string;
  hash: string;
}

/** How the other page differs from one that does as it is told. */
interface Host {
  snippet?: string;
  policy?: string;
  component?: string | undefined;
  now?: string;
  clock?: 'runs';
  browser?: BrowserContextOptions;
  /** What is answered instead of the status. */
  answer?: Answer;
  /** What is different in the status. */
  change?: (status: Status) => void;
}

interface Visit {
  page: Page;
  problems: string[];
  requests: string[];
  /** Address of the other page. */
  host: string;
}

type Answer = 'abort' | { status: number; headers: Record<string, string>; body: string };

interface Status {
  state: string;
  sentence: string;
  page: { url: string };
  components: { id: string; name: string; state: string }[];
  maintenance: { from: string; to: string }[];
}
