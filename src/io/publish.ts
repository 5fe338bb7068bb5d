import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Tells an output folder from any other. */
export const MARKER = '.allclear';

export interface PublishReport {
  written: number;
  removed: number;
}

/**
 * Moves files into `out`, each in one step; `made` says where each lies. Files of `out` that are neither made nor `kept` go;
 * hidden ones at its top stay.
 */
export function publish(made: ReadonlyMap<string, string>, out: string, kept: ReadonlySet<string>): PublishReport {
  const report = { written: 0, removed: 0 };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, MARKER), 'Made by Allclear: files here that are not part of the site are removed.\n');
  const folders = new Set<string>();
  for (const [file, source] of assetsFirst(made)) {
    const target = join(out, file);
    if (same(source, target)) continue;
    const folder = dirname(target);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    move(source, target);
    report.written++;
  }
  for (const file of filesBelow(out)) {
    if (made.has(file) || kept.has(file) || file.startsWith('.')) continue;
    removeWithEmptyFolders(join(out, file), out);
    report.removed++;
  }
  return report;
}

// A page must never stand there before the stylesheet that it names, nor after it.
function assetsFirst(made: ReadonlyMap<string, string>): [string, string][] {
  const entries = [...made];
  const isAsset = ([file]: [string, string]): boolean => file.startsWith('_astro');
  return [...entries.filter(isAsset), ...entries.filter((entry) => !isAsset(entry))];
}

/** Paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function same(source: string, target: string): boolean {
  const there = statSync(target, { throwIfNoEntry: false });
  if (!there?.isFile() || there.size !== statSync(source).size) return false;
  return readFileSync(source).equals(readFileSync(target));
}

function move(source: string, target: string): void {
  try {
    renameSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = `${target}.new`;
    copyFileSync(source, beside);
    renameSync(beside, target);
  }
}

function removeWithEmptyFolders(file: string, root: string): void {
  rmSync(file);
  for (let folder = dirname(file); folder !== root && readdirSync(folder).length === 0; folder = dirname(folder)) {
    rmSync(folder, { recursive: true });
  }
}
