import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entry, Spool } from '../relay/spool.ts';
import { arrivalOf, createNaming, isEntryName, readEntry } from './entries.ts';

/** A writer that took longer than this has died. */
const HALF_WRITTEN_MS = 60_000;
/** What says nothing about the file itself, so that it is tried again. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR']);

/** The folder did not take a message: no room, no right to write, no such disk. */
export class SpoolError extends Error {}

/** Where messages of a spool lie that were put aside, each with its reason beside it. */
export function deadFolder(folder: string): string {
  return join(folder, 'dead');
}

/**
 * A folder in which messages wait, one file each; `dead/` in it holds those that were put aside, `tmp/` those being written.
 * Several processes may add to it and read it at the same time; handing on takes a lock of its own.
 */
export function openSpool(folder: string, limits: DeadLimits = { count: 1_000, bytes: 100_000_000 }): Spool {
  const dead = deadFolder(folder);
  const temporary = join(folder, 'tmp');
  const nameFor = createNaming();
  explained(folder, () => {
    for (const each of [folder, dead, temporary]) mkdirSync(each, { recursive: true, mode: 0o700 });
    for (const each of [folder, dirname(folder)]) syncFolder(each);
  });
  removeHalfWritten(temporary);

  function write(entry: Entry, target: string): string {
    const name = nameFor(entry.receivedAt);
    explained(folder, () => writeWhole(join(temporary, name), join(target, name), JSON.stringify(entry)));
    return name;
  }

  function bury(name: string, reason: string): void {
    note(dead, name, reason);
    move(join(folder, name), join(dead, name));
    for (const each of [dead, folder]) syncFolder(each);
    makeRoom(dead, limits);
  }

  return {
    add: async (entry) => write(entry, folder),
    list: async (limit) => {
      removeHalfWritten(temporary);
      return namesIn(folder).slice(0, limit);
    },
    read: async (name) => {
      const text = readIfThere(join(folder, checked(name)));
      if (text === undefined) return undefined;
      const entry = text === null ? undefined : readEntry(text);
      if (!entry) bury(name, 'The file could not be read as a message.');
      return entry;
    },
    remove: async (names) => {
      // Not synced: what comes back after a power failure is handed on once more, and taken for a repeat.
      for (const name of names) rmSync(join(folder, checked(name)), { force: true });
    },
    bury: async (name, reason) => bury(checked(name), reason),
    addDead: async (entry, reason) => {
      note(dead, write(entry, dead), reason);
      makeRoom(dead, limits);
    },
    backlog: async () => {
      const waiting = namesIn(folder);
      const oldestAt = waiting[0] === undefined ? undefined : arrivalOf(waiting[0]);
      return { waiting: waiting.length, oldestAt, dead: namesIn(dead).length };
    },
  };
}

// A reader sees the whole file or none, and once the folder is synced, so does the next start after a power failure.
function writeWhole(temporary: string, target: string, text: string): void {
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

function syncFolder(folder: string): void {
  // Windows does not open folders; its file system keeps the order of renames by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter(isEntryName).sort();
}

/** The text of a file: undefined where there is none, null where it cannot be read. */
function readIfThere(path: string): string | null | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (PASSING.has(code)) throw error;
    return code === 'ENOENT' ? undefined : null;
  }
}

// On a full disk the message is put aside without its reason rather than left in the way.
function note(dead: string, name: string, reason: string): void {
  try {
    writeFileSync(reasonFile(dead, name), `${reason}\n`, { mode: 0o600 });
  } catch {}
}

function reasonFile(dead: string, name: string): string {
  return join(dead, name.replace(/\.json$/, '.reason.txt'));
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function makeRoom(dead: string, limits: DeadLimits): void {
  const names = namesIn(dead);
  const sizes = names.map((name) => statSync(join(dead, name), { throwIfNoEntry: false })?.size ?? 0);
  let bytes = sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, name] of names.entries()) {
    if (names.length - index <= limits.count && bytes <= limits.bytes) return;
    rmSync(join(dead, name), { recursive: true, force: true });
    rmSync(reasonFile(dead, name), { force: true });
    bytes -= sizes[index] ?? 0;
  }
}

function removeHalfWritten(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const written = statSync(join(temporary, name), { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && Date.now() - written > HALF_WRITTEN_MS) rmSync(join(temporary, name), { force: true });
  }
}

function checked(name: string): string {
  if (isEntryName(name)) return name;
  throw new SpoolError(`${JSON.stringify(name)} is not the name of a message; use one that list() gave.`);
}

function explained(folder: string, task: () => void): void {
  try {
    task();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const hint = code === 'ENOSPC' || code === 'EDQUOT' ? 'Make room on its disk.' : 'Check that it can be written to.';
    throw new SpoolError(`The spool ${JSON.stringify(folder)} does not take messages: ${message}. ${hint}`, {
      cause: error,
    });
  }
}

interface DeadLimits {
  /** How many messages are kept that were put aside. */
  count: number;
  bytes: number;
}
