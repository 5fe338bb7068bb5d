import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GitError } from '../git.ts';
import { isPartOf, type Move } from './branch.ts';
import { lockNamedIn, waitForLock } from './locks.ts';
import { type Repository, workingTreeOf } from './repository.ts';
import { runOnce, tryGit } from './run.ts';

const NETWORK_MS = 120_000;
const TRIES = 5;
const PAUSE_MS = 100;

/** Brings a remote branch here; the answer is the name under which its tip can be read. */
export async function fetchBranch(repository: Repository, remote: string, branch: string): Promise<string> {
  const ref = `refs/allclear/${branch}`;
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--refmap='];
  for (let tries = 1; ; tries++) {
    const said = await tryGit(repository, [...args, remote, `+refs/heads/${branch}:${ref}`], {
      afar: true,
      milliseconds: NETWORK_MS,
    });
    if (said.status === 0) return ref;
    // Another of our processes fetches at the same moment.
    if (tries === TRIES || !/cannot lock ref|shallow file has changed/.test(said.complaint)) {
      throw new GitError(whyUnreadable(remote, branch, said.complaint));
    }
    await wait(PAUSE_MS * tries);
  }
}

/** Moves a remote branch from one commit to the next, unless it is elsewhere by now. */
export async function pushBranch(repository: Repository, remote: string, move: Move): Promise<boolean> {
  const { branch, from, to } = move;
  // The lease only narrows what may be pushed: the new commit follows the one that it names, so none is ever taken away.
  const lease = `--force-with-lease=refs/heads/${branch}:${from}`;
  const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no', lease];
  for (let tries = 1; ; tries++) {
    const said = await runOnce(repository, [...args, remote, `${to}:refs/heads/${branch}`], {
      afar: true,
      milliseconds: NETWORK_MS,
    });
    if (said.status === 0) return true;
    const words = `${said.complaint}\n${said.output}`.trim();
    const tip = await remoteTip(repository, remote, branch, words);
    if (tip !== from)
      return tip !== undefined && (await isPartOf(repository, to, await fetchBranch(repository, remote, branch)));
    const lock = lockNamedIn(words.replaceAll(/^remote: /gm, ''));
    if (lock !== undefined && (await isHere(repository, remote))) {
      await waitForLock(lock, { at: dirname(lock), note: repository.note });
    }
    if (tries === TRIES || !isRivalAtWork(words)) {
      throw new GitError(`${remote} does not take the change to ${JSON.stringify(branch)}: ${words}`);
    }
    await wait(PAUSE_MS * tries);
  }
}

/** Makes a remote branch, unless it is there by now. */
export async function pushNewBranch(
  repository: Repository,
  remote: string,
  { branch, to }: Pick<Move, 'branch' | 'to'>,
): Promise<boolean> {
  // An empty lease asks that there be no such branch.
  const lease = `--force-with-lease=refs/heads/${branch}:`;
  const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no', lease];
  const said = await runOnce(repository, [...args, remote, `${to}:refs/heads/${branch}`], {
    afar: true,
    milliseconds: NETWORK_MS,
  });
  if (said.status === 0) return true;
  const words = `${said.complaint}\n${said.output}`.trim();
  const tip = await remoteTip(repository, remote, branch, words);
  if (tip !== undefined) return tip === to;
  throw new GitError(`${remote} does not take the branch ${JSON.stringify(branch)}: ${words}`);
}

/** Lets the local branch of the same name follow, where that takes nothing from anybody. */
export async function followRemote(repository: Repository, { branch, to }: Move): Promise<void> {
  const tree = await workingTreeOf(repository, branch);
  if (!tree) return;
  const args = ['merge', '--ff-only', '--quiet', '--no-stat', '--no-autostash', '--no-overwrite-ignore', to];
  const said = await tryGit(tree, args);
  if (said.status === 0) return;
  repository.note(`The change is pushed, but ${tree.at} stays as it is: ${said.complaint}`);
}

/** The commit that a remote branch is at. */
export async function remoteTip(
  repository: Repository,
  remote: string,
  branch: string,
  before = '',
): Promise<string | undefined> {
  const said = await runOnce(repository, ['ls-remote', '--quiet', remote, `refs/heads/${branch}`], {
    afar: true,
    milliseconds: NETWORK_MS,
  });
  if (said.status === 0) return said.output.toString().split('\t')[0] || undefined;
  throw new GitError([before, whyUnreadable(remote, branch, said.complaint)].filter(Boolean).join('\n'));
}

async function isHere(repository: Repository, remote: string): Promise<boolean> {
  const said = await tryGit(repository, ['ls-remote', '--get-url', remote]);
  return /^(?:file:\/\/)?\//.test(said.output.toString());
}

function isRivalAtWork(words: string): boolean {
  return /failed to update ref|cannot lock ref|incorrect old value|stale info|fetch first|non-fast-forward|File exists/.test(
    words,
  );
}

function whyUnreadable(remote: string, branch: string, complaint: string): string {
  if (complaint.includes("couldn't find remote ref")) {
    return `${remote} has no branch ${JSON.stringify(branch)}. Push one: git push ${remote} HEAD:${branch}`;
  }
  return `${remote} cannot be read: ${complaint}`;
}
