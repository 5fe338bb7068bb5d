import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright';
import sharp from 'sharp';
import { openBrowser, withPage } from '../tests/support/browser.ts';
import { SAMPLE_NOW, type SampleDay, sampleSite } from '../tests/support/build.ts';
import { internalPageKinds, type PageKind, pageKinds } from '../tests/support/page-kinds.ts';
import { withSite } from '../tests/support/site.ts';
import { run } from './run.ts';

const USAGE = `npm run screenshots                    a picture of every kind of page of the sample, in .cache/screenshots/
npm run screenshots -- --out <folder>  the same, elsewhere
npm run screenshots -- --readme        the pictures in the README

Exit codes: 0 done, 1 there is no browser, 2 bad use or not possible here.`;

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1280];
// The same picture on every machine.
const READER = { locale: 'en-GB', timezoneId: 'UTC' };
const README = { width: 960, height: 1500 };
const README_PICTURES = [
  ['status', '/', 'body'],
  ['metrics', '/metrics/', '#recovery'],
] as const;

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: '.cache/screenshots' }, readme: { type: 'boolean' } },
  });
  const browser = await openBrowser();
  if (!browser) {
    process.stderr.write('✗ There is no Chrome or Chromium. Install one, or set CHROME_PATH to one.\n');
    return 1;
  }
  try {
    if (values.readme) await picture(browser, 'trouble', takeReadmePictures);
    else await takeAll(browser, values.out);
  } finally {
    await browser.close();
  }
  return 0;
});

async function takeAll(browser: Browser, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const home = { name: 'home', address: '/' };
  const days: [SampleDay, PageKind[]][] = [
    ['trouble', pageKinds().map((kind) => (kind.name === 'home' ? { ...home, name: 'home-trouble' } : kind))],
    ['internal', internalPageKinds()],
    ['maintenance', [{ ...home, name: 'home-maintenance' }]],
    ['calm', [{ ...home, name: 'home-calm' }]],
  ];
  for (const [day, kinds] of days) {
    await picture(browser, day, (_, baseURL) => takeKinds(browser, baseURL, kinds, out));
  }
  process.stdout.write(`✓ Pictures in ${relative(process.cwd(), out) || '.'}/\n`);
}

async function takeKinds(browser: Browser, baseURL: string, kinds: readonly PageKind[], out: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: 900 };
      await withPage(browser, { ...READER, baseURL, colorScheme, viewport }, async (page) => {
        await page.clock.setFixedTime(SAMPLE_NOW);
        for (const { name, address } of kinds) {
          await page.goto(address);
          await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
      });
    }
  }
}

async function takeReadmePictures(browser: Browser, baseURL: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const [name, address, from] of README_PICTURES) {
      const options = { ...READER, baseURL, colorScheme, viewport: README, deviceScaleFactor: 1.5 };
      const full = await withPage(browser, options, async (page) => {
        await page.clock.setFixedTime(SAMPLE_NOW);
        await page.goto(address);
        await page.locator(from).evaluate((element) => scrollTo(0, element.getBoundingClientRect().top - 24));
        return page.screenshot();
      });
      const file = `.github/${name}-${colorScheme}.png`;
      await sharp(full).png({ palette: true, effort: 10 }).toFile(file);
      process.stdout.write(`✓ ${file}\n`);
    }
  }
}

async function picture(browser: Browser, day: SampleDay, take: Take): Promise<void> {
  await withSite(await sampleSite(day), ({ address }) => take(browser, address));
}

type Take = (browser: Browser, baseURL: string) => Promise<void>;
