import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Difference } from './difference.ts';
import type { WorkingTree } from './repository.ts';
import { git, tryGit } from './run.ts';
import { follow } from './union.ts';

/** Brings a person's index along, whose lock the caller holds; what they have staged stays. Returns the way back. */
export async function bringIndexAlong(tree: WorkingTree, changed: readonly Difference[]): Promise<() => void> {
  const index = join(tree.gitFolder, 'index');
  if (!existsSync(index)) return () => undefined;
  const before = { bytes: readFileSync(index), mtime: statSync(index).mtimeMs };
  await rewrite(tree, async (env) => {
    const staged = await entriesOf(tree, changed, env);
    const lines: string[] = [];
    for (const one of changed) lines.push(...(await lineFor(tree, one, staged.get(one.path))));
    await git(tree, ['update-index', '-z', '--index-info'], { env, input: lines.join('') });
  });
  return () => {
    writeFileSync(`${index}.allclear`, before.bytes);
    setTime(`${index}.allclear`, before.mtime);
    renameSync(`${index}.allclear`, index);
  };
}

/** Lets the index know when files were written, so that nothing has to read them to see that they are unchanged. */
export async function refreshIndex(tree: WorkingTree): Promise<void> {
  if (!existsSync(join(tree.gitFolder, 'index'))) return;
  await rewrite(tree, async (env) => {
    await tryGit(tree, ['update-index', '-q', '--refresh'], { env });
  });
}

async function rewrite(tree: WorkingTree, change: (env: Record<string, string>) => Promise<void>): Promise<void> {
  const index = join(tree.gitFolder, 'index');
  const copy = join(tree.gitFolder, `allclear-index-${process.pid}`);
  try {
    copyFileSync(index, copy);
    setTime(copy, statSync(index).mtimeMs);
    await change({ GIT_INDEX_FILE: copy });
    renameSync(copy, index);
  } finally {
    rmSync(copy, { force: true });
  }
}

// Git takes files that are younger than the index for unknown ones; a copy must not look younger than it is.
function setTime(file: string, mtimeMs: number): void {
  const seconds = Math.floor(mtimeMs) / 1000;
  utimesSync(file, seconds, seconds);
}

async function lineFor(tree: WorkingTree, one: Difference, staged: Staged | undefined): Promise<string[]> {
  // A conflict is for the person who is in it; the file itself takes both sides.
  if (staged?.conflict) return [];
  const wanted = await follow(tree, staged?.id, one.from, one.to);
  if (wanted === staged?.id) return [];
  if (wanted === undefined) return [`0 ${'0'.repeat(one.from?.length ?? 40)}\t${one.path}\0`];
  return [`${staged?.mode ?? one.mode} ${wanted}\t${one.path}\0`];
}

async function entriesOf(
  tree: WorkingTree,
  changed: readonly Difference[],
  env: Record<string, string>,
): Promise<Map<string, Staged>> {
  const paths = changed.map(({ path }) => path);
  const list = await git(tree, ['ls-files', '-s', '-z', '--', ...paths], { env });
  const found = new Map<string, Staged>();
  for (const text of list.split('\0').filter(Boolean)) {
    const tab = text.indexOf('\t');
    const [mode = '', id = '', stage] = text.slice(0, tab).split(' ');
    found.set(text.slice(tab + 1), { mode, id, conflict: stage !== '0' });
  }
  return found;
}

interface Staged {
  mode: string;
  id: string;
  conflict: boolean;
}
