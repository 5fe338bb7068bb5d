import type { Head, Store } from '../alerts/store.ts';
import { finishMove, makeBranch, moveBranch, tipOf } from './git/branch.ts';
import { makeCommit, makeRoot } from './git/commit.ts';
import { type FolderAt, type ObjectReader, objectReader } from './git/objects.ts';
import { fetchBranch, followRemote, pushBranch, pushNewBranch, remoteTip } from './git/remote.ts';
import { type Author, branchOfHead, openRepository, type Repository } from './git/repository.ts';
import { tryGit } from './git/run.ts';
import { GitError } from './git.ts';
import { sameFiles } from './same-files.ts';

const NOTHING: Head = { commit: '', files: [] };

/** A branch of the git repository that a folder lies in, here or where it was cloned from. */
export function gitStore(options: GitStoreOptions): Store {
  const { remote, worktree = true, orphan = false, made = () => undefined } = options;
  let opening: Promise<Opened> | undefined;
  let last: { at: FolderAt; head: Head } | undefined;

  const opened = (): Promise<Opened> => {
    opening ??= open(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    async read() {
      const { repository, objects, fixed } = await opened();
      const branch = fixed ?? (await branchOfHead(repository));
      if (remote === undefined && worktree) await finishMove(repository);
      if (orphan && !last && !(await isThere(repository, remote, branch))) return NOTHING;
      const ref = remote === undefined ? `refs/heads/${branch}` : await fetchBranch(repository, remote, branch);
      const at = await objects.read(ref, repository.prefix);
      if (!at) throw await noSuchBranch(repository, branch);
      if (!at.found && !orphan) throw nothingThere(repository, branch);
      if (last?.head.commit !== at.commit) last = { at, head: headOf(at, last?.head.files) };
      return last.head;
    },

    async commit(head, message, changes) {
      const { repository, objects, fixed } = await opened();
      const branch = fixed ?? (await branchOfHead(repository));
      const why = message.split('\n', 1)[0] ?? '';
      if (orphan && head.commit === NOTHING.commit) {
        const move = { branch, to: await makeRoot(repository, message, changes), why };
        const isNew = await (remote === undefined
          ? makeBranch(repository, move)
          : pushNewBranch(repository, remote, move));
        return isNew ? 'committed' : 'moved';
      }
      const at = last?.head.commit === head.commit ? last.at : await objects.read(head.commit, repository.prefix);
      if (!at) return 'moved';
      const to = await makeCommit(repository, at, message, changes);
      if (to === undefined) {
        const tip = await (remote === undefined ? tipOf(repository, branch) : remoteTip(repository, remote, branch));
        return tip === head.commit ? 'committed' : 'moved';
      }
      const move = { branch, from: head.commit, to, why };
      const moved = await (remote === undefined
        ? moveBranch(repository, move, worktree)
        : pushBranch(repository, remote, move));
      if (moved) made(to);
      if (moved && remote !== undefined && worktree) await followRemote(repository, move);
      return moved ? 'committed' : 'moved';
    },
  };
}

/** The branch that is checked out where a folder lies. */
export async function checkedOut(folder: string): Promise<string> {
  return branchOfHead(await openRepository(folder, undefined, () => undefined));
}

/** The path of a folder in its repository, with a slash behind it; nothing at the top. */
export async function placeInRepository(folder: string): Promise<string> {
  return (await openRepository(folder, undefined, () => undefined)).prefix;
}

async function open({ folder, branch, remote, author, note = console.warn }: GitStoreOptions): Promise<Opened> {
  const said = new Set<string>();
  const repository = await openRepository(folder, author, (text) => {
    if (said.has(text)) return;
    said.add(text);
    note(text);
  });
  const fixed = branch ?? (remote === undefined ? undefined : await branchOfHead(repository));
  return { repository, objects: objectReader(repository), fixed };
}

function headOf(at: FolderAt, before: Head['files'] = []): Head {
  const files = sameFiles(
    [...at.entries].map(([path, { id }]) => ({ path, text: at.texts.get(id) ?? '' })),
    before,
  );
  return { commit: at.commit, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function isThere(repository: Repository, remote: string | undefined, branch: string): Promise<boolean> {
  const tip = remote === undefined ? tipOf(repository, branch) : remoteTip(repository, remote, branch);
  return (await tip) !== undefined;
}

async function noSuchBranch(repository: Repository, branch: string): Promise<GitError> {
  const name = JSON.stringify(branch);
  const head = await tryGit(repository, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  if (head.output.toString().trim() === branch) {
    return new GitError(
      `The branch ${name} of ${repository.at} has no commit yet. Make the first: git add . && git commit -m "Content"`,
    );
  }
  return new GitError(`There is no branch ${name} in ${repository.at}. Make it: git branch ${branch}`);
}

function nothingThere(repository: Repository, branch: string): GitError {
  return new GitError(
    `${repository.prefix} is not on the branch ${JSON.stringify(branch)}. Commit it first, or name another folder with CONTENT.`,
  );
}

export interface GitStoreOptions {
  /** The content folder, in a repository or its top. */
  folder: string;
  /** The one that is checked out at the time, unless said. */
  branch?: string;
  /** The name or address of the repository whose branch counts; this one's own, unless said. */
  remote?: string;
  /** Bring the files along where the branch is checked out. */
  worktree?: boolean;
  /** A branch with a history of its own: where it is missing it holds nothing, and the first commit makes it. */
  orphan?: boolean;
  author?: Author;
  /** Told of each commit once the branch holds it. */
  made?(commit: string): void;
  /** Told what went well but is worth knowing. */
  note?(text: string): void;
}

interface Opened {
  repository: Repository;
  objects: ObjectReader;
  /** The branch, where it does not follow what is checked out. */
  fixed: string | undefined;
}
