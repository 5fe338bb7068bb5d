import { watch } from 'node:fs';
import { basename } from 'node:path';

const QUIET_MS = 120;

/** Calls back once after each burst of changes below a folder. */
export function watchFolder(folder: string, changed: () => void): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_, name) => {
    // In hidden files programs remember things that nobody sees.
    if (name && basename(name).startsWith('.')) return;
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  });
  return {
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
