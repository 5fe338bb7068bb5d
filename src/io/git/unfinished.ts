import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../files.ts';

/** Notes down a move of a branch before it begins, for whoever comes after a crash. */
export function begin(gitFolder: string, { branch, from, to }: Begun): void {
  const file = fileIn(gitFolder);
  const handle = openSync(`${file}.new`, 'w');
  writeSync(handle, JSON.stringify({ branch, from, to }));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

/** The move that has not ended, if there is one. */
export function readBegun(gitFolder: string): Begun | undefined {
  const value = readJson(fileIn(gitFolder)) as Partial<Begun> | undefined;
  const { branch, from, to } = value ?? {};
  return branch && from && to ? { branch, from, to } : undefined;
}

export function end(gitFolder: string): void {
  rmSync(fileIn(gitFolder), { force: true });
}

function fileIn(gitFolder: string): string {
  return join(gitFolder, 'allclear-unfinished.json');
}

export interface Begun {
  branch: string;
  from: string;
  to: string;
}
