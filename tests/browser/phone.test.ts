import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needBrowser, openBrowser, withPage } from '../support/browser.ts';
import { sampleSite } from '../support/build.ts';
import { withSite } from '../support/site.ts';

const PHONES = [320, 390];
const FINGER = 44;

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

test.for(PHONES)(
  "on a phone %i wide, each component's name stands before its state on one line",
  async (width, context) => {
    const rows = await boxesOn('/', width, '.components > li', ['.name', '.state'], context);
    expect(rows.length).toBe(15);
    for (const [name, state] of rows) {
      if (!name || !state) throw new Error('A row without a name or a state.');
      expect(name.width).toBeGreaterThan(20);
      expect(name.x + name.width).toBeLessThanOrEqual(state.x + 1);
      expect(Math.abs(middle(name) - middle(state))).toBeLessThan(FINGER);
      // A long name may break into two lines, but not into letters.
      expect(name.height).toBeLessThanOrEqual(2 * FINGER);
    }
  },
);

test('on a phone, what people tap on is as large as a finger', async (context) => {
  for (const [address, selector] of [
    ['/', '.components .name, .top nav a, .menu summary, .bottom nav a'],
    ['/subscribe/', '.copy td a'],
    ['/postmortems/', '.lines .title'],
    ['/history/', '.year tbody th a'],
  ] as const) {
    const boxes = await boxesOn(address, 390, 'body', selector.split(', '), context);
    for (const box of boxes.flat()) expect(box?.height, `${address} ${selector}`).toBeGreaterThanOrEqual(FINGER);
  }
});

/** For each row, the boxes of the first element of each selector in it; all of them where the row is the whole page. */
async function boxesOn(
  address: string,
  width: number,
  row: string,
  selectors: readonly string[],
  context: Parameters<typeof needBrowser>[1],
): Promise<(Box | undefined)[][]> {
  const root = await sampleSite();
  return withSite(root, (site) =>
    withPage(
      needBrowser(browser, context),
      { baseURL: site.address, viewport: { width, height: 844 } },
      async (page) => {
        await page.goto(address);
        return page.evaluate(
          ([rows, parts]) =>
            [...document.querySelectorAll(rows)].map((one) =>
              parts.flatMap((part) => {
                const found = [...one.querySelectorAll(part)].slice(0, rows === 'body' ? undefined : 1);
                return found.map((element) => {
                  const { x, y, width, height } = element.getBoundingClientRect();
                  return { x, y, width, height };
                });
              }),
            ),
          [row, selectors] as const,
        );
      },
    ),
  );
}

function middle(box: Box): number {
  return box.y + box.height / 2;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
