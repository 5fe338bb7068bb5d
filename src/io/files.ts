import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../problems/problem.ts';

// What is not UTF-8 becomes U+FFFD, which reading refuses with the line it is on.
const decoder = new TextDecoder('utf-8');

/** Every file below a folder, by name. Hidden ones are left out. Synchronous, because that is faster here. */
export function readFolder(root: string): SourceFile[] {
  return [...paths(root, '')].sort().map((path) => ({ path, text: readText(join(root, path)) }));
}

/** The same, with the hidden files at its top, in which programs remember things. */
export function readContentFolder(root: string): SourceFile[] {
  const hidden = readdirSync(root, { withFileTypes: true }).filter(({ name }) => name.startsWith('.'));
  const files = hidden
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ path: name, text: readText(join(root, name)) }));
  return [...files, ...readFolder(root)];
}

/** One file of a folder, if it is there. */
export function readFile(root: string, path: string): SourceFile | undefined {
  const file = join(root, path);
  return isFileBehindLink(file) ? { path, text: readText(file) } : undefined;
}

/** Text as parsers expect it: no byte order mark, lines ended by a line feed. */
export function decode(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** What a file holds, to the byte; nothing where it cannot be read. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

/** A JSON file's value, or undefined where there is none that can be read. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

// A file that cannot be read at all is one whose text is none.
function readText(path: string): string {
  try {
    return decode(readFileSync(path));
  } catch {
    return '\0';
  }
}

function* paths(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), {
    withFileTypes: true,
  })) {
    if (entry.name.startsWith('.')) continue;
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* paths(root, path);
    else if (entry.isFile() || isFileBehindLink(join(root, path))) yield path;
  }
}

function isFileBehindLink(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
