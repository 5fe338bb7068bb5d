import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Content } from '../../src/checks/content.ts';
import { readEnvironment } from '../../src/io/environment.ts';
import { loadContent } from '../../src/load-content.ts';
import { snapshotOf } from '../../src/load-snapshot.ts';
import { kindOf } from '../../src/parse/entry.ts';
import { folderOf, INTERNAL_KINDS, KINDS, type Kind } from '../../src/schema/kinds.ts';
import { buildFixture, SAMPLE_NOW } from '../support/build.ts';
import { folderWith, write } from '../support/small-site.ts';
import { contentWithCanaries, MARK, type Planted } from './canaries.ts';

const FEWEST = 500;

const roots: string[] = [];
let first: Built;
let second: Built;

beforeAll(() => {
  first = build(contentWithCanaries('a'));
  second = build(contentWithCanaries('other'));
});

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

test('every field that is the team’s own, and every kind of file that is, holds a canary', () => {
  const places = [...first.planted.values()];
  const fields = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    internalFields(kind).map((name) => `${kind}: ${name}`),
  );
  const known = (wanted: string): boolean =>
    places.some((place) => place.replaceAll('post-mortem', 'postmortem').startsWith(wanted));
  // A length of time cannot be told from any other.
  expect(fields.filter((field) => field !== 'site: reminders' && !known(field))).toEqual([]);
  expect(INTERNAL_KINDS.filter((kind) => !Object.keys(first.files).some((path) => kindOf(path) === kind))).toEqual([]);
  expect(first.planted.size).toBeGreaterThanOrEqual(FEWEST);
});

test('what holds the canaries is read as what it is, but for what was made unreadable', () => {
  const content = contentOf(first);
  const broken = content.problems.filter(({ level }) => level === 'error').map(({ file }) => file.split('/')[0]);
  expect([...new Set(broken)].sort()).toEqual(['incidents', 'notes', ...INTERNAL_KINDS.map(folderOf)].sort());
  expect(Object.values(content.entries).flat().length).toBeGreaterThan(50);
});

test('the snapshot that public views are made from holds none', () => {
  const [content, now] = [contentOf(first), Date.parse(SAMPLE_NOW)];
  const [open, inside] = (['public', 'internal'] as const).map((audience) => {
    const snapshot = snapshotOf(content, now, audience);
    return { ...snapshot, logs: [...snapshot.logs], former: [...snapshot.former] };
  });
  expect(canariesIn(Buffer.from(JSON.stringify(open)))).toEqual([]);
  expect(canariesIn(Buffer.from(JSON.stringify(inside))).length).toBeGreaterThan(FEWEST);
});

test('no canary is in any byte or name of the public build, however it is written', () => {
  const found = [...first.site].flatMap(([path, bytes]) =>
    [...canariesIn(Buffer.from(path)), ...canariesIn(bytes)].map((hit) => `${path}: ${hit}`),
  );
  expect(found).toEqual([]);
});

test('that a file of the team cannot be read is nobody else’s business', () => {
  const snapshot = snapshotOf(contentOf(first), Date.parse(SAMPLE_NOW), 'public');
  expect([...new Set(snapshot.unreadable.map(({ file }) => file))].sort()).toEqual(['incidents', 'notes']);
});

test('the search finds canaries where they are', () => {
  const { out } = buildFixture(first.content, { ...first.secrets, AUDIENCE: 'internal' });
  roots.push(out);
  const found = [...filesIn(out).values()].flatMap((bytes) => canariesIn(bytes));
  expect(found.length).toBeGreaterThan(100);
  const [text] = [`${MARK}a0001 & <x>`];
  for (const written of [
    encodeURIComponent(text),
    Buffer.from(`x${text}`).toString('base64'),
    Buffer.from(`xy${text}`).toString('base64url'),
    entities(text),
    Buffer.from(text).toString('hex'),
  ])
    expect(canariesIn(Buffer.from(written)), written).not.toEqual([]);
});

test('the public build is the same to the byte, pictures too, whatever the team’s own parts say', () => {
  expect([...first.site.keys()]).toEqual([...second.site.keys()]);
  const different = [...first.site].filter(([path, bytes]) => !second.site.get(path)?.equals(bytes));
  expect(different.map(([path]) => path)).toEqual([]);
});

function contentOf({ content }: Built): Content {
  return loadContent(readEnvironment({ CONTENT: content, NOW: SAMPLE_NOW })).content;
}

function build(planted: Planted): Built {
  const folder = folderWith({});
  roots.push(folder);
  const content = join(folder, planted.folder);
  for (const [path, text] of Object.entries(planted.files)) write(content, path, text);
  const { out, status, output } = buildFixture(content, planted.secrets);
  roots.push(out);
  // 3: something could not be read, and is left out.
  if (status !== 3) throw new Error(output);
  return { ...planted, content, site: filesIn(out) };
}

function filesIn(root: string): Map<string, Buffer> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(root.length + 1), readFileSync(path)]));
}

/** What a canary looks like in the ways that pages, feeds and programs write text. */
function canariesIn(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  return NEEDLES.flatMap((needle) => [...text.matchAll(needle)].map(({ index }) => text.slice(index, index + 50)));
}

const NEEDLES = [
  new RegExp(MARK, 'gi'),
  new RegExp([...MARK].reverse().join(''), 'gi'),
  ...[MARK, MARK.toUpperCase()].flatMap((mark) => [
    ...[0, 1, 2].map((shift) => new RegExp(inBase64(mark, shift), 'g')),
    new RegExp(Buffer.from(mark).toString('hex'), 'gi'),
    new RegExp([...mark].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''), 'gi'),
    new RegExp(
      [...mark].map((sign) => `&#0*(?:${sign.charCodeAt(0)}|x0*${sign.charCodeAt(0).toString(16)});`).join(''),
      'gi',
    ),
    new RegExp([...mark].map((sign) => `\\\\u00${sign.charCodeAt(0).toString(16)}`).join(''), 'gi'),
    new RegExp([...mark].map((sign) => `\\x00?${sign}\\x00?`).join(''), 'g'),
  ]),
];

/** The signs that stand for it wherever it begins in a group of three bytes, without those it shares with its neighbours. */
function inBase64(mark: string, shift: number): string {
  const written = Buffer.from(' '.repeat(shift) + mark)
    .toString('base64')
    .replace(/=+$/, '');
  return written.slice(shift === 0 ? 0 : shift + 1, -2);
}

function entities(text: string): string {
  return [...text].map((sign) => `&#${sign.charCodeAt(0)};`).join('');
}

function internalFields(kind: Kind): string[] {
  const shape = 'shape' in KINDS[kind].schema ? (KINDS[kind].schema.shape as Record<string, z.ZodType>) : {};
  return Object.keys(shape).filter((name) => shape[name]?.meta()?.['audience'] === 'internal');
}

interface Built extends Planted {
  content: string;
  site: Map<string, Buffer>;
}
