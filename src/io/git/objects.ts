import { posix } from 'node:path';
import { decode } from '../files.ts';
import { type GitObject, type Objects, openObjects } from './object-source.ts';
import type { Place } from './run.ts';

const LINK = '120000';
const TREE = '40000';

/** Reads a folder at a commit in one run of git, and only objects that it has not read before. */
export function objectReader(place: Place): ObjectReader {
  let trees = new Map<string, readonly Entry[]>();
  let texts = new Map<string, string>();
  return {
    async read(rev, prefix) {
      const source = openObjects(place);
      try {
        const [tip] = await source.ask([`${rev}^{commit}`]);
        if (!tip) return undefined;
        const [top] = await source.ask([prefix ? `${tip.id}:${prefix.slice(0, -1)}` : `${tip.id}^{tree}`]);
        const seen = new Map<string, readonly Entry[]>();
        const entries = top?.kind === 'tree' ? await walk(source, top, trees, seen) : new Map<string, Entry>();
        trees = seen;
        texts = await readTexts(source, entries, texts);
        return { commit: tip.id, tree: treeOf(tip), found: top?.kind === 'tree', entries, texts };
      } finally {
        source.close();
      }
    },
  };
}

async function walk(
  source: Objects,
  top: GitObject,
  known: ReadonlyMap<string, readonly Entry[]>,
  seen: Map<string, readonly Entry[]>,
): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  seen.set(top.id, known.get(top.id) ?? parseTree(top));
  for (let level = [{ path: '', id: top.id }]; level.length > 0; ) {
    const fresh = [...new Set(level.map(({ id }) => id))].filter((id) => !seen.has(id) && !known.has(id));
    for (const tree of await source.ask(fresh)) if (tree) seen.set(tree.id, parseTree(tree));
    const next: typeof level = [];
    for (const { path, id } of level) {
      const children = seen.get(id) ?? known.get(id) ?? [];
      seen.set(id, children);
      for (const child of children) {
        if (child.name.startsWith('.') && (path !== '' || child.mode === TREE)) continue;
        if (child.mode === TREE) next.push({ path: `${path}${child.name}/`, id: child.id });
        else if (!child.mode.startsWith('16')) entries.set(path + child.name, child);
      }
    }
    level = next;
  }
  return entries;
}

async function readTexts(
  source: Objects,
  entries: Map<string, Entry>,
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const fresh = new Set<string>();
  for (const { id } of entries.values()) {
    const text = known.get(id);
    if (text === undefined) fresh.add(id);
    else texts.set(id, text);
  }
  for (const blob of await source.ask([...fresh])) if (blob) texts.set(blob.id, decode(blob.bytes));
  for (const [path, entry] of entries) {
    if (entry.mode !== LINK) continue;
    const target = entries.get(posix.join(posix.dirname(path), texts.get(entry.id) ?? ''));
    if (target && target.mode !== LINK) entries.set(path, { ...entry, id: target.id });
    else entries.delete(path);
  }
  return texts;
}

function treeOf(commit: GitObject): string {
  return /^tree ([0-9a-f]+)$/m.exec(commit.bytes.toString('latin1'))?.[1] ?? '';
}

// `<mode> <name>\0<id>`, again and again.
function parseTree(tree: GitObject): Entry[] {
  const { bytes } = tree;
  const idLength = tree.id.length / 2;
  const entries: Entry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    entries.push({
      mode: bytes.toString('latin1', at, space),
      name: bytes.toString('utf8', space + 1, end),
      id: bytes.toString('hex', end + 1, end + 1 + idLength),
    });
    at = end + 1 + idLength;
  }
  return entries;
}

export interface Entry {
  mode: string;
  name: string;
  id: string;
}

export interface FolderAt {
  commit: string;
  /** The whole commit's. */
  tree: string;
  /** The commit has the folder. */
  found: boolean;
  entries: ReadonlyMap<string, Entry>;
  /** By the object's id. */
  texts: ReadonlyMap<string, string>;
}

export interface ObjectReader {
  /** Nothing where there is no such commit. `prefix` is nothing, or a folder's path ended by a slash. */
  read(rev: string, prefix: string): Promise<FolderAt | undefined>;
}
