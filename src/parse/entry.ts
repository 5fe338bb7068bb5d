import type { z } from 'zod';
import type { Position, Problem, SourceFile } from '../problems/problem.ts';
import { problem } from '../problems/problem.ts';
import { isId, slugOf } from '../schema/fields.ts';
import { type DataOf, KINDS, type Kind } from '../schema/kinds.ts';
import type { Update } from '../schema/update.ts';
import { INCIDENT_STATES, MAINTENANCE_STATES } from '../schema/words.ts';
import { type Document, readDocument, readText, readYamlFile } from './frontmatter.ts';
import { mdxProblems } from './mdx.ts';
import { withoutPlaces } from './places.ts';
import type { Result } from './result.ts';
import { place, schemaProblems } from './schema-problems.ts';
import { readNotes, readUpdates, type Split } from './updates.ts';

/** Fields that hold things by their names, each of which can be wrong alone. */
const NAMED_PARTS: readonly string[] = ['channels'];

/** One file of content that could be read. */
export interface Entry<K extends Kind = Kind> {
  kind: K;
  id: string;
  file: SourceFile;
  data: DataOf<K>;
  /** The Markdown below the fields; without the updates where there are any. */
  body: string;
  bodyLine: number;
  updates: Update[];
  unclosed?: { line: number; text: string };
  /** What it says so that it cannot be used, and counts as not said: `url`, `channels.team`. */
  unusable?: readonly string[];
  /** Where a field stands, for problems found later. */
  at: (path: readonly PropertyKey[], key?: boolean) => Position;
}

/** The kind of a file, by where it lies; undefined where nothing is read from there. */
export function kindOf(path: string): Kind | undefined {
  return (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].path.test(path));
}

/** Reads one file of a kind: its fields by its schema, its updates by the grammar of their headings. */
export function parseEntry<K extends Kind>(kind: K, file: SourceFile): Result<Entry<K>> {
  const read = kind === 'site' ? readYamlFile : kind === 'log' ? readText : readDocument;
  const document = read(file, article(owner(kind)));
  if (document.problems) return document;
  const { value } = document;
  const { schema } = KINDS[kind];
  const parsed = schema.safeParse(value.fields);
  const text = parseText(kind, value, file);
  const fields = parsed.success ? [] : schemaProblems(parsed.error.issues, schema, value, file, article(owner(kind)));
  const problems = [...nameProblems(kind, file), ...fields, ...text.problems];
  if (!parsed.success || problems.length > 0) return { problems };
  return {
    value: {
      kind,
      id: idOf(file.path),
      file,
      data: parsed.data as DataOf<K>,
      body: text.body,
      bodyLine: text.bodyLine,
      updates: text.updates,
      ...(text.unclosed && { unclosed: text.unclosed }),
      at: (path, key) => place(value, path, key),
    },
  };
}

/**
 * What a file says where it is right: the fields that fit, defaults or `fallback` for the rest. For the kinds that others
 * refer to, so that one wrong field does not take everything down that names them.
 */
export function salvageEntry<K extends 'site' | 'component' | 'severity'>(
  kind: K,
  file: SourceFile,
  fallback: Record<string, unknown>,
): Entry<K> {
  const document = kind === 'site' ? readYamlFile(file, kind) : readDocument(file, kind);
  const { schema } = KINDS[kind];
  let fields: Record<string, unknown> = { ...document.value?.fields };
  let parsed = schema.safeParse(fields);
  const wrong: string[] = document.value ? [] : Object.keys(fallback);
  if (!parsed.success) {
    wrong.push(...parsed.error.issues.flatMap((issue) => wrongParts(issue, fields)));
    fields = { ...fallback, ...withoutParts(fields, wrong) };
    parsed = schema.safeParse(fields);
  }
  const data = (parsed.success ? parsed.data : schema.parse(fallback)) as DataOf<K>;
  const body = document.value?.body ?? '';
  return {
    kind,
    id: idOf(file.path),
    file,
    data,
    body,
    bodyLine: 1,
    updates: [],
    unusable: parsed.success ? [...new Set(wrong)] : Object.keys(fallback),
    at: () => ({ line: 1, column: 1, length: 0 }),
  };
}

/** The field that is wrong; of those that hold things by their names, the one that is. */
function wrongParts({ path, ...issue }: z.core.$ZodIssue, fields: Record<string, unknown>): string[] {
  if (issue.code === 'unrecognized_keys' && path.length === 0) return issue.keys;
  const [field, name] = path.map(String);
  const isOneOfMany =
    field !== undefined && NAMED_PARTS.includes(field) && Object.hasOwn(Object(fields[field]), name ?? '');
  return [isOneOfMany ? `${field}.${name}` : (field ?? '')];
}

function withoutParts(fields: Record<string, unknown>, wrong: readonly string[]): Record<string, unknown> {
  const left = Object.entries(fields).filter(([field]) => !wrong.includes(field));
  return Object.fromEntries(
    left.map(([field, value]) => [
      field,
      NAMED_PARTS.includes(field) && value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).filter(([name]) => !wrong.includes(`${field}.${name}`)))
        : value,
    ]),
  );
}

/** What other files call this one: its name without folder and ending. */
export function idOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.(?:mdx?|ya?ml)$/, '');
}

function parseText(
  kind: Kind,
  document: Document,
  file: SourceFile,
): Pick<Entry, 'body' | 'bodyLine' | 'updates' | 'unclosed'> & { problems: Problem[] } {
  const { body, bodyLine } = document;
  if (kind === 'incident' || kind === 'maintenance') {
    const states = kind === 'incident' ? INCIDENT_STATES : MAINTENANCE_STATES;
    const read = readUpdates<Update['state'] & string>(body, bodyLine, states, file);
    const problems = kind === 'incident' ? withLostText('text-before-update', read, file) : read.problems;
    const { updates, unclosed } = read;
    return { body: read.intro, bodyLine, updates, ...(unclosed && { unclosed }), problems };
  }
  if (kind === 'log') {
    const read = readNotes(body, bodyLine, file);
    const { updates, unclosed } = read;
    const problems = withLostText('text-before-note', read, file);
    return { body: '', bodyLine, updates, ...(unclosed && { unclosed }), problems };
  }
  if (kind === 'template') {
    return { body: body.trim(), bodyLine, updates: [], problems: mdxProblems(withoutPlaces(body), bodyLine, file) };
  }
  const problems = file.path.endsWith('.mdx') ? mdxProblems(body, bodyLine, file) : [];
  return { body: body.trim(), bodyLine, updates: [], problems };
}

/** The problems of a text whose first words would be shown nowhere. */
function withLostText(
  code: 'text-before-update' | 'text-before-note',
  { intro, introLine, problems }: Split<Update>,
  file: SourceFile,
): Problem[] {
  if (intro === '' || problems.length > 0) return problems;
  const [line = ''] = intro.split('\n');
  return [problem(code, file, { line: introLine, length: line.length }, { line })];
}

function nameProblems(kind: Kind, file: SourceFile): Problem[] {
  if (kind === 'site') return [];
  const name = idOf(file.path);
  const expected = isId(name) ? name : slugOf(name);
  if (name !== expected) return [problem('bad-file-name', file, {}, { name, expected: expected || 'a-name' })];
  const year = /^[a-z]+\/(\d{4})\//.exec(file.path)?.[1];
  return year && !name.startsWith(year) ? [problem('wrong-folder', file, {}, { year, name })] : [];
}

function owner(kind: Kind): string {
  return (
    {
      oncall: 'on-call rotation',
      rule: 'alert rule',
      postmortem: 'post-mortem',
      log: 'internal timeline',
    }[kind as string] ?? kind
  );
}

function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
