import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from '../git.ts';
import { withLock } from '../lock.ts';
import { differences } from './difference.ts';
import { bringIndexAlong, refreshIndex } from './index-file.ts';
import { takeLock } from './locks.ts';
import { type Repository, type WorkingTree, workingTreeOf } from './repository.ts';
import { type Place, tryGit } from './run.ts';
import { type Begun, begin, end, readBegun } from './unfinished.ts';
import { bringFileAlong } from './working-file.ts';

/** Moves a branch of this repository from one commit to the next, and with it whatever has it checked out. */
export async function moveBranch(repository: Repository, move: Move, withTree: boolean): Promise<boolean> {
  const swap = (): Promise<boolean> => swapBranch(repository, move);
  const tree = withTree ? await workingTreeOf(repository, move.branch) : undefined;
  if (!tree) return swap();
  return withLock(lockOf(repository), async () => {
    await finish(repository);
    const changed = await differences(tree, move.from, move.to);
    const unlock = await takeLock(join(tree.gitFolder, 'index'), repository);
    try {
      if ((await tipOf(repository, move.branch)) !== move.from) return false;
      begin(repository.commonFolder, move);
      // The index goes first, as in git's own commit: one that is behind its branch would take the change back.
      const takeBack = await bringIndexAlong(tree, changed);
      const moved = await swap().catch((error: unknown) => {
        takeBack();
        throw error;
      });
      if (moved) await bringFilesAlong(repository, tree, changed);
      else takeBack();
      if (!moved) end(repository.commonFolder);
      return moved;
    } finally {
      unlock();
    }
  });
}

/** Makes a branch of this repository, unless it is there by now. */
export async function makeBranch(repository: Repository, { branch, to, why }: Omit<Move, 'from'>): Promise<boolean> {
  const none = '0'.repeat(to.length);
  const args = ['update-ref', '-m', `allclear: ${why}`, `refs/heads/${branch}`, to, none];
  const said = await tryGit(repository, args);
  if (said.status === 0) return true;
  if ((await tipOf(repository, branch)) !== undefined) return false;
  throw new GitError(`The branch ${JSON.stringify(branch)} cannot be made: ${said.complaint}`);
}

/** Ends what a process that was killed had begun. */
export async function finishMove(repository: Repository): Promise<void> {
  if (readBegun(repository.commonFolder)) await withLock(lockOf(repository), () => finish(repository));
}

/** Looks at a repository while no other process of ours moves a branch of it, and none has left a move undone. */
export async function whileStill<Value>(repository: Repository, look: () => Value): Promise<Value> {
  return withLock(lockOf(repository), async () => {
    await finish(repository);
    return look();
  });
}

/** The commit that a branch is at. */
export async function tipOf(place: Place, branch: string): Promise<string | undefined> {
  const said = await tryGit(place, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`]);
  return said.status === 0 ? said.output.toString().trim() : undefined;
}

export async function isPartOf(place: Place, commit: string, tip: string): Promise<boolean> {
  return (await tryGit(place, ['merge-base', '--is-ancestor', commit, tip])).status === 0;
}

async function swapBranch(repository: Repository, { branch, from, to, why }: Move): Promise<boolean> {
  const said = await tryGit(repository, ['update-ref', '-m', `allclear: ${why}`, `refs/heads/${branch}`, to, from]);
  if (said.status === 0) return true;
  const tip = await tipOf(repository, branch);
  if (tip === undefined) throw new GitError(`The branch ${JSON.stringify(branch)} is gone from ${repository.at}.`);
  if (tip === from) throw new GitError(`The branch ${JSON.stringify(branch)} cannot be written: ${said.complaint}`);
  return isPartOf(repository, to, tip);
}

async function finish(repository: Repository): Promise<void> {
  const begun = readBegun(repository.commonFolder);
  const tip = begun && (await tipOf(repository, begun.branch));
  if (!begun || tip === undefined || !(await isKnown(repository, begun))) return end(repository.commonFolder);
  // Where a person has left the branch, it waits until they are back.
  const tree = await workingTreeOf(repository, begun.branch);
  if (!tree) return;
  const paths = (await differences(tree, begun.from, begun.to)).map(({ path }) => path);
  const base = (await isPartOf(repository, begun.to, tip)) ? begun.from : begun.to;
  const changed = base === tip ? [] : await differences(tree, base, tip, paths);
  const unlock = await takeLock(join(tree.gitFolder, 'index'), repository);
  try {
    await bringIndexAlong(tree, changed);
    await bringFilesAlong(repository, tree, changed);
  } finally {
    unlock();
  }
}

async function isKnown(place: Place, { from, to }: Begun): Promise<boolean> {
  const said = await tryGit(place, ['cat-file', '--batch-check'], { input: `${from}\n${to}\n` });
  return !said.output.toString().includes(' missing');
}

// The commit stands by now, so nothing here may be taken for its failure.
async function bringFilesAlong(
  repository: Repository,
  tree: WorkingTree,
  changed: Awaited<ReturnType<typeof differences>>,
): Promise<void> {
  let failed = false;
  if (!existsSync(join(tree.gitFolder, 'index'))) return end(repository.commonFolder);
  for (const one of changed) {
    try {
      await bringFileAlong(tree, one);
    } catch (error) {
      failed = true;
      repository.note(`${one.path} is committed but could not be written to ${tree.at}: ${(error as Error).message}`);
    }
  }
  try {
    await refreshIndex(tree);
  } catch (error) {
    repository.note(`The index of ${tree.at} could not be refreshed: ${(error as Error).message}`);
  }
  if (!failed) end(repository.commonFolder);
}

function lockOf(repository: Repository): string {
  return join(repository.commonFolder, 'allclear.lock');
}

export interface Move {
  branch: string;
  from: string;
  to: string;
  /** The first line of the commit's message. */
  why: string;
}
