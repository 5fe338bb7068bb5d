import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFixture, type Fixture } from '../support/build.ts';
import { attribute, below, elementsOf, textOf } from '../support/html.ts';
import { filesOf, pagesOf } from '../support/site.ts';
import { folderWith, incidentFile, SMALL_SITE } from '../support/small-site.ts';

// One year each with no incident, one, four and five.
const YEARS = { 2022: 0, 2023: 1, 2024: 4, 2025: 5 };

let content: string;
let fixture: Fixture;

beforeAll(() => {
  const incidents = Object.entries(YEARS).flatMap(([year, count]) =>
    Array.from({ length: count }, (_, at): [string, string] => {
      const day = `${year}-0${at + 2}-10`;
      const fields = `started: ${day}T09:00:00Z\ndetected: ${day}T09:10:00Z\ncomponents:\n  api: major outage\n`;
      const updates = `## ${day} 09:20 UTC · investigating\n\nText.\n\n## ${day} ${10 + at}:10 UTC · resolved\n\nText.\n`;
      return [`incidents/${year}/${day}-no-${at}.md`, incidentFile({ fields, updates })];
    }),
  );
  content = folderWith({
    ...SMALL_SITE,
    'components/api.md': '---\nname: API\nsince: 2022-01-01\n---\n\nText.\n',
    'components/web.md': '---\nname: Website\nsince: 2022-01-01\n---\n\nText.\n',
    'severities/sev2.md':
      '---\nname: SEV2\nlevel: 2\nsummary: Text.\nresponse: 1 h\nresolution: 2 h\npostmortem: 5\n---\n\nText.\n',
    ...Object.fromEntries(incidents),
  });
  fixture = buildFixture(content, { NOW: '2026-02-01T00:00:00Z' });
});

afterAll(() => {
  for (const folder of [content, fixture.out]) rmSync(folder, { recursive: true });
});

test('a year without an incident says so, measures nothing, and still has its uptime', () => {
  const text = page('metrics/2022/');
  expect(text).toContain('In 2022: no incident.');
  expect(text).toContain('nothing to measure');
  expect(text).toContain('It has not failed in 365 days of operation.');
  expect(text).toContain('100.00 %');
  expect(figures('metrics/2022/')).not.toContain('recovery');
});

test.each([2023, 2024])('%i had too few incidents for a figure, and shows the values there are', (year) => {
  const text = page(`metrics/${year}/`);
  expect(text).toContain('too few');
  expect(text).toContain(year === 2023 ? 'all: 1 h' : 'all: 1 h – 4 h');
  expect(row(`metrics/${year}/`, 'Recover · TTR').slice(0, 3)).toEqual([String(YEARS[year as 2023]), 'too few', '–']);
  expect(text).not.toMatch(/MTTR \d/);
});

test('the fifth incident gives the year its first median, with an interval as wide as the values', () => {
  expect(row('metrics/2025/', 'Recover · TTR').slice(0, 6)).toEqual([
    '5',
    '3 h',
    '1 h – 5 h',
    '2 h – 4 h',
    '5 h',
    '3 h',
  ]);
  expect(page('metrics/2025/')).toContain('MTBF, 5 failures');
});

describe.each(Object.keys(YEARS))('the page of %s', (year) => {
  test('has no chart of a table in which there are not two values', () => {
    const elements = elementsOf(html(`metrics/${year}/`));
    for (const chart of elements.filter((one) => attribute(one, 'data-chart') !== undefined)) {
      const table = elements.find((one) => attribute(one, 'id') === attribute(chart, 'data-table'));
      const { columns } = JSON.parse(attribute(chart, 'data-chart') ?? '') as { columns: number[] };
      const rows = table ? rowsIn(table) : [];
      const values = rows.flatMap((cells) => columns.flatMap((column) => cells[column + 1]?.value ?? []));
      expect(values.length, attribute(chart, 'data-table')).toBeGreaterThan(1);
      expect(Math.max(...values), attribute(chart, 'data-table')).toBeGreaterThan(0);
    }
  });
});

test('nothing anywhere is what is not a number, and no time is said to be zero where nothing was measured', () => {
  expect(fixture.status, fixture.output).toBe(0);
  for (const file of filesOf(fixture.out, '**/*.{html,md,json,csv}')) {
    const text = readFileSync(join(fixture.out, file), 'utf8');
    expect(text.match(/\bNaN\b|\bInfinity\b|\bundefined\b|\[object /)?.[0], file).toBeUndefined();
  }
  for (const { html: source, file } of pagesOf(fixture.out)) {
    expect(source.match(/(?:median|mean|MTT[A-Z]|MTBF)[^<.]{0,12}\b0 (?:s|min|h)\b/i)?.[0], file).toBeUndefined();
  }
});

test('a report of a month without an incident is short and makes nothing of it', () => {
  const text = readFileSync(join(fixture.out, 'reports/2023-05/index.md'), 'utf8');
  expect(text).toContain('No incident began in May 2023.');
  expect(text).not.toContain('## What happened');
  expect(text).not.toMatch(/\*\*(?:Cause|False alarm|Over later)/);
});

function html(address: string): string {
  return readFileSync(join(fixture.out, address, 'index.html'), 'utf8');
}

function page(address: string): string {
  return elementsOf(html(address))
    .filter((one) => one.tagName === 'main')
    .map(textOf)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

function figures(address: string): (string | undefined)[] {
  return elementsOf(html(address))
    .filter((one) => one.tagName === 'h2')
    .map((one) => attribute(one, 'id'));
}

/** The cells of the row with that head, in the first table that has one. */
function row(address: string, head: string): string[] {
  const found = elementsOf(html(address))
    .filter((one) => one.tagName === 'table')
    .flatMap(rowsIn)
    .find((cells) => cells[0]?.text === head);
  return (found ?? []).slice(1).map((cell) => cell.text);
}

function rowsIn(table: ReturnType<typeof elementsOf>[number]): { text: string; value: number | undefined }[][] {
  const all = [...below(table)];
  return all
    .filter((one) => one.tagName === 'tr')
    .map((line) =>
      [...below(line)]
        .filter((one) => one.tagName === 'td' || one.tagName === 'th')
        .map((cell) => {
          const data = [...below(cell)].find((one) => one.tagName === 'data');
          const value = data && attribute(data, 'value');
          return {
            text: textOf(cell).replaceAll(/\s+/g, ' ').trim(),
            value: value === undefined ? undefined : Number(value),
          };
        }),
    );
}
