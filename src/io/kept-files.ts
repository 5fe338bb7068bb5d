import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the last build knew of a file: what it was made from, and what became of it. */
interface Known {
  key: string;
  size: number;
  mtimeMs: number;
}

export interface KeptFiles {
  /** Whether the file in `out` is the one that was made from this very key. Notes the key for the next build. */
  isKept: (file: string, key: string) => boolean;
  /** Files that stand in `out` as this build would make them. */
  kept: Set<string>;
  /** What was noted so far. */
  notes: () => KeptNotes;
  /** Takes over what another thread has noted. */
  adopt: (notes: KeptNotes) => void;
  /** To be called when everything stands in `out`. */
  remember: () => void;
}

export interface KeptNotes {
  keys: [file: string, key: string][];
  kept: string[];
}

/** Knows from one build to the next which files of `out` need not be made again. */
export function keptFiles(memory: string, out: string): KeptFiles {
  const before = readMemory(memory);
  const keys = new Map<string, string>();
  const kept = new Set<string>();
  return {
    kept,
    isKept(file, key) {
      keys.set(file, key);
      const known = before[file];
      if (known?.key !== key) return false;
      const stat = statSync(join(out, file), { throwIfNoEntry: false });
      if (stat?.size !== known.size || stat.mtimeMs !== known.mtimeMs) return false;
      kept.add(file);
      return true;
    },
    notes: () => ({ keys: [...keys], kept: [...kept] }),
    adopt(notes) {
      for (const [file, key] of notes.keys) keys.set(file, key);
      for (const file of notes.kept) kept.add(file);
    },
    remember() {
      const now = [...keys].map(([file, key]) => {
        const known = kept.has(file) ? before[file] : undefined;
        const { size, mtimeMs } = known ?? statSync(join(out, file));
        return [file, { key, size, mtimeMs }];
      });
      writeFileSync(memory, JSON.stringify(Object.fromEntries(now)));
    },
  };
}

function readMemory(file: string): Record<string, Known> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Known>;
  } catch {
    return {};
  }
}
