import type { Change } from '../alerts/store.ts';
import type { Content } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';
import { nearest } from '../problems/suggest.ts';
import { slugOf } from '../schema/fields.ts';
import { refuse } from './refusal.ts';

/** The content that acts are about, at one moment. */
export interface Desk {
  now: number;
  content: Content;
  /** The paths of all files as they are on disk. */
  paths: ReadonlySet<string>;
  /** What the file of an entry holds on disk. */
  textOf: (entry: Entry) => string;
  /** The content as it would be after changes. */
  after: (changes: readonly Change[]) => Content;
}

const FOLDERS = { incident: 'incidents', maintenance: 'maintenance' } as const;

type Named = keyof typeof FOLDERS | 'postmortem';

/** The entry that a person means: by its id, or by any part of it that only one has. */
export function find<K extends Named>(
  { content }: Desk,
  kind: K,
  name: string,
  entries = content.entries[kind] as Entry<K>[],
): Entry<K> {
  const wanted = name.trim().toLowerCase();
  const exact = entries.find(({ id }) => id === wanted);
  if (exact) return exact;
  if (content.unreadable[kind].includes(wanted)) {
    refuse(`The file of the ${wordFor(kind)} ${quoted(name)} cannot be read.`, '`npm run validate` says why.');
  }
  const slugs = entries.filter(({ id }) => id.slice('yyyy-mm-dd-'.length) === wanted);
  const partly = slugs.length === 1 || wanted === '' ? slugs : entries.filter(({ id }) => id.includes(wanted));
  const [only] = partly;
  if (only && partly.length === 1) return only;
  if (partly.length > 1) {
    refuse(`${quoted(name)} could be any of ${partly.length}.`, `Write one of: ${listed(partly)}.`);
  }
  const near = nearest(
    wanted,
    entries.map(({ id }) => id),
  );
  const remedy = near
    ? `Did you mean ${quoted(near)}?`
    : entries.length === 0
      ? 'There is none yet.'
      : `The latest are: ${listed(entries)}.`;
  return refuse(`There is no ${wordFor(kind)} ${quoted(name)}.`, remedy);
}

function wordFor(kind: Named): string {
  return kind === 'postmortem' ? 'post-mortem' : kind;
}

/** The path of an entry's file on disk. */
export function pathOf({ file }: Entry): string {
  return file.origin ?? file.path;
}

/** The day and the title, with a number where there is one of that name. */
export function freeId(kind: keyof typeof FOLDERS, title: string, day: string, { paths }: Desk): string {
  const slug = slugOf(title).slice(0, 50).replace(/-$/, '') || kind;
  const name = `${day}-${slug}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? name : `${name}-${number}`;
    if (!paths.has(`${FOLDERS[kind]}/${id.slice(0, 4)}/${id}.md`)) return id;
  }
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

function listed(entries: readonly Entry[]): string {
  const ids = entries.map(({ id }) => id).sort();
  return ids.slice(-8).reverse().join(', ');
}
