import type { SourceFile } from '../problems/problem.ts';

/** The files, each of them as the very object that it was before where nothing about it changed: what was read of it still holds. */
export function sameFiles(files: readonly SourceFile[], before: readonly SourceFile[]): SourceFile[] {
  const known = new Map(before.map((file) => [file.path, file]));
  return files.map((file) => {
    const other = known.get(file.path);
    return other?.text === file.text ? other : file;
  });
}
