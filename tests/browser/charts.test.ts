import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { needBrowser, oneLine, openBrowser, WIDTHS, withPage, wordsOf } from '../support/browser.ts';
import { SAMPLE_NOW, sampleSite } from '../support/build.ts';
import { attribute, below, textOf } from '../support/html.ts';
import { pageKinds } from '../support/page-kinds.ts';
import { filesOf, pagesOf, withSite } from '../support/site.ts';

const PAGES = pageKinds().filter(({ name }) => name.startsWith('metrics'));
/** Kinds in which a point stands for a value. */
const LINES = ['line', 'dots'];
const ALL_CHARTS = pageKinds().find(({ name }) => name === 'metrics')?.address ?? '';
const SERIES = ['--series-0', '--series-1', '--series-2', '--series-3'] as const;
const CANVASES = 'figure[data-chart] .plot > canvas';
const LARGE_BYTES = 10_000;
const CHART_BYTES = 64_000;
/** Half a line, a rounded corner, the third of a triangle. */
const NEAR_PX = 2;
const SEEN_PX = 20;

let browser: Browser | undefined;
let root: string;

beforeAll(async () => {
  [browser, root] = await Promise.all([openBrowser(), sampleSite()]);
});

afterAll(async () => {
  await browser?.close();
});

test('the pages with charts are those of the site, of a year and of a component', () => {
  expect(PAGES.map(({ name }) => name)).toEqual(['metrics', 'metrics-year', 'metrics-component']);
});

test('every chart has a table with numbers to draw, on every page of the site', () => {
  const charts = pagesOf(root).flatMap(({ address, elements }) =>
    elements
      .filter((element) => attribute(element, 'data-chart') !== undefined)
      .map((figure) => {
        const settings: Settings = JSON.parse(attribute(figure, 'data-chart') ?? '');
        const table = elements.find((element) => attribute(element, 'id') === attribute(figure, 'data-table'));
        const rows = table ? [...below(table)].filter((element) => element.tagName === 'tr').slice(1) : [];
        const numbers = rows.map((row) => {
          const cells = [...below(row)].filter((element) => element.tagName === 'td');
          return settings.columns.flatMap((column) => {
            const data = cells[column] && [...below(cells[column])].find(({ tagName }) => tagName === 'data');
            return data && textOf(data) !== '' ? Number(attribute(data, 'value')) : [];
          });
        });
        return { at: `${address}#${attribute(figure, 'data-table')}`, numbers };
      }),
  );
  expect(charts.length).toBeGreaterThan(PAGES.length);
  for (const { at, numbers } of charts) {
    expect(numbers.filter((row) => row.length > 0).length, at).toBeGreaterThan(1);
    expect(Math.max(...numbers.flat()), at).toBeGreaterThan(0);
    expect(numbers.flat().every(Number.isFinite), at).toBe(true);
  }
});

test.for(PAGES)(
  'every chart of $name is drawn in the colours of its series, without a word on the console',
  async ({ address }, context) => {
    await visit(context, address, async (page) => {
      await page.waitForLoadState('networkidle');
      const figures = await figuresOf(page);
      const pictures = await picturesOf(page);
      const colors = await colorsOf(page);
      expect(pictures.length).toBe(figures.length);
      expect(await page.locator(CANVASES).count()).toBe(figures.length);
      for (const [at, figure] of figures.entries()) {
        const used =
          figure.kind === 'grid' ? [0] : seriesOf(figure).flatMap((one, index) => (one.some(Boolean) ? index : []));
        expect(used.length, figure.question).toBeGreaterThan(0);
        expect(pictures[at]?.colors, figure.question).toEqual(
          expect.arrayContaining(used.map((series) => colors.series[series])),
        );
        expect(pictures[at]?.colors.length, figure.question).toBeGreaterThan(1);
      }
    });
  },
);

test.for(PAGES)('nothing of $name moves or changes its size when its charts come', async ({ address }, context) => {
  for (const width of [390, 1280]) {
    const [before, after] = await boxesOf(context, address, width);
    expect(before.every((box) => box.width > 200 && box.height > 50)).toBe(true);
    expect(after, `at ${width} px`).toEqual(before);
  }
});

test.for(PAGES)(
  'the arrow keys go through every value of $name, each said as its table says it',
  async ({ address }, context) => {
    await visit(context, address, async (page) => {
      for (const [at, figure] of (await figuresOf(page)).entries()) {
        const expected = linesOf(figure).map((lines) => lines.join(', '));
        const told: string[] = [];
        await page.locator('.plot').nth(at).focus();
        for (let index = 0; index < expected.length; index++) {
          await page.keyboard.press(index === 0 ? 'Home' : 'ArrowRight');
          told.push(await saidBy(page, at));
        }
        expect(told, figure.question).toEqual(expected);
      }
    });
  },
);

test('a chart says of a value that its table does not give what the table says instead, and draws no point', async (context) => {
  await visit(
    context,
    ALL_CHARTS,
    async (page) => {
      const { figure, at } = await figureWith(page, ({ kind, columns }) => kind === 'line' && columns.length > 1);
      const [first, second] = seriesOf(figure);
      expect([first?.[0], first?.[1], second?.[0], second?.[1]]).toEqual([null, expect.any(Number), null, null]);
      const rows = figure.rows.length;
      expect((await marksOf(page, at)).map((series) => series.length)).toEqual([rows - 1, rows - 2, rows]);
      const told: string[] = [];
      await page.locator('.plot').nth(at).focus();
      for (const key of ['Home', 'ArrowRight']) {
        await page.keyboard.press(key);
        told.push(await saidBy(page, at));
      }
      expect(told).toEqual(
        linesOf(figure)
          .slice(0, 2)
          .map((lines) => lines.join(', ')),
      );
    },
    {},
    (page) =>
      withoutNumbers(page, [
        [0, 1],
        [0, 3],
        [1, 3],
      ]),
  );
});

test('a chart tells under the pointer what its table says', async (context) => {
  await visit(context, ALL_CHARTS, async (page) => {
    for (const [at, figure] of (await figuresOf(page)).entries()) {
      const canvas = page.locator('.plot canvas').nth(at);
      await canvas.scrollIntoViewIfNeeded();
      const box = await canvas.boundingBox();
      const expected = linesOf(figure);
      // A row without a value in one series has a mark of another to point at.
      const marks = (await marksOf(page, at)).find((series) => series.length === expected.length) ?? [];
      expect(marks.length, figure.question).toBe(expected.length);
      for (const [index, mark] of marks.entries()) {
        await page.mouse.move((box?.x ?? 0) + middleOf(mark).x, (box?.y ?? 0) + middleOf(mark).y);
        const lines = expected[index] ?? [];
        const message = `${figure.question} ${lines[0]}`;
        await expect.poll(() => lastTextsOf(page, at, lines.length), { message, interval: 15 }).toEqual(lines);
      }
    }
  });
});

test.for(PAGES)('every mark of $name stands where its number belongs', async ({ address }, context) => {
  await visit(context, address, async (page) => {
    for (const [at, figure] of (await figuresOf(page)).entries()) {
      const marks = await marksOf(page, at);
      const { height, width } = await drawnBy(page, at);
      const within = marks
        .flat()
        .every((mark) => mark.top >= -1 && mark.bottom <= height + 1 && mark.right <= width + 1);
      expect(within, figure.question).toBe(true);
      for (const [name, pairs] of Object.entries(scalesOf(figure, marks))) {
        expect(pairs.length, `${figure.question} ${name}`).toBeGreaterThan(1);
        expect(farthestFromLine(pairs), `${figure.question} ${name}`).toBeLessThanOrEqual(NEAR_PX);
      }
    }
  });
});

test.for(WIDTHS)('the squares of neighbouring hours keep apart in a window of %i pixels', async (width, context) => {
  await visit(
    context,
    ALL_CHARTS,
    async (page) => {
      const { at } = await figureWith(page, ({ kind }) => kind === 'grid');
      const squares = (await marksOf(page, at)).flat();
      const touching = squares.filter((one, index) =>
        squares
          .slice(0, index)
          .some((other) => other.right > one.left && other.bottom > one.top && other.top < one.bottom),
      );
      expect(touching).toEqual([]);
    },
    { viewport: { width, height: 900 } },
  );
});

test.for(PAGES)(
  'every chart of $name is a group with its question and its answer for a name',
  async ({ address }, context) => {
    await visit(context, address, (page) => namedCharts(page, 'group'));
  },
);

test('every chart is reached by Tab and shows it', async (context) => {
  for (const { address } of PAGES) {
    await visit(context, address, async (page) => {
      const questions = (await figuresOf(page)).map(({ question }) => question);
      const unfocused = await page
        .locator('.plot')
        .first()
        .evaluate((plot) => getComputedStyle(plot).outlineStyle);
      expect(unfocused).toBe('none');
      const stops = await tabStops(page);
      expect(stops.map(({ question }) => question)).toEqual(questions);
      for (const { question, outline, width } of stops) {
        expect([outline, width >= 2], question).toEqual(['solid', true]);
      }
    });
  }
});

test('the arrow keys do not go past the ends of a chart', async (context) => {
  await visit(context, ALL_CHARTS, async (page) => {
    for (const [at, figure] of (await figuresOf(page)).entries()) {
      const lines = linesOf(figure);
      const [first, last] = [lines[0]?.join(', '), lines.at(-1)?.join(', ')];
      await page.locator('.plot').nth(at).focus();
      const told: string[] = [];
      for (const key of ['ArrowLeft', 'ArrowLeft', 'End', 'ArrowRight', 'ArrowRight', 'Home', 'ArrowLeft']) {
        await page.keyboard.press(key);
        told.push(await saidBy(page, at));
      }
      expect(told, figure.question).toEqual([first, first, last, last, last, first, first]);
    }
  });
});

test('Escape and leaving clear what a chart said and showed', async (context) => {
  await visit(context, ALL_CHARTS, async (page) => {
    for (const [at, { question }] of (await figuresOf(page)).entries()) {
      const shown = async () => (await picturesOf(page, `${CANVASES} >> nth=${at}`))[0]?.digest;
      const before = await shown();
      for (const leave of ['Escape', 'Tab']) {
        await page.locator('.plot').nth(at).focus();
        await page.keyboard.press('Home');
        expect(await saidBy(page, at), question).not.toBe('');
        expect(await shown(), question).not.toBe(before);
        await page.keyboard.press(leave);
        expect(await saidBy(page, at), `${question} ${leave}`).toBe('');
        expect(await shown(), `${question} ${leave}`).toBe(before);
      }
    }
  });
});

test('a chart leaves to the browser the keys that it does not need', async (context) => {
  await visit(context, ALL_CHARTS, async (page) => {
    await page.locator('.plot').first().focus();
    const taken = await page.evaluate(() => {
      const keys: KeyboardEventInit[] = [
        { key: 'ArrowRight' },
        { key: 'ArrowDown' },
        { key: 'PageDown' },
        { key: ' ' },
        { key: 'ArrowLeft', altKey: true },
        { key: 'ArrowLeft', metaKey: true },
        { key: 'Home', ctrlKey: true },
      ];
      return keys
        .filter(
          (key) => !document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...key, cancelable: true })),
        )
        .map(({ key, ...modifiers }) => [...Object.keys(modifiers), key].join(' '));
    });
    expect(taken).toEqual(['ArrowRight']);
  });
});

test.for([
  { name: 'the dark', change: { colorScheme: 'dark' } },
  { name: 'the light', change: { colorScheme: 'light' }, from: { colorScheme: 'dark' } },
  { name: 'more contrast', change: { contrast: 'more' } },
] as const)(
  'every chart follows when the reader changes to $name, as if it had been drawn so',
  async ({ change, ...rest }, context) => {
    const from: BrowserContextOptions = 'from' in rest ? rest.from : { colorScheme: 'light' };
    const wanted = await visit(context, ALL_CHARTS, inOwnColors, { ...from, ...change });
    await visit(
      context,
      ALL_CHARTS,
      async (page) => {
        const before = await picturesOf(page);
        for (const [at, { digest }] of before.entries()) expect(digest).not.toBe(wanted[at]?.digest);
        await page.emulateMedia(change);
        await expect.poll(() => digestsOf(page)).toEqual(wanted.map(({ digest }) => digest));
      },
      from,
    );
  },
);

test('every chart is light on paper, and dark again on the screen after it', async (context) => {
  const light = await visit(context, ALL_CHARTS, colorsOf, { colorScheme: 'light' });
  await visit(
    context,
    ALL_CHARTS,
    async (page) => {
      const dark = await colorsOf(page);
      const before = await picturesOf(page);
      for (const { colors } of before) expect(colors).toContain(dark.series[0]);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      for (const { colors } of await picturesOf(page)) {
        expect(colors).toContain(light.series[0]);
        expect(colors).not.toContain(dark.series[0]);
      }
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await expect.poll(() => digestsOf(page)).toEqual(before.map(({ digest }) => digest));
    },
    { colorScheme: 'dark' },
  );
});

test('a page that is printed from the dark is printed with light charts', async (context) => {
  const light = await visit(context, ALL_CHARTS, colorsOf, { colorScheme: 'light' });
  await visit(
    context,
    ALL_CHARTS,
    async (page) => {
      await page.evaluate(() => {
        addEventListener('beforeprint', () => {
          for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.plot canvas')) {
            const kept = document.createElement('canvas');
            [kept.width, kept.height, kept.className] = [canvas.width, canvas.height, 'kept'];
            kept.getContext('2d', { willReadFrequently: true })?.drawImage(canvas, 0, 0);
            document.body.append(kept);
          }
        });
      });
      await page.pdf();
      const printed = await picturesOf(page, 'canvas.kept');
      expect(printed.length).toBe(await page.locator('.plot canvas').count());
      for (const { colors } of printed) expect(colors).toContain(light.series[0]);
    },
    { colorScheme: 'dark' },
  );
});

test('the lines of a chart differ by dashes and by the shape of their points, and the legend shows the dashes', async (context) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await visit(
      context,
      ALL_CHARTS,
      async (page) => {
        const { figure, at } = await figureWith(page, ({ kind, columns }) => kind === 'line' && columns.length > 1);
        const { series } = await colorsOf(page);
        const lines = series.slice(0, figure.columns.length);
        const { strokes, fills } = await drawnBy(page, at);
        const dashes = (color?: string) => strokes.filter((one) => one.color === color).map(({ dash }) => dash);
        const shapes = (color?: string) => [
          ...new Set(fills.filter((one) => one.color === color).map(({ shape }) => shape)),
        ];
        expect(lines.length).toBe(3);
        expect(dashes(lines[0])).toEqual(['']);
        for (const line of lines.slice(1)) expect(dashes(line)).toEqual([expect.stringMatching(/^\d+,\d+$/)]);
        for (const marks of [dashes, shapes]) expect(new Set(lines.flatMap(marks)).size).toBe(lines.length);
        const legend = page.locator('figure[data-chart]').nth(at).locator('.keys li');
        expect((await legend.allInnerTexts()).map(oneLine)).toEqual(namesOf(figure));
        const keys = await legend
          .locator('path')
          .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).strokeDasharray !== 'none'));
        expect(keys).toEqual([false, true, true]);
      },
      { colorScheme },
    );
  }
});

test.for(PAGES)(
  'the legends of $name name the columns and show the colours that are drawn',
  async ({ address }, context) => {
    await visit(context, address, async (page) => {
      const colors = await colorsOf(page);
      for (const [at, figure] of (await figuresOf(page)).entries()) {
        const legend = page.locator('figure[data-chart]').nth(at).locator('.keys li');
        if (figure.kind === 'grid' || figure.columns.length === 1) {
          expect(await legend.count(), figure.question).toBe(0);
          continue;
        }
        expect((await legend.allInnerTexts()).map(oneLine), figure.question).toEqual(namesOf(figure));
        const shown = await legend.locator('path').evaluateAll((paths) =>
          paths.map((path) => {
            const { fill, stroke } = getComputedStyle(path);
            return fill === 'none' ? stroke : fill;
          }),
        );
        expect(shown.map(hexOf), figure.question).toEqual(colors.series.slice(0, figure.columns.length));
      }
    });
  },
);

test.for(['light', 'dark'] as const)(
  'the series differ in lightness alone, and the first two stand out: %s',
  async (colorScheme, context) => {
    const { series, background } = await visit(context, ALL_CHARTS, colorsOf, { colorScheme });
    const steps = series.slice(1).map((color, at) => luminanceOf(color) - luminanceOf(series[at] ?? ''));
    expect(new Set(steps.map(Math.sign)).size, series.join()).toBe(1);
    for (const [at, color] of series.slice(1).entries()) {
      expect(contrastOf(color, series[at] ?? ''), `${SERIES[at]} and ${SERIES[at + 1]}`).toBeGreaterThanOrEqual(1.3);
    }
    for (const at of [0, 1]) {
      expect(contrastOf(series[at] ?? '', background), SERIES[at]).toBeGreaterThanOrEqual(3);
    }
  },
);

test.for(PAGES)(
  'without script every figure of $name has its picture and its whole table',
  async ({ address }, context) => {
    await visit(
      context,
      address,
      async (page) => {
        expect(await page.locator('canvas').count()).toBe(0);
        await namedCharts(page, 'img');
        for (const [at, figure] of (await figuresOf(page)).entries()) {
          const picture = page.locator('figure[data-chart] .plot > svg').nth(at);
          expect(await picture.isVisible(), figure.question).toBe(true);
          const marks = await picture
            .locator('path.area')
            .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')?.match(/M/g)?.length ?? 0));
          const values = seriesOf(figure);
          const expected = values.map(
            (series) => series.filter((one) => (LINES.includes(figure.kind) ? one !== null : one)).length,
          );
          expect(sum(marks), figure.question).toBe(sum(expected));
          expect(marks.length).toBe(figure.kind === 'grid' ? 1 : values.length);
          expect(figure.rows.every(({ head, cells }) => [head, ...cells.map(({ text }) => text)].every(Boolean))).toBe(
            true,
          );
        }
        expect(await outOfSight(page)).toEqual([]);
      },
      { javaScriptEnabled: false },
    );
  },
);

test('the script that draws is asked for on the pages with a chart and on no others', async (context) => {
  const script = chartScript();
  await withSite(root, (site) =>
    withPage(needBrowser(browser, context), { baseURL: site.address }, async (page) => {
      let large: string[] = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.endsWith('.js') && wireBytes(pathname) > LARGE_BYTES) large.push(pathname);
      });
      for (const { name, address } of pageKinds()) {
        large = [];
        await page.goto(address);
        const charts = await page.locator('figure[data-chart]').count();
        expect(charts > 0, name).toBe(name === 'postmortem' || PAGES.some((one) => one.name === name));
        expect(large, name).toEqual(charts > 0 ? [script] : []);
      }
    }),
  );
});

test('the script that draws is small, and holds no kind of chart that is not drawn', () => {
  const script = chartScript();
  expect(wireBytes(script)).toBeLessThanOrEqual(CHART_BYTES);
  const kinds = ['bar', 'bubble', 'line', 'doughnut', 'pie', 'polarArea', 'radar'];
  const code = readFileSync(join(root, script), 'utf8');
  const held = kinds.filter((kind) => new RegExp(`\\bid\\s*[=:]\\s*["'\`]${kind}["'\`]`).test(code));
  expect(held).toEqual(['bar', 'bubble', 'line']);
});

/** Opens a page of the sample at the time it was built, and wants no trouble. */
async function visit<Result>(
  context: TestContext,
  address: string,
  work: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Result> {
  return withSite(root, (site) =>
    withPage(needBrowser(browser, context), { baseURL: site.address, ...options }, async (page, trouble) => {
      await page.clock.setFixedTime(SAMPLE_NOW);
      await page.addInitScript(noteDrawing);
      await prepare?.(page);
      await page.goto(address);
      const result = await work(page);
      expect(trouble).toEqual([]);
      return result;
    }),
  );
}

/** What the figures with a chart say in words and numbers, as a reader sees them. */
async function figuresOf(page: Page): Promise<Figure[]> {
  const figures = await page.locator('figure[data-chart]').evaluateAll((elements) =>
    (elements as HTMLElement[]).map((element) => {
      const section = element.closest('section');
      const table = document.getElementById(element.dataset['table'] ?? '') as HTMLTableElement;
      const textOf = (one: Element | null | undefined): string => one?.textContent ?? '';
      return {
        settings: element.dataset['chart'] ?? '',
        question: textOf(section?.querySelector('h2')),
        answer: textOf(section?.querySelector('h2 + p')),
        head: [...(table.tHead?.rows[0]?.cells ?? [])].map(textOf),
        rows: [...(table.tBodies[0]?.rows ?? [])].map((row) => ({
          head: textOf(row.cells[0]),
          cells: [...row.cells].slice(1).map((cell) => ({
            text: textOf(cell),
            value: cell.querySelector('data')?.value,
          })),
        })),
      };
    }),
  );
  return figures.map(({ settings, question, answer, head, rows }) => ({
    ...(JSON.parse(settings) as Settings),
    question: oneLine(question),
    answer: oneLine(answer),
    head: head.map(oneLine),
    rows: rows.map((row) => ({
      head: oneLine(row.head),
      cells: row.cells.map(({ text, value }) => ({
        text: oneLine(text),
        value: value === undefined ? null : Number(value),
      })),
    })),
  }));
}

async function figureWith(page: Page, rule: (figure: Figure) => boolean): Promise<{ figure: Figure; at: number }> {
  const figures = await figuresOf(page);
  const at = figures.findIndex(rule);
  const figure = figures[at];
  if (!figure) throw new Error('The page has no such figure.');
  return { figure, at };
}

function namesOf({ columns, head }: Figure): string[] {
  return columns.map((column) => head[column + 1] ?? '');
}

/** Wants each chart to be told by its role and by a name that holds what the figure asks and answers. */
async function namedCharts(page: Page, role: 'group' | 'img'): Promise<void> {
  for (const { question, answer } of await figuresOf(page)) {
    expect(question.length).toBeGreaterThan(10);
    expect(answer.length).toBeGreaterThan(10);
    expect(await page.getByRole(role, { name: `${question} ${answer}` }).count(), question).toBe(1);
  }
}

/** The numbers of each column that is drawn. */
function seriesOf({ columns, rows }: Figure): (number | null)[][] {
  return columns.map((column) => rows.map(({ cells }) => cells[column]?.value ?? null));
}

/** What is to be said of each value: where it stands, and what its cells say. */
function linesOf(figure: Figure): string[][] {
  const { kind, columns, head, rows } = figure;
  if (kind !== 'grid') {
    return rows.map((row) => [row.head, ...columns.map((column) => `${head[column + 1]}: ${row.cells[column]?.text}`)]);
  }
  return columns.flatMap((column) =>
    rows.flatMap((row) => {
      const cell = row.cells[column];
      return cell?.value ? [[`${row.head}, ${head[column + 1]}:00`, cell.text]] : [];
    }),
  );
}

async function saidBy(page: Page, at: number): Promise<string> {
  return wordsOf(page.locator('figure[data-chart]').nth(at).locator('.says[role="status"]'));
}

/** The canvases as they look: a digest of all pixels, and the colours that cover more than a few of them. */
async function picturesOf(page: Page, canvases = CANVASES): Promise<Picture[]> {
  const pictures = await page.locator(canvases).evaluateAll((elements, seen) => {
    return (elements as HTMLCanvasElement[]).map((canvas) => {
      // Reading the chart's own pixels often would make the browser warn of it.
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const pen = copy.getContext('2d', { willReadFrequently: true });
      pen?.drawImage(canvas, 0, 0);
      const data = pen?.getImageData(0, 0, copy.width, copy.height).data ?? new Uint8ClampedArray();
      const counts = new Map<number, number>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] !== 255) continue;
        const color = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
        counts.set(color, (counts.get(color) ?? 0) + 1);
      }
      const colors = [...counts].filter(([, count]) => count >= seen).map(([color]) => color);
      return { url: copy.toDataURL(), colors };
    });
  }, SEEN_PX);
  return pictures.map(({ url, colors }) => ({
    digest: createHash('sha256').update(url).digest('hex'),
    colors: colors.map((color) => `#${color.toString(16).padStart(6, '0')}`),
  }));
}

/** The same, each wanted to have the first colour that the style sheet has at the moment. */
async function inOwnColors(page: Page): Promise<Picture[]> {
  const pictures = await picturesOf(page);
  const { series } = await colorsOf(page);
  for (const { colors } of pictures) expect(colors).toContain(series[0]);
  return pictures;
}

async function digestsOf(page: Page): Promise<string[]> {
  return (await picturesOf(page)).map(({ digest }) => digest);
}

/** The colours that the style sheet has for charts at the moment. */
async function colorsOf(page: Page): Promise<{ series: string[]; background: string }> {
  const [background = '', ...series] = await page.evaluate(
    (names) =>
      names.map((name) => {
        const probe = document.createElement('i');
        document.body.append(probe);
        probe.style.color = `var(${name})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }),
    ['--bg', ...SERIES],
  );
  return { series: series.map(hexOf), background: hexOf(background) };
}

/** `#16324f` from `rgb(22, 50, 79)`. */
function hexOf(color: string): string {
  const parts = color.match(/^rgb\((\d+), (\d+), (\d+)\)$/)?.slice(1) ?? [];
  if (parts.length === 0) throw new Error(`${color} is no opaque colour.`);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Runs in the page before everything else, and notes what each canvas was told to draw since it was last cleared. */
function noteDrawing(): void {
  const notes = new Map<HTMLCanvasElement, Drawn>();
  const paths = new Map<HTMLCanvasElement, Path>();
  const pen = CanvasRenderingContext2D.prototype;
  const noteOf = (canvas: HTMLCanvasElement): Drawn => {
    const { width, height } = canvas.getBoundingClientRect();
    const note = notes.get(canvas) ?? { fills: [], strokes: [], texts: [], width, height };
    notes.set(canvas, note);
    return note;
  };
  const pathOf = (canvas: HTMLCanvasElement): Path => {
    const path = paths.get(canvas) ?? { shape: [], xs: [], ys: [], filled: false };
    paths.set(canvas, path);
    return path;
  };
  const before = <
    Name extends 'clearRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'arc' | 'rect' | 'fill' | 'stroke' | 'fillText',
  >(
    name: Name,
    note: (context: CanvasRenderingContext2D, ...args: number[]) => void,
  ): void => {
    const original = pen[name] as (...args: unknown[]) => void;
    pen[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      note(this, ...(args as number[]));
      return original.apply(this, args);
    } as (typeof pen)[Name];
  };
  const reach = (canvas: HTMLCanvasElement, name: string, xs: number[], ys: number[]): void => {
    const path = pathOf(canvas);
    path.shape.push(name);
    path.xs.push(...xs);
    path.ys.push(...ys);
  };
  before('clearRect', ({ canvas }) => notes.delete(canvas));
  before('beginPath', ({ canvas }) => paths.delete(canvas));
  for (const name of ['moveTo', 'lineTo'] as const)
    before(name, ({ canvas }, x = 0, y = 0) => reach(canvas, name, [x], [y]));
  before('arc', ({ canvas }, x = 0, y = 0, r = 0) => reach(canvas, 'arc', [x - r, x + r], [y - r, y + r]));
  before('rect', ({ canvas }, x = 0, y = 0, w = 0, h = 0) => reach(canvas, 'rect', [x, x + w], [y, y + h]));
  before('fill', ({ canvas, fillStyle }) => {
    const path = pathOf(canvas);
    path.filled = true;
    const { shape, xs, ys } = path;
    const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    noteOf(canvas).fills.push({ color: String(fillStyle), shape: shape.join(), ...box });
  });
  before('stroke', (context, ...given) => {
    const { canvas, strokeStyle } = context;
    // The outline of what was filled is no line of its own.
    if (given.length === 0 && pathOf(canvas).filled) return;
    noteOf(canvas).strokes.push({ color: String(strokeStyle), dash: context.getLineDash().join() });
  });
  before('fillText', ({ canvas }, text) => noteOf(canvas).texts.push(String(text)));
  Object.assign(globalThis, { drawnOn: noteOf });
}

function drawnBy(page: Page, at: number): Promise<Drawn> {
  return page
    .locator(CANVASES)
    .nth(at)
    .evaluate((canvas) => (globalThis as unknown as { drawnOn: (canvas: Element) => Drawn }).drawnOn(canvas));
}

/** What was written last upon a chart, over all else. */
async function lastTextsOf(page: Page, at: number, count: number): Promise<string[]> {
  return (await drawnBy(page, at)).texts.slice(-count);
}

/** What stands for a value, for each series that is drawn, in the order of the rows. */
async function marksOf(page: Page, at: number): Promise<Mark[][]> {
  const { series } = await colorsOf(page);
  const { fills } = await drawnBy(page, at);
  const figure = (await figuresOf(page))[at];
  const count = figure?.kind === 'grid' ? 1 : (figure?.columns.length ?? 0);
  return series.slice(0, count).map((color) => fills.filter((fill) => fill.color === color));
}

function middleOf({ left, right, top, bottom }: Mark): { x: number; y: number } {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Pairs of a number and of how far it is drawn, for each way in which a chart shows numbers. */
function scalesOf(figure: Figure, marks: Mark[][]): Record<string, Pair[]> {
  const { kind, logarithmic, columns } = figure;
  const values = seriesOf(figure).flatMap((series, index) =>
    series.flatMap((value, row) => ((kind === 'grid' && value === 0) || value === null ? [] : [{ value, row, index }])),
  );
  const drawn = marks.flat();
  expect(drawn.length, figure.question).toBe(values.length);
  const pairs = (number: (one: Value) => number, place: (mark: Mark) => number): Pair[] =>
    values.map((one, at) => [number(one), place(drawn[at] as Mark)]);
  const across = (mark: Mark): number => middleOf(mark).x;
  if (kind === 'grid') {
    return {
      hour: pairs(({ index }) => columns[index] ?? 0, across),
      weekday: pairs(
        ({ row }) => row,
        (mark) => middleOf(mark).y,
      ),
      count: [
        [0, 0],
        ...pairs(
          ({ value }) => Math.sqrt(value),
          ({ left, right }) => right - left,
        ),
      ],
    };
  }
  const row = pairs((one) => one.row, across);
  if (!LINES.includes(kind))
    return {
      row,
      value: [
        [0, 0],
        ...pairs(
          ({ value }) => value,
          ({ top, bottom }) => bottom - top,
        ),
      ],
    };
  return {
    row,
    value: pairs(
      ({ value }) => (logarithmic ? Math.log(value) : value),
      (mark) => -middleOf(mark).y,
    ),
  };
}

/** How many pixels the farthest pair lies beside the rising line through the outermost two. */
function farthestFromLine(pairs: readonly Pair[]): number {
  const sorted = pairs.toSorted(([a], [b]) => a - b);
  const [[x0, y0], [x1, y1]] = [sorted[0] ?? [0, 0], sorted.at(-1) ?? [0, 0]];
  const slope = (y1 - y0) / (x1 - x0);
  if (!(slope > 0)) return Number.POSITIVE_INFINITY;
  return Math.max(...sorted.map(([x, y]) => Math.abs(y - y0 - slope * (x - x0))));
}

/** Presses Tab through the whole page and notes the charts it stops at, and how they show it. */
async function tabStops(page: Page): Promise<{ question: string; outline: string; width: number }[]> {
  await page.locator('.skip').focus();
  const stops: { question: string; outline: string; width: number }[] = [];
  for (let pressed = 0; pressed < 400; pressed++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      if (active === document.body) return 'end';
      if (!active.matches('.plot:focus-visible')) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      const question = active.closest('section')?.querySelector('h2')?.textContent ?? '';
      return { question, outline: outlineStyle, width: Number.parseFloat(outlineWidth) };
    });
    if (stop === 'end') return stops;
    if (stop) stops.push(stop);
  }
  throw new Error('Tab never reached the end of the page.');
}

/** Where the charts of a page stand and where it ends, without script and with it. */
async function boxesOf(context: TestContext, address: string, width: number): Promise<[Box[], Box[]]> {
  const viewport = { width, height: 900 };
  const read = (javaScriptEnabled: boolean): Promise<Box[]> =>
    visit(
      context,
      address,
      (page) =>
        page.locator('.plot, footer').evaluateAll((elements) =>
          elements.map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x, y: y + scrollY, width, height };
          }),
        ),
      { javaScriptEnabled, viewport },
    );
  return [await read(false), await read(true)];
}

/** Takes the numbers out of cells of the first chart's table before the page is read: row, and column after the head. */
async function withoutNumbers(page: Page, cells: [number, number][]): Promise<void> {
  await page.route(`**${ALL_CHARTS}`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html.replace(/(?<=<table id="recovery-table".*?<tbody>).*?(?=<\/tbody>)/s, (rows) =>
      rows
        .split(/(?=<tr>)/)
        .map((row, at) => {
          const parts = row.split(/(?=<td)/);
          for (const [, column] of cells.filter(([index]) => index === at - 1)) parts[column + 1] = '<td>too few</td>';
          return parts.join('');
        })
        .join(''),
    );
    await route.fulfill({ response, body });
  });
}

/** Cells and pictures that cannot be seen, nor brought into sight by scrolling. */
function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.measured :is(caption, th, td, data, svg)')]
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        const frame = element.closest<HTMLElement>('.scroll');
        const cut =
          frame && frame.scrollWidth > frame.clientWidth && !/auto|scroll/.test(getComputedStyle(frame).overflowX);
        const empty = element.matches('thead td:empty');
        return (
          !empty &&
          (cut ||
            width === 0 ||
            height === 0 ||
            !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        );
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** The one large script of the site, by its path. */
function chartScript(): string {
  const large = filesOf(root, '**/*.js').filter((file) => wireBytes(file) > LARGE_BYTES);
  expect(large).toHaveLength(1);
  return `/${large[0]}`;
}

function wireBytes(file: string): number {
  return gzipSync(readFileSync(join(root, file))).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

interface Settings {
  kind: 'line' | 'dots' | 'bar' | 'stack' | 'grid';
  logarithmic: boolean;
  columns: number[];
}

interface Figure extends Settings {
  question: string;
  answer: string;
  head: string[];
  rows: { head: string; cells: { text: string; value: number | null }[] }[];
}

/** A number that is drawn: in which row, and in which of the columns. */
interface Value {
  value: number;
  row: number;
  index: number;
}

type Pair = [number, number];

interface Picture {
  digest: string;
  colors: string[];
}

interface Drawn {
  fills: (Mark & { color: string; shape: string })[];
  strokes: { color: string; dash: string }[];
  texts: string[];
  /** Of the canvas, as it is shown. */
  width: number;
  height: number;
}

interface Path {
  shape: string[];
  xs: number[];
  ys: number[];
  filled: boolean;
}

interface Mark {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
