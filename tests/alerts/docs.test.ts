import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { apply } from '../../src/alerts/apply.ts';
import { decide } from '../../src/alerts/decide.ts';
import { mismatch } from '../../src/alerts/match.ts';
import { readMessage } from '../../src/alerts/sources/registry.ts';
import { readContentFolder } from '../../src/io/files.ts';
import { loadKnown } from '../../src/load-known.ts';
import { ruleSchema } from '../../src/schema/rule.ts';
import { silenceSchema } from '../../src/schema/silence.ts';
import { alertSettings } from '../../src/schema/site.ts';
import { SOURCE_IDS, SOURCE_NAMES } from '../../src/schema/sources.ts';
import { readOf } from '../fixtures/payloads.ts';
import { SMALL_SITE } from '../support/small-site.ts';

const FOLDER = join(import.meta.dirname, '../../.github/alerts');

test('every tool has a page, and the index leads to all there are', () => {
  const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');
  expect(files).toEqual(expect.arrayContaining(SOURCE_IDS.map((id) => `${id}.md`)));
  expect(files.filter((file) => !pageOf('README').includes(`](${file})`))).toEqual([]);
  const rows = pageOf('README')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('.md)'));
  expect(rows.map((row) => /^\| (.*?) \|.*\[([\w-]+)\]\(\2\.md\) \|$/.exec(row)?.slice(1))).toEqual(
    Object.entries(SOURCE_NAMES).map(([id, name]) => [name, id]),
  );
});

test('the page of rules names every field, and its examples are valid', () => {
  const page = pageOf('rules');
  for (const name of Object.keys(ruleSchema.shape)) expect(page, name).toContain(`| \`${name}\` |`);
  for (const name of Object.keys(alertSettings.shape)) expect(page, name).toMatch(new RegExp(`^  ${name}: `, 'm'));
  const [rule = '', silence = ''] = fences(page, 'markdown').map((text) => text.split('---\n')[1] ?? '');
  expect(ruleSchema.safeParse(load(rule, { schema: CORE_SCHEMA })).error).toBeUndefined();
  expect(silenceSchema.safeParse(load(silence, { schema: CORE_SCHEMA })).error).toBeUndefined();
  const [settings = ''] = fences(page, 'yaml');
  const { alerts } = load(settings, { schema: CORE_SCHEMA }) as { alerts: unknown };
  expect(alertSettings.safeParse(alerts).error).toBeUndefined();
});

test('the alert of the README is published on the sample at once, whatever its rules say', () => {
  const readme = readFileSync(join(FOLDER, '../../README.md'), 'utf8');
  const payload = /--json '(\{ "key": "demo".*\})'/.exec(readme)?.[1] ?? '';
  const now = Date.parse('2026-11-21T12:00:00Z');
  const { known } = loadKnown(readContentFolder(join(FOLDER, '../../content')), now);
  const { alerts } = readMessage({ source: 'generic', payload, headers: {}, receivedAt: now });
  const { stories } = decide(alerts, known, now);
  expect(stories.map(({ text }) => /^components:\n {2}labels: /m.test(text))).toEqual([true]);
});

test('a false alarm stays told with "real: false", and comes back where its file is deleted, as the page of rules says', async () => {
  expect(section(pageOf('rules'), 'False alarms')).toContain('`real: false`');
  const now = Date.parse('2026-11-21T12:00:00Z');
  const payload = { key: 'a', title: 'Down', state: 'firing', labels: { component: 'api' }, startedAt: now - 60_000 };
  const { alerts } = readMessage({ source: 'generic', payload, headers: {}, receivedAt: now });
  const files = new Map(Object.entries(SMALL_SITE));
  const send = () => applyTo(files, alerts, now);
  const [path = ''] = send();
  expect(path).toMatch(/^incidents\/2026\/2026-11-21-.*\.md$/);
  const text = files.get(path) ?? '';
  files.set(path, text.replace('severity:', 'real: false\nseverity:'));
  expect(send()).toEqual([]);
  files.delete(path);
  expect(send()).toContain(path);
});

describe.each(SOURCE_IDS)('the page of %s', (id) => {
  const page = pageOf(id);
  const examples = fences(page, 'json').map((text) => readOf(id, JSON.parse(text)));
  const alerts = examples.flatMap((reading) => reading.alerts);

  test('names the tool, its address on the relay and at home, and its key', () => {
    const capitals = id.toUpperCase().replaceAll('-', '_');
    expect(page.startsWith(`# ${SOURCE_NAMES[id]}\n`)).toBe(true);
    expect(page).toContain(`https://alerts.example.com/alerts/${id}`);
    expect(page).toContain(`http://127.0.0.1:4321/alerts/${id}\n`);
    const keys = [...page.matchAll(/ALERTS_(?:TOKEN|SECRET|TOPICS)_([A-Z_]+)/g)].map(([, name]) => name);
    expect(new Set(keys)).toEqual(new Set([capitals]));
  });

  test('has examples that are all understood', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const reading of examples) {
      expect(reading.alerts.length).toBeGreaterThan(0);
      expect([reading.ignored, reading.refused]).toEqual([[], []]);
    }
  });

  test('names no label that no example has, unless it may be missing', () => {
    const rows = [...section(page, 'Labels').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)];
    const needed = rows.filter(([, , text]) => !text?.includes('(optional)')).map(([, name = '']) => name);
    expect(rows.length).toBeGreaterThan(1);
    expect(needed.filter((name) => !hasLabel(alerts, name))).toEqual([]);
  });

  test('names every label of its examples that is not given by people', () => {
    const known = section(page, 'Labels');
    // Where people give labels of their own, their examples are told and the others are not.
    const areGiven = / is there under its name/.test(known);
    const names = areGiven ? [] : [...new Set(alerts.flatMap((alert) => Object.keys(alert.labels)))];
    expect(names.filter((name) => !known.includes(`\`${name.replace(/^tag\..*/, 'tag.<tag>')}\``))).toEqual([]);
  });

  test('ends with a rule that its examples meet', () => {
    const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(fences(page, 'markdown')[0] ?? '') ?? [];
    const rule = ruleSchema.parse(load(front));
    expect(rule.sources).toEqual([id]);
    expect(alerts.some(({ labels }) => mismatch(rule.match, labels) === undefined)).toBe(true);
  });

  test('has settings that can be read, and envelopes with its name', () => {
    for (const text of fences(page, 'yaml')) expect(load(text)).toBeTypeOf('object');
    for (const text of fences(page, 'jsonc')) expect(() => JSON.parse(text) as unknown, text).not.toThrow();
    const envelopes = page.split('client_payload').slice(1);
    for (const rest of envelopes) expect(/source"?:? "?([\w-]+)/.exec(rest)?.[1]).toBe(id);
  });

  test('has links that lead somewhere', () => {
    for (const [, file, anchor] of page.matchAll(/\]\((?!https:)([\w-]+\.md)?(?:#([\w-]+))?\)/g)) {
      const target = file === undefined ? page : readFileSync(join(FOLDER, file), 'utf8');
      const headings = [...target.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
        text.toLowerCase().replaceAll(' ', '-'),
      );
      if (anchor !== undefined) expect(headings).toContain(anchor);
    }
  });
});

/** Does what alerts mean to the files of a site; says which it changed. */
function applyTo(files: Map<string, string>, alerts: readonly Alert[], now: number): string[] {
  const { known, ...before } = loadKnown(
    [...files].map(([path, text]) => ({ path, text })),
    now,
  );
  const { changes } = apply(decide(alerts, known, now), known, before);
  for (const { path, text } of changes) files.set(path, text ?? '');
  return changes.map(({ path }) => path).filter((path) => path.startsWith('incidents/'));
}

function hasLabel(alerts: readonly Alert[], name: string): boolean {
  const [start = '', end] = name.split(/<\w+>/);
  return alerts.some(({ labels }) =>
    Object.keys(labels).some((label) => (end === undefined ? label === name : label.startsWith(start))),
  );
}

function pageOf(name: string): string {
  return readFileSync(join(FOLDER, `${name}.md`), 'utf8');
}

function fences(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

function section(page: string, heading: string): string {
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}
