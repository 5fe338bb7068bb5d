import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 100;
const UNSIGNED_MS = 5_000;
/** Locks that this process holds. */
const held = new Set<string>();

/** Runs a task while no other process runs one under the same lock; a lock whose owner has died is taken over. */
export async function withLock<Result>(lock: string, task: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) await wait(POLL_MS);
  return whileHeld(lock, task);
}

/** The same, but not at all where another process runs one. */
export async function ifUnlocked<Result>(lock: string, task: () => Promise<Result>): Promise<Result | 'locked'> {
  mkdirSync(dirname(lock), { recursive: true });
  // The first try takes away what a process that died has left.
  return take(lock) || take(lock) ? whileHeld(lock, task) : 'locked';
}

async function whileHeld<Result>(lock: string, task: () => Promise<Result>): Promise<Result> {
  held.add(lock);
  try {
    return await task();
  } finally {
    held.delete(lock);
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    if (!pid) return age > UNSIGNED_MS;
    // A process that was killed may have had the number that is ours now.
    if (pid === process.pid) return !held.has(lock);
    process.kill(pid, 0);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ESRCH' || (code === 'ENOENT' && isOld(lock));
  }
}

function isOld(lock: string): boolean {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > UNSIGNED_MS;
}
