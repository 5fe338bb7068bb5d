import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GitError } from '../git.ts';
import type { Place } from './run.ts';

const POLL_MS = 50;
const YOUNG_MS = 10_000;
const PATIENCE_MS = 15_000;
// Where other processes cannot be seen, a lock this old is no living git's.
const SURELY_DEAD_MS = 600_000;
const OURS = 'allclear ';

/** The lock file that git found taken here; what a remote says of its own is not for us to believe. */
export function lockNamedIn(complaint: string): string | undefined {
  return /^(?!remote:).*Unable to create '(.+\.lock)': File exists/m.exec(complaint)?.[1];
}

/** Returns once a lock is gone: given up by its owner, or removed because that has died. */
export async function waitForLock(lock: string, place: Pick<Place, 'at' | 'note'>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  await wait(POLL_MS);
  for (;;) {
    const age = ageOf(lock);
    if (age === undefined) return;
    if (isLeftBehind(lock, age, place.at)) {
      rmSync(lock, { force: true });
      place.note(`Removed ${lock}, which a git that was killed ${Math.round(age / 1000)} s ago had left.`);
      return;
    }
    if (performance.now() > until) {
      throw new GitError(
        `${lock} is held by another git, such as a "git commit" whose editor is open. End that one first; if there is none, remove the file.`,
      );
    }
    await wait(POLL_MS);
  }
}

/** Keeps other gits from writing a file, as they do among each other. */
export async function takeLock(file: string, place: Pick<Place, 'at' | 'note'>): Promise<() => void> {
  const lock = `${file}.lock`;
  for (;;) {
    try {
      const handle = openSync(lock, 'wx');
      writeSync(handle, `${OURS}${process.pid}\n`);
      closeSync(handle);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await waitForLock(lock, place);
    }
  }
}

function isLeftBehind(lock: string, age: number, at: string): boolean {
  const owner = ownerIn(lock);
  if (owner !== undefined) return !isAlive(owner);
  if (age < YOUNG_MS) return false;
  const others = gitsAtWork(dirname(lock), at);
  return others === undefined ? age > SURELY_DEAD_MS : others === 0;
}

function ageOf(lock: string): number | undefined {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat && Date.now() - stat.mtimeMs;
}

function ownerIn(lock: string): number | undefined {
  try {
    const text = readFileSync(lock, 'latin1');
    return text.startsWith(OURS) ? Number(text.slice(OURS.length)) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** How many gits run in a repository; nothing where the system does not tell. One whose place is hidden counts. */
function gitsAtWork(lockFolder: string, at: string): number | undefined {
  try {
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isGitIn(pid, [lockFolder, at])).length;
  } catch {
    return undefined;
  }
}

function isGitIn(pid: string, folders: readonly string[]): boolean {
  try {
    if (!readFileSync(join('/proc', pid, 'comm'), 'utf8').startsWith('git')) return false;
    const cwd = readlinkSync(join('/proc', pid, 'cwd'));
    return folders.some((folder) => isWithin(folder, cwd) || isWithin(cwd, folder));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
