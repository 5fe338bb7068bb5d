import { additionOf } from '../parse/addition.ts';
import { type Entry, idOf, kindOf, parseEntry, salvageEntry } from '../parse/entry.ts';
import type { Result } from '../parse/result.ts';
import { inReadingOrder, type Problem, problem, type SourceFile } from '../problems/problem.ts';
import { KINDS, type Kind } from '../schema/kinds.ts';
import { addAll, withoutAdded } from './additions.ts';
import { checkAliases } from './aliases.ts';
import type { Content } from './content.ts';
import { checkDependencies } from './dependencies.ts';
import { checkElements } from './elements.ts';
import { checkIdentity } from './identity.ts';
import { checkLostHtml } from './lost-html.ts';
import { checkMessages } from './messages.ts';
import { checkReach } from './reach.ts';
import { checkRecords } from './records.ts';
import { checkReferences } from './references.ts';
import { checkRules } from './rules.ts';
import { checkSeries } from './series.ts';
import { checkSilences } from './silences.ts';
import { checkTemplates } from './templates.ts';
import { checkTimes } from './times.ts';
import { checkUnclosed } from './unclosed.ts';

type EntryKind = Exclude<Kind, 'site'>;

const NO_SITE: SourceFile = { path: 'site.yaml', text: '' };

/**
 * Reads and checks all files together. A file with a problem is left out, and the problem kept; a site, component or
 * severity keeps what is right about it, because other files name it.
 */
export function readContent(files: readonly SourceFile[], now: number): Content {
  const content = parseAll(files);
  const across = [
    checkReferences,
    checkIdentity,
    checkDependencies,
    checkAliases,
    checkRules,
    checkMessages,
    checkTemplates,
    checkReach,
    checkUnclosed,
    checkLostHtml,
    checkElements,
  ].flatMap((check) => check(content));
  const found = [
    ...across,
    ...checkTimes(content, now),
    ...checkRecords(content, now),
    ...checkSilences(content, now),
    ...checkSeries(content, now),
  ];
  return {
    ...withoutProblematic(content, found),
    problems: inReadingOrder([...content.problems, ...found]),
  };
}

function parseAll(files: readonly SourceFile[]): Content {
  const problems: Problem[] = [];
  const entries = emptyByKind<Entry>();
  const unreadable = emptyByKind<string>();
  const additions: SourceFile[] = [];
  for (const file of files) {
    const kind = kindOf(file.path);
    if (kind === undefined && additionOf(file) !== undefined) {
      additions.push(file);
      continue;
    }
    if (kind === undefined) {
      problems.push(...misplaced(file));
      continue;
    }
    const parsed = parseOnce(kind, file);
    if (parsed.value) {
      entries[kind].push(parsed.value);
      continue;
    }
    problems.push(...parsed.problems);
    unreadable[kind].push(idOf(file.path));
    // A name that cannot be an address has no page, whatever is right about the file.
    const addressed = parsed.problems.every((one) => one.code !== 'bad-file-name');
    const salvaged = addressed ? salvage(kind, file) : undefined;
    if (salvaged) entries[kind].push(salvaged);
  }
  const added = addAll(entries.incident as Entry<'incident'>[], additions, unreadable.incident);
  entries.incident = added.incidents as Entry[];
  problems.push(...added.problems);
  const { site: sites, ...others } = entries;
  const [site, second] = sites;
  if (!site) {
    unreadable.site.push('site');
    problems.push(problem('no-site', NO_SITE, {}, {}));
  }
  if (second) problems.push(problem('same-id', second.file, {}, { id: 'site', other: site?.file.path ?? '' }));
  return {
    site: (site ?? salvage('site', NO_SITE)) as Entry<'site'>,
    entries: others as Content['entries'],
    unreadable,
    problems,
    files,
  };
}

// Whoever reads again and again, as alerts come in, reads mostly the same files.
const parsedFiles = new WeakMap<SourceFile, Result<Entry>>();

function parseOnce(kind: Kind, file: SourceFile): Result<Entry> {
  const known = parsedFiles.get(file) ?? parseEntry(kind, file);
  parsedFiles.set(file, known);
  return known;
}

function salvage(kind: Kind, file: SourceFile): Entry | undefined {
  const id = idOf(file.path);
  if (kind === 'site')
    return salvageEntry(kind, file, {
      name: 'Status',
      url: 'http://localhost:4321',
    });
  if (kind === 'component') return salvageEntry(kind, file, { name: id, since: '1970-01-01' });
  if (kind === 'severity')
    return salvageEntry(kind, file, {
      name: id.toUpperCase(),
      level: 9,
      summary: id.toUpperCase(),
    });
  return undefined;
}

function withoutProblematic(content: Content, problems: readonly Problem[]): Content {
  const bad = new Set(problems.filter((one) => one.level === 'error').map((one) => one.file));
  const unreadable = structuredClone(content.unreadable);
  const entries = emptyByKind<Entry>();
  for (const kind of Object.keys(content.entries) as EntryKind[]) {
    for (const entry of content.entries[kind] as Entry[]) {
      if (!bad.has(entry.file.origin ?? entry.file.path)) entries[kind].push(withoutAdded(entry, bad));
      else if (kind === 'component') entries[kind].push(withoutReferences(entry as Entry<'component'>) as Entry);
      else unreadable[kind].push(entry.id);
    }
  }
  const { site: _, ...others } = entries;
  return { ...content, entries: others as Content['entries'], unreadable };
}

function withoutReferences(entry: Entry<'component'>): Entry<'component'> {
  const { group: _, runbook: __, ...data } = entry.data;
  return { ...entry, data: { ...data, depends: [] } };
}

function misplaced(file: SourceFile): Problem[] {
  const { path } = file;
  if (/^(?:incidents|maintenance)\/.*\.mdx$/.test(path)) return [problem('incident-mdx', file, {}, { path })];
  if (!/\.(?:mdx?|ya?ml)$/i.test(path) || /^(?:README|readme)\.md$/.test(path)) return [];
  const folder = path.split('/')[0] ?? '';
  const all = Object.values(KINDS).map((kind) => kind.example);
  const near = all.filter((example) => example.startsWith(`${folder}/`));
  return [problem('unknown-place', file, {}, { path, examples: near.length > 0 ? near : all })];
}

function emptyByKind<Item>(): Record<Kind, Item[]> {
  return Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, [] as Item[]])) as Record<Kind, Item[]>;
}
