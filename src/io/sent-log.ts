import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What has been sent, remembered on this machine until the branch says so too. */
export interface SentLog {
  known: () => Set<string>;
  add: (id: string) => void;
  /** Forgets all, once it is said elsewhere. */
  clear: () => void;
}

export function sentLog(file: string): SentLog {
  return {
    known: () => {
      try {
        // What was cut off by a crash is no line, and is sent once more.
        return new Set(readFileSync(file, 'utf8').split('\n').slice(0, -1));
      } catch {
        return new Set();
      }
    },
    add: (id) => {
      mkdirSync(dirname(file), { recursive: true });
      const handle = openSync(file, 'a');
      try {
        appendFileSync(handle, `${id}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    clear: () => rmSync(file, { force: true }),
  };
}
