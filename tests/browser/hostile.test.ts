import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SiteServer, serveSite } from '../../src/io/serve.ts';
import { needBrowser, openBrowser, withPage, wordsOf } from '../support/browser.ts';
import { buildFixture, type Fixture } from '../support/build.ts';
import { pagesOf } from '../support/site.ts';
import { folderWith, SMALL_SITE } from '../support/small-site.ts';

const RUN = 'top.pwned=1;alert(1)';
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `</title></style></textarea></script><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `"><svg onload="${RUN}">`,
  `' autofocus onfocus='${RUN}' x='`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="9">x</text></a></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<object data="data:text/html,<script>${RUN}</script>"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
  `<video src=x onerror="${RUN}" autoplay poster="http://evil.example/p.png"></video>`,
  `<form action="https://evil.example/"><button formaction="javascript:${RUN}">x</button></form>`,
  `<input autofocus onfocus="${RUN}">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<base href="https://evil.example/">`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<style>@import url(https://evil.example/x.css); * { background: url(https://evil.example/x.png) }</style>`,
  `<p style="background:url(https://evil.example/x.png);position:fixed;inset:0">x</p>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="jav&#x09;ascript:${RUN}">x</a>`,
  `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  `[x](javascript:${RUN})`,
  `[x](JaVaScRiPt:${RUN})`,
  `[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
  `[x](vbscript:msgbox)`,
  `![x](http://evil.example/x.png)`,
  `![x](javascript:${RUN})`,
  `![x](//evil.example/x.png)`,
  `<img srcset="https://evil.example/x.png 2x">`,
  `<javascript:${RUN}>`,
  `[x]: javascript:${RUN}\n\n[x]`,
  '```<script>\nx\n```',
  `{{ ${RUN} }} \${${RUN}} {process.exit()}`,
  `<!--><script>${RUN}</script>-->`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<template><script>${RUN}</script></template><div id="headline" data-calm="x" data-works="api">x</div>`,
  // Last, because what comes behind it in one text is a comment.
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
];
/** A picture may stay, even one that the site does not have. */
const MISSING_PICTURE = 'console: Failed to load resource: the server responded with a status of 404 (Not Found)';
const ALLOWED = /^(?:https?:|mailto:|tel:)/;

let browser: Browser | undefined;
let content: string;
let fixture: Fixture;
let bare: string;
let site: SiteServer;
let bareSite: SiteServer;
let addresses: string[];

beforeAll(async () => {
  browser = await openBrowser();
  content = folderWith({ ...SMALL_SITE, ...hostileFiles() });
  fixture = buildFixture(content);
  bare = mkdtempSync(join(tmpdir(), 'allclear-bare-'));
  cpSync(fixture.out, bare, { recursive: true });
  addresses = pagesOf(bare).map((page) => page.address);
  for (const page of pagesOf(bare)) writeFileSync(join(bare, page.file), withoutPolicy(page.html));
  site = await serveSite(fixture.out, { port: 0 });
  bareSite = await serveSite(bare, { port: 0 });
});

afterAll(async () => {
  await Promise.all([browser?.close(), site.close(), bareSite.close()]);
  for (const folder of [content, fixture.out, bare]) rmSync(folder, { recursive: true });
});

test('hostile text is content like any other: every file of it is published', () => {
  expect(fixture.status, fixture.output).toBe(0);
  expect(addresses.filter((address) => address.startsWith('/incidents/'))).toHaveLength(PAYLOADS.length);
});

describe.each(['with', 'without'])('%s the content security policy, hostile text', (policy) => {
  test('runs no script, leads nowhere and fetches nothing', async (context) => {
    const { address: baseURL } = policy === 'with' ? site : bareSite;
    await withPage(needBrowser(browser, context), { baseURL }, async (page, trouble) => {
      for (const address of addresses) {
        await page.goto(address);
        const here = page.url();
        await touchEverything(page);
        expect(page.url(), address).toBe(here);
        expect(await page.evaluate(() => 'pwned' in window), address).toBe(false);
        expect(await dangersOf(page), address).toEqual([]);
      }
      expect(trouble.filter((one) => one !== MISSING_PICTURE)).toEqual([]);
    });
  });
});

test('the copy without a policy really has none, and the other has one on every page', () => {
  const count = (root: string) => pagesOf(root).filter((page) => /Content-Security-Policy/i.test(page.html)).length;
  expect([count(fixture.out), count(bare)]).toEqual([addresses.length, 0]);
  expect(readFileSync(join(bare, 'index.html'), 'utf8')).toContain('<script');
});

test('hostile titles and names are shown as they were written', async (context) => {
  await withPage(needBrowser(browser, context), { baseURL: site.address }, async (page) => {
    await page.goto('/');
    const titles = await page.locator('.active h2').allInnerTexts();
    expect(titles.toSorted()).toEqual(PAYLOADS.map(titleOf).toSorted());
    expect(await wordsOf(page.locator('[data-component="api"] .name'))).toBe(titleOf(PAYLOADS[0] ?? ''));
  });
});

/** What a visitor does: points, focuses, opens. */
async function touchEverything(page: Page): Promise<void> {
  await page.mouse.move(200, 200);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      element.focus?.();
      for (const kind of ['mouseover', 'toggle', 'load', 'error', 'pointerenter']) {
        element.dispatchEvent(new Event(kind));
      }
    }
  });
}

/** What no text may bring with it, found by the browser's own reading of the page. */
function dangersOf(page: Page): Promise<string[]> {
  return page.evaluate((allowed) => {
    const foreign =
      'iframe, object, embed, form, base, style, video, template, math, [style]:not(.tip, .plot > canvas), meta[http-equiv=refresh]';
    const tags = [...document.querySelectorAll(foreign)].map((element) => element.outerHTML);
    const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcdoc'),
    );
    const links = [...document.querySelectorAll('a, use, img')]
      .flatMap((element) => ['href', 'xlink:href', 'src'].flatMap((name) => element.getAttribute(name) ?? []))
      .filter((address) => !new RegExp(allowed).test(new URL(address, location.href).href));
    const scripts = [...document.scripts].filter((script) => !script.src.startsWith(location.origin));
    return [...tags, ...handlers, ...links, ...scripts.map((script) => script.outerHTML)];
  }, ALLOWED.source);
}

/** A comment that never ends would be an error of the file. */
function ended(payload: string): string {
  return payload.lastIndexOf('<!--') > payload.lastIndexOf('-->') ? `${payload}\n-->` : payload;
}

function hostileFiles(): Record<string, string> {
  const all = PAYLOADS.join('\n\n');
  const name = titleOf(PAYLOADS[0] ?? '');
  const incidents = PAYLOADS.map((payload, index): [string, string] => [
    `incidents/2026/2026-11-21-hostile-${index}.md`,
    entryOf(
      {
        title: titleOf(payload),
        severity: 'sev2',
        components: { api: 'degraded', web: 'major outage' },
        impact: payload,
      },
      `## 2026-11-21 11:30 UTC · investigating\n\n${ended(payload)}\n\n## 2026-11-21 11:40 UTC · update\n\n- ${payload}\n`,
    ),
  ]);
  return {
    'site.yaml': `${JSON.stringify({
      name: `Small ${name}`,
      url: 'https://status.small.example',
      description: name,
      header: all,
      footer: all,
      links: [{ label: name, url: 'https://small.example/?"><script>' }],
      groups: [{ id: 'core', name, description: name }],
    })}\n`,
    'components/api.md': entryOf({ name, group: 'core', since: '2024-01-01' }, all),
    'severities/sev2.md': entryOf({ name, level: 2, summary: name, examples: PAYLOADS.map(titleOf) }, all),
    'maintenance/2026/2026-11-21-hostile.md': entryOf(
      {
        title: name,
        start: '2026-11-21T11:00:00Z',
        end: '2026-11-21T14:00:00Z',
        components: ['api'],
        links: [{ label: name, url: 'https://small.example/' }],
      },
      all,
    ),
    'postmortems/2026-11-21-hostile-0.md': entryOf(
      { title: name, status: 'published', published: '2026-11-21', summary: name },
      all,
    ),
    ...Object.fromEntries(incidents),
  };
}

function entryOf(fields: object, body: string): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

function titleOf(payload: string): string {
  return payload.replaceAll(/\s+/g, ' ');
}

function withoutPolicy(html: string): string {
  return html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, '');
}
