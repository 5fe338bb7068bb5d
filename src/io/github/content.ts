import { createHash } from 'node:crypto';
import { decode } from '../files.ts';
import { type BlobAnswer, blobAnswer, type TreeEntry, treeAnswer } from './answers.ts';
import type { Client } from './client.ts';

const AT_ONCE = 8;
const TREE = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
const BLOB = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';

/** The files of a folder of a tree, by their paths in it; hidden ones only at its top. */
export async function listFolder(client: Client, tree: string, prefix: string): Promise<Map<string, TreeEntry>> {
  const whole = await client.ask(treeAnswer, TREE, { tree_sha: tree, recursive: '1' });
  const entries = whole.truncated ? await walk(client, tree, '', prefix) : whole.tree;
  const files = new Map<string, TreeEntry>();
  for (const entry of entries) {
    const path = entry.path.slice(prefix.length);
    if (entry.type === 'blob' && entry.path.startsWith(prefix) && !isHidden(path)) files.set(path, entry);
  }
  return files;
}

/** Texts by their ids, asked for only where neither `known` nor the cache has them. */
export async function readTexts(
  client: Client,
  ids: Iterable<string>,
  known: ReadonlyMap<string, string>,
  cache: BlobCache | undefined,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await inParallel([...new Set(ids)], async (id) => {
    texts.set(id, known.get(id) ?? (await readText(client, id, cache)));
  });
  return texts;
}

/** The id that git gives to a text. */
export function blobId(bytes: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

async function readText(client: Client, id: string, cache: BlobCache | undefined): Promise<string> {
  const kept = await cache?.get(id);
  if (kept !== undefined) return kept;
  const whole = blobAnswer.refine((answer) => blobId(bytesOf(answer), id) === id);
  const bytes = bytesOf(await client.ask(whole, BLOB, { file_sha: id }));
  const text = decode(bytes);
  await cache?.set(id, text);
  return text;
}

function bytesOf({ content, encoding }: BlobAnswer): Buffer {
  return Buffer.from(content, encoding);
}

// For a tree too large for one answer: folder by folder, and only those that lead to the content or lie in it.
async function walk(client: Client, tree: string, path: string, prefix: string): Promise<TreeEntry[]> {
  const { tree: children } = await client.ask(treeAnswer, TREE, { tree_sha: tree });
  const found: TreeEntry[] = [];
  await inParallel(children, async (child) => {
    const entry = { ...child, path: path + child.path };
    const below = `${entry.path}/`;
    if (entry.type !== 'tree') found.push(entry);
    else if (below.startsWith(prefix) || prefix.startsWith(below)) {
      found.push(...(await walk(client, child.sha, below, prefix)));
    }
  });
  return found;
}

async function inParallel<Item>(items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (errors.length > 0) return;
      await task(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (errors.length > 0) throw errors[0];
}

function isHidden(path: string): boolean {
  const names = path.split('/');
  return names.length > 1 && names.some((name) => name.startsWith('.'));
}

/** Keeps what files hold from one run to the next. */
export interface BlobCache {
  get(id: string): string | undefined | Promise<string | undefined>;
  set(id: string, text: string): void | Promise<void>;
}
