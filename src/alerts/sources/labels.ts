import { clip, isRecord } from './reading.ts';

const MOST_LABELS = 64;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 200;
const MOST_LOOKED_AT = 1_000;
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);

/** Labels from names and values, the first of each name; without what is empty or not one word. */
export function labelsOf(groups: readonly Named[], fallback: Named): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of groups.flatMap(entriesOf)) add(found, name, value);
  const first = new Map<string, string>();
  for (const [name, value] of Object.entries(fallback)) add(first, name, found.get(name) ?? value);
  return Object.fromEntries([...new Map([...first, ...found])].slice(0, MOST_LABELS));
}

/** Tags as labels: `name:value` under its name, a word alone as `tag.<word>`. */
export function tagsOf(tags: unknown): Named {
  const words = typeof tags === 'string' ? tags.slice(0, 20_000).split(',') : Array.isArray(tags) ? tags : [];
  return Object.fromEntries(words.slice(0, MOST_LOOKED_AT).map(tagOf));
}

/** An address without what can be secret in it: no user, no query. */
export function address(text: string | undefined): string | undefined {
  const url = text === undefined || text.length > 2_000 ? null : URL.parse(text);
  if (!url) return text;
  return url.host === '' ? undefined : `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

function entriesOf(group: Named): [string, unknown][] {
  return Object.entries(group).slice(0, MOST_LOOKED_AT);
}

function add(found: Map<string, string>, name: string, value: unknown): void {
  const label = name.slice(0, LONGEST_NAME).replaceAll(/[^a-zA-Z0-9_.-]/g, '_');
  const text = textOf(value);
  if (label !== '' && text !== '' && !DANGEROUS.has(label) && !found.has(label)) found.set(label, text);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return clip(value, LONGEST_VALUE);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function tagOf(tag: unknown): [string, unknown] {
  if (Array.isArray(tag) && typeof tag[0] === 'string') return [tag[0], tag[1]];
  if (isRecord(tag)) return pair(textOf(tag['name'] ?? tag['key']), textOf(tag['value']));
  const text = textOf(tag);
  const colon = text.indexOf(':');
  return colon > 0 ? pair(text.slice(0, colon).trim(), text.slice(colon + 1).trim()) : pair(text, '');
}

function pair(name: string, value: string): [string, string] {
  return value === '' ? [name === '' ? '' : `tag.${name}`, 'true'] : [name, value];
}

export type Named = Readonly<Record<string, unknown>>;
