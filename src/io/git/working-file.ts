import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { GitError } from '../git.ts';
import type { Difference } from './difference.ts';
import type { WorkingTree } from './repository.ts';
import { git, tryGit } from './run.ts';
import { follow } from './union.ts';

const TRIES = 5;

/** Brings a file of a working tree along; what a person has changed in it stays. */
export async function bringFileAlong(tree: WorkingTree, difference: Difference): Promise<void> {
  const file = join(tree.at, difference.path);
  for (let tries = 0; tries < TRIES; tries++) {
    const before = statOf(file);
    if (before && !before.isFile()) return tree.note(`${file} is not a plain file, so it stays as it is.`);
    const there = before && (await idOf(tree, difference.path));
    const wanted = await follow(tree, there, difference.from, difference.to);
    if (wanted === there) return;
    const bytes = wanted === undefined ? undefined : await bytesOf(tree, difference.path, wanted);
    if (!isSame(before, statOf(file))) continue;
    if (bytes === undefined) removeFile(tree.at, file);
    else
      replaceFile(tree, file, bytes, before?.mode ?? (difference.mode === '100755' ? 0o777 : 0o666) & ~process.umask());
    return;
  }
  tree.note(`${file} changes all the time, so it stays as it is.`);
}

// As git would take it in, with the line endings and filters that its settings ask for.
async function idOf(tree: WorkingTree, path: string): Promise<string> {
  return (await git(tree, ['hash-object', '-w', '--', path])).trim();
}

async function bytesOf(tree: WorkingTree, path: string, id: string): Promise<Buffer> {
  const said = await tryGit(tree, ['cat-file', '--filters', `--path=${path}`, id]);
  if (said.status !== 0) throw new GitError(`git cannot write ${path}: ${said.complaint}`);
  return said.output;
}

function replaceFile(tree: WorkingTree, file: string, bytes: Buffer, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const made = join(tree.gitFolder, `allclear-file-${process.pid}`);
  const handle = openSync(made, 'w');
  writeSync(handle, bytes);
  fsyncSync(handle);
  closeSync(handle);
  chmodSync(made, mode & 0o777);
  try {
    renameSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(made, `${file}.new`);
    renameSync(`${file}.new`, file);
    rmSync(made);
  }
}

function removeFile(top: string, file: string): void {
  rmSync(file, { force: true });
  for (let folder = dirname(file); folder !== top && readdirSync(folder).length === 0; folder = dirname(folder)) {
    rmdirSync(folder);
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isSame(a: Stats | undefined, b: Stats | undefined): boolean {
  return a?.mtimeMs === b?.mtimeMs && a?.size === b?.size && a?.ino === b?.ino;
}
