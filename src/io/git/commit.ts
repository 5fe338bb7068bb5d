import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../alerts/store.ts';
import { isContentPath } from '../content-path.ts';
import { GitError } from '../git.ts';
import type { FolderAt } from './objects.ts';
import type { Repository } from './repository.ts';
import { git } from './run.ts';

const FILE = '100644';

/** Makes a commit of changes that no branch has yet; nothing where they change nothing. */
export async function makeCommit(
  repository: Repository,
  parent: FolderAt,
  message: string,
  changes: readonly Change[],
): Promise<string | undefined> {
  checkPaths(changes);
  const lines = await Promise.all(changes.map((change) => indexLine(repository, parent, change)));
  const tree = await makeTree(repository, lines, parent.commit);
  if (tree === parent.tree) return undefined;
  const made = await git(repository, ['commit-tree', tree, '-p', parent.commit, '-F', '-'], { input: message });
  return made.trim();
}

/** Makes a commit that follows none and holds only these files. */
export async function makeRoot(repository: Repository, message: string, changes: readonly Change[]): Promise<string> {
  checkPaths(changes);
  const none: FolderAt = { commit: '', tree: '', found: false, entries: new Map(), texts: new Map() };
  const written = changes.filter(({ text }) => text !== undefined);
  const lines = await Promise.all(written.map((change) => indexLine(repository, none, change)));
  const tree = await makeTree(repository, lines);
  return (await git(repository, ['commit-tree', tree, '-F', '-'], { input: message })).trim();
}

function checkPaths(changes: readonly Change[]): void {
  const wrong = changes.find((change) => !isContentPath(change.path));
  if (wrong) throw new GitError(`${JSON.stringify(wrong.path)} is no path in the content folder.`);
}

async function makeTree(repository: Repository, lines: string[], base?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    if (base !== undefined) await git(repository, ['read-tree', base], { env });
    // Removals first: a file may give way to a folder of its name.
    const input = lines.sort((a, b) => Number(b.startsWith('0 ')) - Number(a.startsWith('0 '))).join('');
    await git(repository, ['update-index', '-z', '--index-info'], { env, input });
    return (await git(repository, ['write-tree'], { env })).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function indexLine(repository: Repository, parent: FolderAt, { path, text }: Change): Promise<string> {
  const name = `${repository.prefix}${path}\0`;
  if (text === undefined) return `0 ${'0'.repeat(parent.commit.length)}\t${name}`;
  const id = (await git(repository, ['hash-object', '-w', '--stdin'], { input: text })).trim();
  const mode = parent.entries.get(path)?.mode;
  return `${mode?.startsWith('100') ? mode : FILE} ${id}\t${name}`;
}
