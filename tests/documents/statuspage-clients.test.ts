import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { Statuspage } from 'statuspage.io';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { openIncidents, runningMaintenance, upcomingMaintenance } from '../../src/domain/snapshot.ts';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { STATUSPAGE_DOCUMENTS } from '../../src/schema/statuspage.ts';
import { needBrowser, openBrowser, withPage, wordsOf } from '../support/browser.ts';
import { ROOT, SAMPLE_CONTENT, sampleSite, snapshotAt } from '../support/build.ts';
import { serveHost } from '../support/host.ts';

const MOST = 50;
const ELEMENT = join(ROOT, 'node_modules/@statuspage/status-widget/dist/index.js');
const DOCUMENTS = Object.keys(STATUSPAGE_DOCUMENTS).map((name) => `/api/v2/${name}.json`);

const snapshot = snapshotAt(SAMPLE_CONTENT);
let browser: Browser | undefined;
let atRoot: SiteServer;
let below: SiteServer;
let calm: SiteServer;

beforeAll(async () => {
  browser = await openBrowser();
  atRoot = await serveSite(await sampleSite('trouble'), { port: 0 });
  below = await serveSite(await sampleSite('trouble', '/status'), { port: 0, base: '/status' });
  calm = await serveSite(await sampleSite('calm'), { port: 0 });
});

afterAll(async () => {
  await Promise.all([browser?.close(), ...[atRoot, below, calm].map((site) => site.close())]);
});

describe.each(['the root of its host', '/status'])('the npm client "statuspage.io", of a site at %s', (place) => {
  test('reads the status', async () => {
    const { page, status } = await clientOf(place).api.getStatus();
    expect(page).toMatchObject({ name: 'Parcelwright', time_zone: 'Europe/Copenhagen' });
    expect(page.url).toBe(`https://status.parcelwright.example${place === '/status' ? '/status' : ''}`);
    expect(status).toEqual({ indicator: 'minor', description: 'Minor Service Outage' });
  });

  test('reads the summary: what is open, running and coming', async () => {
    const summary = await clientOf(place).api.getSummary();
    const works = [...runningMaintenance(snapshot), ...upcomingMaintenance(snapshot)];
    expect(summary.status.indicator).toBe('minor');
    expect(namesOf(summary.incidents)).toEqual(['Tracking events arrive late']);
    expect(namesOf(summary.scheduled_maintenances)).toEqual(titlesOf(works));
    expect(namesOf(leaves(summary.components))).toEqual(snapshot.components.map((one) => one.name).sort());
  });

  test('reads the components with their states and groups', async () => {
    const { components } = await clientOf(place).api.getComponents();
    expect(namesOf(leaves(components))).toEqual(snapshot.components.map((one) => one.name).sort());
    const status = Object.fromEntries(leaves(components).map((one) => [one.name, one.status]));
    expect(status).toMatchObject({
      'Parcel tracking': 'partial_outage',
      Webhooks: 'degraded_performance',
      API: 'operational',
    });
    expect(Object.values(status).filter((one) => one === 'under_maintenance')).toHaveLength(1);
    const groups = new Map(components.filter((one) => one.group).map((one) => [one.id, one.name]));
    const grouped = snapshot.groups.filter((group) => group.name !== undefined);
    expect([...groups.values()]).toEqual(grouped.map((group) => group.name));
    for (const { name, components: members } of grouped) {
      const found = components.filter((one) => one.group_id !== null && groups.get(one.group_id) === name);
      expect(namesOf(found), name).toEqual(members.map((one) => one.name).sort());
    }
  });

  test('reads the latest incidents, and those that are open', async () => {
    const { incidents } = clientOf(place).api;
    const all = await incidents.getAll();
    expect(snapshot.incidents.length).toBeGreaterThan(MOST);
    expect(all.incidents.map((one) => one.name)).toEqual(snapshot.incidents.slice(0, MOST).map((one) => one.title));
    for (const one of all.incidents) expect(one.incident_updates.length, one.name).toBeGreaterThan(0);
    const unresolved = await incidents.getUnresolved();
    expect(unresolved.incidents.map((one) => one.name)).toEqual(openIncidents(snapshot).map((one) => one.title));
    expect(unresolved.incidents[0]).toMatchObject({ status: 'identified', impact: 'major', resolved_at: null });
  });

  test('reads the maintenance to come', async () => {
    const { scheduled_maintenances: works } = await clientOf(place).api.scheduledMaintenances.getUpcoming();
    expect(works.length).toBeGreaterThan(0);
    expect(namesOf(works)).toEqual(titlesOf(upcomingMaintenance(snapshot)));
    for (const one of works) expect(one.status).toBe('scheduled');
  });

  // This version of the client asks at the address of what is to come, whichever of the three is wanted.
  test('gets an answer of the right shape when it asks for running and all maintenance', async () => {
    const { scheduledMaintenances } = clientOf(place).api;
    const upcoming = await scheduledMaintenances.getUpcoming();
    expect(await scheduledMaintenances.getActive()).toEqual(upcoming);
    expect(await scheduledMaintenances.getAll()).toEqual(upcoming);
  });

  test('could read the running and all maintenance at their own addresses', async () => {
    const active = await maintenanceAt(place, 'scheduled-maintenances/active');
    expect(active.map((one) => one.name)).toEqual(['The invoice archive moves']);
    expect(active.map((one) => one.status)).toEqual(['in_progress']);
    const all = await maintenanceAt(place, 'scheduled-maintenances');
    expect(all.map((one) => one.name)).toEqual(snapshot.maintenance.slice(0, MOST).map((one) => one.title));
  });

  test('may be given the address with a slash at its end', async () => {
    const client = new Statuspage('x');
    client.setApiUrl(siteAt(place).address);
    expect((await client.api.getStatus()).status.indicator).toBe('minor');
  });
});

describe('the element <statuspage-widget>', () => {
  test('shows the status of a site at the root of its host, on a page of another origin', async (context) => {
    await withElement(context, addressOf(atRoot), async (page, trouble, asked) => {
      await expect.poll(() => wordsOf(page.locator('statuspage-widget a'))).toBe('Minor Service Outage');
      expect(await page.locator('statuspage-widget .status-indicator').getAttribute('class')).toContain('minor');
      expect(asked).toEqual([`${addressOf(atRoot)}/api/v2/summary.json`]);
      expect(trouble).toEqual([]);
    });
  });

  test('shows that all is well', async (context) => {
    await withElement(context, addressOf(calm), async (page, trouble) => {
      await expect.poll(() => wordsOf(page.locator('statuspage-widget a'))).toBe('All Systems Operational');
      expect(await page.locator('statuspage-widget .status-indicator').getAttribute('class')).toContain('none');
      expect(trouble).toEqual([]);
    });
  });

  test('shows it as a badge too', async (context) => {
    const attributes = 'appearance="badge" title="Parcelwright"';
    await withElement(
      context,
      addressOf(atRoot),
      async (page) => {
        await expect
          .poll(() => wordsOf(page.locator('statuspage-widget a')))
          .toMatch(/^Parcelwright minor service outage$/i);
      },
      attributes,
    );
  });

  test('asks at the root of the host even when it is given a folder, as the page for programs warns', async (context) => {
    await withElement(context, addressOf(below), async (page, _, asked) => {
      await expect.poll(() => asked).toEqual([`${new URL(below.address).origin}/api/v2/summary.json`]);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('statuspage-widget a').count()).toBe(0);
    });
    const explained = await (await fetch(`${below.address}api/index.md`)).text();
    expect(explained).toContain('clients that only take a host name, and ask at its root, cannot find it');
  });
});

describe.each(['the root of its host', '/status'])('the served site at %s', (place) => {
  test('answers every program, whatever page it runs on', async () => {
    for (const path of DOCUMENTS) {
      const answer = await ask('GET', addressOf(siteAt(place)) + path);
      expect(answer, path).toMatchObject({ status: 200, origin: '*', type: 'application/json; charset=utf-8' });
      expect(JSON.parse(answer.body), path).toHaveProperty('page.name', 'Parcelwright');
    }
  });

  test('answers HEAD as it answers GET, without the body', async () => {
    for (const path of DOCUMENTS) {
      const answer = await ask('HEAD', addressOf(siteAt(place)) + path);
      expect(answer, path).toEqual({
        status: 200,
        origin: '*',
        type: 'application/json; charset=utf-8',
        body: '',
      });
    }
  });

  test('answers an address with a slash too many as the one without', async () => {
    for (const path of DOCUMENTS) {
      const address = addressOf(siteAt(place));
      expect(await ask('GET', `${address}/${path}`), path).toEqual(await ask('GET', address + path));
    }
  });
});

test('an address with a slash too many before all of it is answered too', async () => {
  for (const site of [atRoot, below]) {
    const { origin, pathname } = new URL(site.address);
    const answer = await ask('GET', `${origin}/${pathname}api/v2/incidents.json`);
    expect(answer).toMatchObject({ status: 200, origin: '*', type: 'application/json; charset=utf-8' });
    expect(JSON.parse(answer.body).incidents).toHaveLength(MOST);
  }
});

function siteAt(place: string): SiteServer {
  return place === '/status' ? below : atRoot;
}

/** As the page for programs writes it: with no slash at its end. */
function addressOf(site: SiteServer): string {
  return site.address.replace(/\/$/, '');
}

function clientOf(place: string): Statuspage {
  const client = new Statuspage('x');
  client.setApiUrl(addressOf(siteAt(place)));
  return client;
}

async function maintenanceAt(place: string, name: string): Promise<{ name: string; status: string }[]> {
  const { body } = await ask('GET', `${addressOf(siteAt(place))}/api/v2/${name}.json`);
  return JSON.parse(body).scheduled_maintenances;
}

function leaves<Row extends { group: boolean }>(rows: readonly Row[]): Row[] {
  return rows.filter((row) => !row.group);
}

function namesOf(rows: readonly { name: string }[]): string[] {
  return rows.map((row) => row.name).sort();
}

function titlesOf(rows: readonly { title: string }[]): string[] {
  return rows.map((row) => row.title).sort();
}

// Asks by hand, because other clients tidy an address before they send it.
function ask(method: string, address: string): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const path = address.slice(address.indexOf('/', 'http://'.length));
  return new Promise((done, failed) => {
    const asking = request({ method, hostname, port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => {
        const { 'access-control-allow-origin': origin, 'content-type': type } = response.headers;
        done({ status: response.statusCode, origin, type, body });
      });
    });
    asking.on('error', failed).end();
  });
}

/** Opens a page of another origin that shows the element, with its file as npm has it. */
async function withElement(
  context: TestContext,
  source: string,
  work: (page: Page, trouble: string[], asked: string[]) => Promise<void>,
  attributes = '',
): Promise<void> {
  const host = await serveShop(`<statuspage-widget src="${source}" ${attributes}></statuspage-widget>`);
  try {
    await withPage(needBrowser(browser, context), {}, async (page, trouble) => {
      const asked: string[] = [];
      page.on('request', (one) => {
        if (!one.url().startsWith(host.address)) asked.push(one.url());
      });
      await page.goto(host.address);
      await work(page, trouble, asked);
    });
  } finally {
    await host.close();
  }
}

/** A page of somebody else's with the element on it. */
function serveShop(body: string): ReturnType<typeof serveHost> {
  // The element's file ends by setting this in strict mode without declaring it, which is an error wherever it runs.
  const declared = '<script>var parcelRequire;</script>';
  const scripts = `${declared}<script src="/element.js"></script>`;
  const html = `<!doctype html><meta charset="utf-8"><title>Shop</title>${body}${scripts}`;
  return serveHost(({ url }, response) => {
    const isElement = url === '/element.js';
    response.setHeader('Content-Type', isElement ? 'text/javascript' : 'text/html');
    response.end(isElement ? readFileSync(ELEMENT) : html);
  });
}

interface Answer {
  status: number | undefined;
  origin: string | undefined;
  type: string | undefined;
  body: string;
}
