import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface MirrorReport {
  written: number;
  removed: number;
}

/** Makes `to` hold exactly the files of `from`, touching only those that differ. Hidden files at its top stay. */
export function mirror(from: string, to: string, files: readonly string[] = filesBelow(from)): MirrorReport {
  const wanted = new Set(files);
  const report = { written: 0, removed: 0 };
  for (const file of filesBelow(to)) {
    if (wanted.has(file) || file.startsWith('.')) continue;
    removeWithEmptyFolders(join(to, file), to);
    report.removed++;
  }
  const folders = new Set<string>();
  for (const file of wanted) {
    const [source, target] = [join(from, file), join(to, file)];
    const stat = statSync(source);
    const there = statSync(target, { throwIfNoEntry: false });
    if (there?.isFile() && there.size === stat.size && there.mtimeMs === stat.mtimeMs) continue;
    const folder = dirname(target);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    utimesSync(target, stat.atimeMs / 1000, stat.mtimeMs / 1000);
    report.written++;
  }
  return report;
}

/** Paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Removes a file, and the folders it leaves empty, up to `root`. */
export function removeWithEmptyFolders(file: string, root: string): void {
  rmSync(file);
  for (let folder = dirname(file); folder !== root && readdirSync(folder).length === 0; folder = dirname(folder)) {
    rmSync(folder, { recursive: true });
  }
}
