import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import type { Collection } from '../../src/schema/collection.ts';
import { SAMPLE_CONTENT, sampleSite, snapshotAt } from '../support/build.ts';
import { fileAt, pagesOf } from '../support/site.ts';
import { readTable } from '../support/table.ts';

const FOLDER = 'postmortems/postmortems';

let root: string;
let collection: Collection;

beforeAll(async () => {
  root = await sampleSite();
  collection = JSON.parse(readFileSync(join(root, `${FOLDER}.json`), 'utf8'));
});

test('the collection of post-mortems has the shape that it names, and holds every published one', () => {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const schema = JSON.parse(readFileSync(join(root, `${FOLDER}.schema.json`), 'utf8')) as { $id: string };
  expect(collection.$schema).toBe(schema.$id);
  expect(ajv.validate(schema, collection), JSON.stringify(ajv.errors)).toBe(true);
  const { postmortems } = snapshotAt(SAMPLE_CONTENT);
  expect(collection.postmortems.map(({ id }) => id)).toEqual(postmortems.map(({ id }) => id));
  const { origin } = new URL(collection.url);
  for (const { url } of collection.postmortems) expect(fileAt(root, url.slice(origin.length)), url).toBeDefined();
});

test('the table says the same, row by row', () => {
  const table = readTable(readFileSync(join(root, `${FOLDER}.csv`), 'utf8'));
  const rows = collection.postmortems.map((one) =>
    Object.fromEntries(
      Object.entries(one).map(([name, value]) => [
        name,
        [value]
          .flat()
          .filter((part) => part !== null)
          .join(' '),
      ]),
    ),
  );
  expect(table).toEqual(rows);
});

test('an incident leads to its post-mortem, that back to it, and each tag to its own', () => {
  const pages = new Map(pagesOf(root).map((page) => [page.address, page]));
  const linksOf = (address: string): string[] =>
    [...(pages.get(address)?.html.matchAll(/href="([^"]+)"/g) ?? [])].map(([, href = '']) => href);
  expect(collection.postmortems.length).toBeGreaterThan(5);
  for (const { id, tags } of collection.postmortems) {
    expect(linksOf(`/incidents/${id}/`)).toContain(`/postmortems/${id}/`);
    expect(linksOf(`/postmortems/${id}/`)).toContain(`/incidents/${id}/`);
    for (const tag of tags) {
      expect(linksOf(`/postmortems/${id}/`)).toContain(`/postmortems/tags/${tag}/`);
      expect(linksOf(`/postmortems/tags/${tag}/`)).toContain(`/postmortems/${id}/`);
    }
  }
});
