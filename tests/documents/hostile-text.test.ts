import ICAL from 'ical.js';
import { sync as nodeIcal } from 'node-ical';
import { markdownToHtml } from 'satteri';
import { beforeAll, expect, test } from 'vitest';
import { siteDocuments } from '../../src/documents/documents.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Maintenance } from '../../src/domain/maintenance.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { cleanLine } from '../../src/schema/text.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { snapshotWith } from '../fixtures/content.ts';
import { incident, maintenance } from '../fixtures/domain.ts';
import { readTwice, xmlProblems } from '../support/feeds.ts';
import { hostileTexts } from '../support/hostile-text.ts';
import { elementsOf } from '../support/html.ts';

const SEED = Number(process.env['SEED'] ?? 20261121);
const STORIES = 10_000;
const BATCH = 250;
const WORKS = 50;
const UNWANTED =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/;
const ACTIVE = /^(?:script|iframe|style|object|embed|form|svg|math|link|meta|base|video|audio|template|frame|title)$/;

let batches: Batch[];

beforeAll(() => {
  const text = hostileTexts(SEED);
  batches = Array.from({ length: STORIES / BATCH }, (_, index) => makeBatch(index, text));
  // Each story has a title and two texts, each maintenance a title and two, each component a name.
  const titles = batches.flatMap(({ stories, works }) => [...stories, ...works].map((one) => one.title));
  const different = new Set(titles).size;
  const bodies = STORIES * 2 + batches.length * WORKS * 2;
  process.stdout.write(`seed ${SEED}: ${titles.length} titles, ${different} different, and ${bodies} bodies\n`);
});

test('Atom and RSS stay well-formed and tell every update under its title', async () => {
  for (const { files, stories, works } of batches) {
    const xml = [...files].filter(([path]) => path.endsWith('.xml') && path !== 'sitemap.xml');
    expect(await xmlProblems(xml.map(([name, text]) => ({ name, text })))).toEqual([]);
    const pages = xml.filter(([path]) => /^atom[^/]*\.xml$/.test(path));
    const entries = (await Promise.all(pages.map(([, text]) => readTwice(text)))).flatMap(([, found]) => found);
    expect(entries.length).toBe(stories.length * 2 + works.length * 2);
    // A word of ours stands before each title.
    const told = entries.map(({ id, title }) => [storyOf(id), cleanLine(title.replace(/^[^:]*:/, ''))]);
    expect(Object.fromEntries(told)).toEqual(titlesOf([...stories, ...works]));
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    const [[bySax, byFeedsmith], [newest]] = [
      await readTwice(files.get('feed.xml') ?? ''),
      await readTwice(files.get('atom.xml') ?? ''),
    ];
    expect(bySax.map((one) => one.id)).toEqual(byFeedsmith.map((one) => one.id));
    const { items } = JSON.parse(files.get('feed.json') ?? '') as { items: { id: string; title: string }[] };
    for (const read of [byFeedsmith, items]) {
      expect(read.map((one) => [one.id, cleanLine(one.title)])).toEqual(
        newest.map((one) => [one.id, cleanLine(one.title)]),
      );
    }
  }
});

test('no file holds half a character or a mark that no format carries', () => {
  for (const { files } of batches) {
    for (const [path, text] of files) {
      expect(text.isWellFormed(), path).toBe(true);
      expect(UNWANTED.test(/\.(?:csv|ics)$/.test(path) ? text.replaceAll('\r\n', '\n') : text), path).toBe(false);
    }
  }
});

test('JSON holds nothing that JSON readers or terminals choke on', () => {
  for (const { files } of batches) {
    for (const [path, text] of files) {
      if (!path.endsWith('.json')) continue;
      const unfit = [...stringsOf(JSON.parse(text))].filter((one) => UNWANTED.test(one) || !one.isWellFormed());
      expect(unfit, path).toEqual([]);
    }
  }
});

test('calendars hold exactly their events, and no property that a title brought along', () => {
  for (const { files, stories, works } of batches) {
    for (const [path, count] of [
      ['incidents/calendar.ics', stories.length],
      ['calendar.ics', works.length],
    ] as const) {
      const text = files.get(path) ?? '';
      const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
      expect(events.length).toBe(count);
      const other = Object.values(nodeIcal.parseICS(text)).filter((one) => one?.type === 'VEVENT');
      expect(other.length).toBe(count);
      const names = new Set(events.flatMap((event) => event.getAllProperties().map((property) => property.name)));
      expect([...names].filter((name) => !PROPERTIES.includes(name))).toEqual([]);
      const titles = titlesOf(path === 'calendar.ics' ? works : stories);
      const read = (uid: unknown, summary: unknown): [string, string] => [
        storyOf(String(uid)),
        cleanLine(String(summary).replace(path === 'calendar.ics' ? '' : /^Major: ?/, '')),
      ];
      const byIcal = events.map((one) => read(one.getFirstPropertyValue('uid'), one.getFirstPropertyValue('summary')));
      expect(Object.fromEntries(byIcal)).toEqual(titles);
      const byNode = other.map((one) => read(one?.type === 'VEVENT' && one.uid, one?.type === 'VEVENT' && one.summary));
      // It takes a backslash that is followed by an n for a line end, although the backslash is escaped.
      const misread = Object.entries(titles).map(([id, title]) => [id, cleanLine(title.replaceAll('\\n', '\\\n'))]);
      expect(Object.fromEntries(byNode)).toEqual(Object.fromEntries(misread));
    }
    for (const [path, text] of files) {
      if (!path.endsWith('.ics')) continue;
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), path).toBeLessThanOrEqual(75);
      expect(UNWANTED.test(text.replaceAll('\r\n', '')), path).toBe(false);
    }
  }
});

test('tables keep their columns, and no cell is a formula', () => {
  for (const { files, stories } of batches) {
    expect(readCsv(files.get('api/v1/metrics.csv') ?? '').length).toBe(stories.length + 1);
    for (const [path, text] of files) {
      if (!path.endsWith('.csv')) continue;
      const rows = readCsv(text);
      expect(new Set(rows.map((row) => row.length)), path).toEqual(new Set([rows[0]?.length]));
      const formulas = rows
        .flat()
        .filter((cell) => /^[\t\r\n]|^\s*[=+\-@]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell));
      expect(formulas, path).toEqual([]);
    }
  }
});

test('twins in Markdown become no active element in a renderer that lets everything pass', () => {
  let elements = 0;
  for (const { files } of batches) {
    for (const [path, text] of files) {
      if (!path.endsWith('.md')) continue;
      expect(UNWANTED.test(text), path).toBe(false);
      const { html } = markdownToHtml(text, { features: { frontmatter: false } });
      for (const element of elementsOf(`<main>${html}</main>`)) {
        elements++;
        const attributes = element.attrs.filter(
          ({ name, value }) => /^on|^srcdoc$/.test(name) || /^\s*(?:javascript|data|vbscript):/i.test(value),
        );
        expect(ACTIVE.test(element.tagName) ? `${path} has ${element.tagName}` : '').toBe('');
        expect(attributes, path).toEqual([]);
      }
    }
  }
  process.stdout.write(`${elements} elements of twins looked at\n`);
});

test('badges and pictures stay well-formed whatever components are called', async () => {
  for (const { files } of batches) {
    const badges = [...files].filter(([path]) => path.endsWith('.svg'));
    expect(badges.length).toBeGreaterThan(5);
    expect(await xmlProblems(badges.map(([name, text]) => ({ name, text })))).toEqual([]);
  }
});

const PROPERTIES = [
  ...['uid', 'dtstamp', 'created', 'last-modified', 'sequence', 'dtstart', 'dtend', 'summary', 'description', 'url'],
  ...['status', 'transp', 'categories'],
];

function makeBatch(number: number, text: (tokens: number) => string): Batch {
  const stories = Array.from({ length: BATCH }, (_, index) => hostileIncident(index, text));
  const works = Array.from({ length: WORKS }, (_, index) => hostileMaintenance(index, text));
  const base = snapshotWith();
  const components = base.components.map((one) => ({ ...one, name: text(4), description: text(6) }));
  const groups = base.groups.map((group) => ({
    ...group,
    name: group.name && text(4),
    components: components.filter((one) => group.components.some(({ id }) => id === one.id)),
  }));
  const snapshot: Snapshot = { ...base, components, groups, incidents: stories, maintenance: works, postmortems: [] };
  const context = viewContext(snapshot, { base: '', origin: 'https://status.example.com' });
  const documents = siteDocuments(context, { widget: '', picture: async () => new Uint8Array() });
  const files = new Map<string, string>();
  for (const { path, content } of documents) {
    const made = content();
    if (typeof made === 'string') files.set(path, made);
  }
  return { number, stories, works, files };
}

// Long over, so that none has a feed of its own.
function hostileIncident(index: number, text: (tokens: number) => string): Incident {
  const day = `2026-0${1 + (index % 9)}-${String(1 + (index % 28)).padStart(2, '0')}`;
  const made = incident(
    [
      [`${day} 10:00`, 'investigating', { payments: 'degraded' }],
      [`${day} 11:00`, 'resolved'],
    ],
    {},
    `${day}-story-${index}`,
  );
  const updates = made.updates.map((update) => ({ ...update, text: text(8) }));
  const title = index % 50 === 0 ? text(5).repeat(100) : text(9);
  return { ...made, title, impact: text(4), cause: text(2), updates };
}

function hostileMaintenance(index: number, text: (tokens: number) => string): Maintenance {
  const made = maintenance([['09:00', 'in progress']], { components: ['payments'] }, `2026-11-21-work-${index}`);
  return {
    ...made,
    title: text(9),
    description: text(6),
    updates: made.updates.map((one) => ({ ...one, text: text(6) })),
  };
}

/** Its own title for each story, as one line. */
function titlesOf(told: readonly { id: string; title: string }[]): Record<string, string> {
  return Object.fromEntries(told.map(({ id, title }) => [id, cleanLine(title)]));
}

/** The story that an entry or event belongs to, by the end of what names it. */
function storyOf(id: string): string {
  return /(?:incidents|maintenance)\/([\w-]+)/.exec(id)?.[1] ?? id;
}

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* stringsOf(inner);
    }
  }
}

/** Rows and cells by RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/y;
  while (cells.lastIndex < text.length) {
    const at = cells.lastIndex;
    const found = cells.exec(text);
    if (!found) throw new Error(`No cell at ${JSON.stringify(text.slice(at, at + 40))}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

interface Batch {
  number: number;
  stories: Incident[];
  works: Maintenance[];
  files: ReadonlyMap<string, string>;
}
