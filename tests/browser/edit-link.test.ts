import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFolder } from '../../src/io/files.ts';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { deskOf } from '../../src/load-desk.ts';
import { needBrowser, openBrowser, withPage } from '../support/browser.ts';
import { buildFixture } from '../support/build.ts';
import { folderWith, incidentFile, SMALL_SITE } from '../support/small-site.ts';

const ID = '2026-11-21-no-logins';
const PAGE = `incidents/${ID}/`;

const WORDS = incidentFile({
  title: 'Nobody can log in',
  fields: 'components:\n  api: partial outage\n',
  updates: '## 2026-11-21 11:30 UTC · identified\n\nLooking.\n',
});

let browser: Browser | undefined;
let content: string;
let outs: string[] = [];
let server: SiteServer;

beforeAll(async () => {
  browser = await openBrowser();
  content = folderWith({
    ...SMALL_SITE,
    'site.yaml': `${SMALL_SITE['site.yaml']}repository: { url: https://github.com/example/status }\n`,
    [`incidents/2026/${ID}.md`]: WORDS,
  });
  outs = ['internal', 'public'].map((audience) => buildFixture(content, { AUDIENCE: audience }).out);
  server = await serveSite(outs[0] ?? '', { port: 0 });
});

afterAll(async () => {
  await Promise.all([browser?.close(), server.close()]);
  for (const folder of [content, ...outs]) rmSync(folder, { recursive: true, force: true });
});

test('from the page on a phone to a published update: the editor opens with file, time and state', async (context) => {
  await withPage(needBrowser(browser, context), { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.clock.setFixedTime('2026-11-21T13:07:30Z');
    await page.goto(new URL(PAGE, server.address).href);
    const link = page.getByRole('link', { name: 'Write the next update on GitHub' });
    await expect.poll(() => link.getAttribute('href')).toContain('1307');
    const url = new URL((await link.getAttribute('href')) ?? '');
    expect(url.origin + url.pathname).toBe(`https://github.com/example/status/new/main/content/incidents/2026/${ID}`);
    const [name, value] = ['filename', 'value'].map((key) => url.searchParams.get(key) ?? '');
    expect([name, value]).toEqual(['2026-11-21-1307.md', '## 2026-11-21 13:07 UTC · identified\n\n']);
    // What GitHub would do with it, and a person's words.
    const file = join(content, 'incidents/2026', ID, name ?? '');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${value}A certificate ran out.\n`);
    const { entries, problems } = deskOf(readFolder(content), Date.parse('2026-11-21T13:08:00Z')).content;
    expect(problems).toEqual([]);
    expect(entries.incident.find(({ id }) => id === ID)?.updates.map(({ text }) => text)).toEqual([
      'Looking.',
      'A certificate ran out.',
    ]);
  });
});

test('a link that is followed later, as from a mail or without script, asks for the time; the hint is not published', () => {
  const html = readFileSync(join(outs[0] ?? '', PAGE, 'index.html'), 'utf8');
  const [, href = ''] = /data-edit[^>]*href="([^"]*)"/.exec(html) ?? [];
  const { searchParams } = new URL(href.replaceAll('&#38;', '&').replaceAll('&amp;', '&'));
  const [name, value] = ['filename', 'value'].map((key) => searchParams.get(key) ?? '');
  expect(value).toContain('write the time that it is now');
  const text = `${value}A certificate ran out.\n`;
  const later = folderWith({
    ...SMALL_SITE,
    [`incidents/2026/${ID}.md`]: WORDS,
    [`incidents/2026/${ID}/${name}`]: text,
  });
  const { out } = buildFixture(later, { NOW: '2026-11-21T13:00:00Z' });
  const shown = readFileSync(join(out, PAGE, 'index.html'), 'utf8');
  for (const folder of [later, out]) rmSync(folder, { recursive: true, force: true });
  expect(shown).toContain('A certificate ran out.');
  expect(shown).not.toContain('write the time');
});

test('the public page knows nothing of it', () => {
  const [internal, open] = outs.map((out) => readFileSync(join(out, PAGE, 'index.html'), 'utf8'));
  expect([internal?.includes('github.com/example'), open?.includes('github.com')]).toEqual([true, false]);
});
