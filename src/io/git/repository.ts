import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { GitError } from '../git.ts';
import { git, type Place, tryGit } from './run.ts';

const NAME = 'Allclear';
const EMAIL = 'allclear@localhost.invalid';

/** The repository that a folder lies in, by any way that leads there. */
export async function openRepository(
  folder: string,
  author: Author | undefined,
  note: (text: string) => void,
): Promise<Repository> {
  const { existing, rest } = nearestExisting(resolve(folder));
  const place: Place = { at: existing, env: {}, note };
  const said = await tryGit(place, ['rev-parse', '--git-common-dir', '--show-prefix']);
  if (said.status !== 0) throw notARepository(folder, said.complaint);
  const [commonFolder = '', ...inside] = said.output.toString().split('\n');
  return {
    at: existing,
    env: await identity(place, author),
    note,
    commonFolder: resolve(existing, commonFolder),
    prefix: `${inside.slice(0, -1).join('\n')}${rest.map((name) => `${name}/`).join('')}`,
  };
}

/** The branch that HEAD names. */
export async function branchOfHead(repository: Repository): Promise<string> {
  const said = await tryGit(repository, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  if (said.status === 0) return said.output.toString().trim();
  throw new GitError(
    `No branch is checked out in ${repository.at}, only a commit. Say which branch to write to, or check one out: git switch main`,
  );
}

/** The working tree that has a branch checked out, if any has. */
export async function workingTreeOf(repository: Repository, branch: string): Promise<WorkingTree | undefined> {
  const list = await git(repository, ['worktree', 'list', '--porcelain']);
  const entry = list.split('\n\n').find((text) => text.split('\n').includes(`branch refs/heads/${branch}`));
  const top = /^worktree (.+)$/m.exec(entry ?? '')?.[1];
  if (top === undefined || !existsSync(top)) return undefined;
  const place: Place = { at: top, env: repository.env, note: repository.note };
  const gitFolder = (await git(place, ['rev-parse', '--absolute-git-dir'])).trim();
  return { ...place, gitFolder };
}

function nearestExisting(folder: string): { existing: string; rest: string[] } {
  const rest: string[] = [];
  let existing = folder;
  while (!existsSync(existing)) {
    rest.unshift(basename(existing));
    existing = dirname(existing);
  }
  return { existing: realpathSync(existing), rest };
}

// Whoever has told git a name keeps it.
async function identity(place: Place, author: Author | undefined): Promise<Record<string, string>> {
  const set = (name: string, email: string): Record<string, string> => ({
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  });
  if (author) return set(author.name, author.email);
  const configured = (await tryGit(place, ['config', '--name-only', '--get-regexp', '^user\\.(name|email)$'])).output
    .toString()
    .split('\n');
  const known = (name: string): boolean =>
    name in process.env ||
    configured.includes(name.endsWith('NAME') ? 'user.name' : 'user.email') ||
    (name.endsWith('EMAIL') && 'EMAIL' in process.env);
  return Object.fromEntries(Object.entries(set(NAME, EMAIL)).filter(([name]) => !known(name)));
}

function notARepository(folder: string, complaint: string): GitError {
  if (!complaint.includes('not a git repository')) return new GitError(`git cannot read ${folder}: ${complaint}`);
  return new GitError(
    `${folder} is in no git repository, so changes cannot be kept. Make one: git -C ${JSON.stringify(join(folder))} init && git add . && git commit -m "Content"`,
  );
}

export interface Author {
  name: string;
  email: string;
}

export interface WorkingTree extends Place {
  gitFolder: string;
}

export interface Repository extends Place {
  /** Of all its working trees. */
  commonFolder: string;
  /** The content folder's path in it: nothing, or ended by a slash. */
  prefix: string;
}
