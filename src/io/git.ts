import { spawnSync } from 'node:child_process';
import type { SourceFile } from '../problems/problem.ts';
import { withoutPasswords } from '../schema/text.ts';
import { decode } from './files.ts';

/** Git could not do what it was asked; the message is for a person. */
export class GitError extends Error {
  constructor(message: string) {
    super(withoutPasswords(message));
  }
}

/** Every file of a folder as it was at a commit. */
export function readFolderAt(folder: string, ref: string): SourceFile[] {
  const commit = git(
    folder,
    ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`],
    `There is no commit ${JSON.stringify(ref)} here.`,
  )
    .toString()
    .trim();
  const names = git(folder, ['ls-tree', '-r', '-z', '--name-only', commit, '--', '.'])
    .toString()
    .split('\0')
    .filter(Boolean);
  return readBlobs(
    folder,
    names.map((name) => ({ name, object: `${commit}:./${name}` })),
  );
}

/** A file as it was in its latest commits, newest first; nothing where git does not know it. */
export function earlierVersions(folder: string, path: string, limit: number): SourceFile[] {
  const log = spawnSync('git', ['log', `-${limit}`, '--format=%H', '--', path], { cwd: folder });
  const commits = log.status === 0 ? log.stdout.toString().split('\n').filter(Boolean) : [];
  if (commits.length === 0) return [];
  return readBlobs(
    folder,
    commits.map((commit) => ({ name: path, object: `${commit}:./${path}` })),
  );
}

/** Whether a folder, or a file in it, holds what is not committed; not where git does not know the folder. */
export function hasChanges(folder: string, path = '.'): boolean {
  const args = ['--no-optional-locks', '--literal-pathspecs', 'status', '--porcelain', '--', path];
  const status = spawnSync('git', args, { cwd: folder });
  return status.status === 0 && status.stdout.length > 0;
}

/** What git calls whoever is working here, as far as they have told it. */
export function userName(folder: string, variables: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = variables['GIT_AUTHOR_NAME']?.trim();
  if (given) return given;
  const said = spawnSync('git', ['config', 'user.name'], { cwd: folder });
  return said.status === 0 ? said.stdout.toString().trim() || undefined : undefined;
}

function readBlobs(folder: string, wanted: readonly { name: string; object: string }[]): SourceFile[] {
  const output = git(folder, ['cat-file', '--batch'], undefined, wanted.map((one) => `${one.object}\n`).join(''));
  const files: SourceFile[] = [];
  let at = 0;
  for (const { name } of wanted) {
    const headerEnd = output.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(output.toString('utf8', at, headerEnd))?.[1] ?? Number.NaN);
    at = headerEnd + 1;
    if (Number.isNaN(size)) continue;
    files.push({ path: name, text: decode(output.subarray(at, at + size)) });
    at += size + 1;
  }
  return files;
}

function git(folder: string, args: readonly string[], said?: string, input?: string): Buffer {
  const result = spawnSync('git', args, {
    cwd: folder,
    input,
    maxBuffer: 1 << 30,
  });
  if (result.error) throw new GitError(`git cannot be run: ${result.error.message}.`);
  if (result.status === 0) return result.stdout;
  throw new GitError(said ?? `git ${args[0]} failed: ${result.stderr.toString().trim()}`);
}
