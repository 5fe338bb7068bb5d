import type { Head, Store } from '../../src/alerts/store.ts';

/** A branch in memory. */
export interface MemoryStore extends Store {
  text: (path: string) => string | undefined;
  write: (path: string, text: string | undefined) => void;
}

export function memoryStore(files: Readonly<Record<string, string>> = {}): MemoryStore {
  let head: Head = { commit: '0', files: Object.entries(files).map(([path, text]) => ({ path, text })) };
  const change = (path: string, text: string | undefined): void => {
    const others = head.files.filter((file) => file.path !== path);
    const kept = text === undefined ? others : [...others, { path, text }];
    head = { commit: String(Number(head.commit) + 1), files: kept.sort((a, b) => (a.path < b.path ? -1 : 1)) };
  };
  return {
    read: async () => head,
    commit: async (from, _, changes) => {
      if (from.commit !== head.commit) return 'moved';
      for (const { path, text } of changes) change(path, text);
      return 'committed';
    },
    text: (path) => head.files.find((file) => file.path === path)?.text,
    write: change,
  };
}
