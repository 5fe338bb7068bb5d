import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Change, Store } from '../alerts/store.ts';
import type { SourceFile } from '../problems/problem.ts';
import { readContentFolder } from './files.ts';
import { GitError } from './git.ts';
import { gitStore } from './git-store.ts';

/** A copy of a content folder in a repository of its own, in which alerts may write without touching anybody's work. */
export interface Scratch {
  content: string;
  store: Store;
  /** Brings over what has changed in the folder it was copied from. What both have changed is taken from there. */
  follow: () => Promise<void>;
}

const COPY_MESSAGE = 'content: as in the folder\n';
const IDENTITY = [
  '-c',
  'user.name=Allclear',
  '-c',
  'user.email=allclear@localhost.invalid',
  '-c',
  'commit.gpgsign=false',
];

/** Makes the copy anew, with the history of the folder where it has one; without the folders in it that are named. */
export function makeScratch(folder: string, place: string, without: readonly string[] = []): Scratch {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const content = cloned(folder, place) ?? begun(folder, place);
  if (without.length > 0) leaveOut(content, without);
  const store = gitStore({ folder: content });
  let copied = new Map<string, string>();
  let following = Promise.resolve();

  async function copy(): Promise<void> {
    const wanted = textsOf(readContentFolder(folder));
    for (let moved = true; moved; ) {
      const head = await store.read();
      const there = textsOf(head.files);
      const changes = differences(copied.size > 0 ? copied : there, wanted).filter(
        ({ path, text }) => there.get(path) !== text,
      );
      moved = changes.length > 0 && (await store.commit(head, COPY_MESSAGE, changes)) === 'moved';
    }
    copied = wanted;
  }

  return {
    content,
    store,
    follow: () => {
      following = following.then(copy, copy);
      return following;
    },
  };
}

function cloned(folder: string, place: string): string | undefined {
  const top = git(folder, ['rev-parse', '--show-toplevel']);
  if (top === undefined || git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD:./']) === undefined) return undefined;
  if (git(place, ['clone', '--quiet', '--shared', '--', top, '.']) === undefined) return undefined;
  if (git(place, ['symbolic-ref', '--quiet', 'HEAD']) === undefined) git(place, ['switch', '--quiet', '-c', 'scratch']);
  return join(place, relative(top, folder));
}

function begun(folder: string, place: string): string {
  rmSync(place, { recursive: true, force: true });
  const content = join(place, 'content');
  cpSync(folder, content, { recursive: true, dereference: true, filter: (path) => !/[\\/]\.git$/.test(path) });
  for (const args of [
    ['init', '--quiet', '--initial-branch=scratch'],
    ['add', '--all', '--force'],
    [...IDENTITY, 'commit', '--quiet', '--no-verify', '--message=Content'],
  ]) {
    if (git(place, args) === undefined) throw new GitError(`git ${args[0]} failed in ${place}.`);
  }
  return content;
}

function leaveOut(content: string, folders: readonly string[]): void {
  for (const args of [
    ['rm', '-r', '--quiet', '--force', '--ignore-unmatch', '--', ...folders],
    [...IDENTITY, 'commit', '--quiet', '--no-verify', '--allow-empty', `--message=Without ${folders.join(', ')}`],
  ]) {
    if (git(content, args) === undefined) throw new GitError(`git ${args[0]} failed in ${content}.`);
  }
}

function git(cwd: string, args: readonly string[]): string | undefined {
  const result = spawnSync('git', args, { cwd, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function textsOf(files: readonly SourceFile[]): Map<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}

function differences(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): Change[] {
  const changed = [...to].filter(([path, text]) => from.get(path) !== text).map(([path, text]) => ({ path, text }));
  const gone = [...from.keys()].filter((path) => !to.has(path)).map((path) => ({ path, text: undefined }));
  return [...changed, ...gone];
}
