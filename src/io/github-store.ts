import type { Change, Head, Store } from '../alerts/store.ts';
import { isContentPath } from './content-path.ts';
import { decode } from './files.ts';
import { commitAnswer, newTreeAnswer, type TreeEntry } from './github/answers.ts';
import { makeBranch, moveBranch, tipOf, tipOrNone } from './github/branch.ts';
import { type ClientOptions, githubClient } from './github/client.ts';
import { type BlobCache, blobId, listFolder, readTexts } from './github/content.ts';
import { GithubError } from './github/error.ts';
import { sameFiles } from './same-files.ts';

const FILE = '100644';
const NOTHING: Head = { commit: '', files: [] };

/** A branch on GitHub that is read and written without a clone. */
export function githubStore(options: GithubStoreOptions): Store {
  const { branch, cache, orphan = false } = options;
  const client = githubClient(options);
  const prefix = options.folder
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .map((name) => `${name}/`)
    .join('');
  let last: State | undefined;

  const treeAt = async (commit: string): Promise<string> => {
    if (last?.head.commit === commit) return last.tree;
    const answer = await client.ask(commitAnswer, 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      commit_sha: commit,
    });
    return answer.tree.sha;
  };

  const makeFirst = async (message: string, changes: readonly Change[]): Promise<'committed' | 'moved'> => {
    const tree = changes.filter(({ text }) => text !== undefined).map((change) => treeEntry(change, prefix, undefined));
    const made = await client.ask(newTreeAnswer, 'POST /repos/{owner}/{repo}/git/trees', { tree });
    const what = { message, tree: made.sha, parents: [] };
    const commit = await client.ask(commitAnswer, 'POST /repos/{owner}/{repo}/git/commits', what);
    return (await makeBranch(client, branch, commit.sha)) ? 'committed' : 'moved';
  };

  return {
    async read() {
      const commit = orphan ? await tipOrNone(client, branch) : await tipOf(client, branch);
      if (commit === undefined) return NOTHING;
      if (last?.head.commit === commit) return last.head;
      const tree = await treeAt(commit);
      const entries = last?.tree === tree ? last.entries : await listFolder(client, tree, prefix);
      if (entries.size === 0 && !orphan) throw nothingThere(options);
      const texts = await readTexts(
        client,
        [...entries.values()].map(({ sha }) => sha),
        last?.texts ?? new Map(),
        cache,
      );
      last = { tree, entries, texts, head: headOf(commit, entries, texts, last?.head.files) };
      return last.head;
    },

    async commit(head, message, changes) {
      if (orphan && head.commit === NOTHING.commit) return makeFirst(message, changes);
      const base = await treeAt(head.commit);
      const known = last?.head.commit === head.commit ? last : undefined;
      const present = new Set(head.files.map(({ path }) => path));
      const tree = changes
        .filter(({ path, text }) => text !== undefined || present.has(path))
        .map((change) => treeEntry(change, prefix, known?.entries.get(change.path)));
      if (tree.length === 0) return (await tipOf(client, branch)) === head.commit ? 'committed' : 'moved';
      const made = await client.ask(newTreeAnswer, 'POST /repos/{owner}/{repo}/git/trees', { base_tree: base, tree });
      if (made.sha === base) return (await tipOf(client, branch)) === head.commit ? 'committed' : 'moved';
      const commit = await client.ask(commitAnswer, 'POST /repos/{owner}/{repo}/git/commits', {
        message,
        tree: made.sha,
        parents: [head.commit],
      });
      if (!(await moveBranch(client, branch, head.commit, commit.sha))) return 'moved';
      if (known && known === last) last = await changed(known, commit.sha, made.sha, changes, cache);
      return 'committed';
    },
  };
}

function treeEntry({ path, text }: Change, prefix: string, before: TreeEntry | undefined) {
  if (!isContentPath(path)) {
    throw new GithubError(
      `${JSON.stringify(path)} is no path in the content folder.`,
      'Write one such as incidents/2026/a.md.',
    );
  }
  const place = { path: prefix + path, type: 'blob', mode: before?.mode === '100755' ? before.mode : FILE };
  return text === undefined ? { ...place, sha: null } : { ...place, content: text.toWellFormed() };
}

// What was written need not be read again.
async function changed(
  before: State,
  commit: string,
  tree: string,
  changes: readonly Change[],
  cache: BlobCache | undefined,
): Promise<State> {
  const entries = new Map(before.entries);
  const texts = new Map(before.texts);
  for (const { path, text } of changes) {
    const old = entries.get(path);
    entries.delete(path);
    if (text === undefined) continue;
    const bytes = Buffer.from(text);
    const sha = blobId(bytes, commit);
    entries.set(path, { path, sha, type: 'blob', mode: old?.mode === '100755' ? old.mode : FILE });
    texts.set(sha, decode(bytes));
    await cache?.set(sha, decode(bytes));
  }
  return { tree, entries, texts, head: headOf(commit, entries, texts, before.head.files) };
}

function headOf(
  commit: string,
  entries: ReadonlyMap<string, TreeEntry>,
  texts: ReadonlyMap<string, string>,
  before: Head['files'] = [],
): Head {
  const files = sameFiles(
    [...entries].map(([path, { sha }]) => ({ path, text: texts.get(sha) ?? '' })),
    before,
  );
  return { commit, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function nothingThere({ folder, branch }: GithubStoreOptions): GithubError {
  return new GithubError(
    `The folder ${JSON.stringify(folder)} is not on the branch ${JSON.stringify(branch)}.`,
    'Push it first, or name another folder with CONTENT.',
  );
}

export interface GithubStoreOptions extends ClientOptions {
  branch: string;
  /** The content folder's path in the repository; nothing for its top. */
  folder: string;
  cache?: BlobCache;
  /** A branch with a history of its own: where it is missing it holds nothing, and the first commit makes it. */
  orphan?: boolean;
}

interface State {
  head: Head;
  tree: string;
  entries: ReadonlyMap<string, TreeEntry>;
  texts: ReadonlyMap<string, string>;
}
