import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright';
import type { TestContext } from 'vitest';
import { BROWSER_FLAGS, browserPath } from '../../src/io/browser.ts';

/** The installed Chrome or Chromium, ready; undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = browserPath();
  return executablePath ? chromium.launch({ executablePath, args: BROWSER_FLAGS }) : undefined;
}

/** The browser, or the end of a test that cannot do without. */
export function needBrowser(browser: Browser | undefined, context: TestContext): Browser {
  return browser ?? context.skip('no Chrome or Chromium');
}

/** Opens a page of its own for some work, and notes all that a visitor should never meet. */
export async function withPage<Result>(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page, trouble: string[]) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    return await work(page, noteTrouble(page, options.baseURL));
  } finally {
    await context.close();
  }
}

/** The text of what a reader sees, on one line. */
export async function wordsOf(locator: Locator): Promise<string> {
  return oneLine((await locator.allInnerTexts()).join(' '));
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** How far the page is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// Chromium reports what a content security policy refuses as an error on the console.
function noteTrouble(page: Page, baseURL: string | undefined): string[] {
  const trouble: string[] = [];
  const origin = baseURL && new URL(baseURL).origin;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    if (origin && new URL(request.url()).origin !== origin) trouble.push(`off-origin: ${request.url()}`);
  });
  return trouble;
}

export const WIDTHS = [320, 390, 1280] as const;
