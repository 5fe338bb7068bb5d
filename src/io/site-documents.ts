import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteDocument } from '../documents/document.ts';
import { type KeptNotes, keptFiles } from './kept-files.ts';

/** Where documents are written, where they will stand, and the memory of what stands there. */
export interface DocumentFolders {
  folder: string;
  out: string;
  memory: string;
}

export interface MadeDocuments {
  count: number;
  /** Files that are to move into the output folder, and where they lie. */
  made: [file: string, where: string][];
  notes: KeptNotes;
}

/** Writes what is not a page into a folder of its own. What is kept is not written again. */
export async function writeDocuments(
  documents: readonly SiteDocument[],
  { folder, out, memory }: DocumentFolders,
): Promise<MadeDocuments> {
  const files = keptFiles(memory, out);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const code = codeOfDocuments();
  const wanted = documents.filter(({ path, key }) => key === undefined || !files.isKept(path, `${key} ${code}`));
  const made = new Map<string, string>();
  // All in one folder: thousands of folders would be made, only to be left behind when the files move into their places.
  const write = (path: string, content: string | Uint8Array): void => {
    const file = join(folder, String(made.size));
    writeFileSync(file, content);
    made.set(path, file);
  };
  const waiting: Promise<void>[] = [];
  for (const { path, content } of wanted) {
    const ready = content();
    if (ready instanceof Promise) waiting.push(ready.then((bytes) => write(path, bytes)));
    else write(path, ready);
  }
  await Promise.all(waiting);
  return { count: documents.length, made: [...made], notes: files.notes() };
}

/** What every document depends on besides its own content: our code, and the versions of all packages. */
function codeOfDocuments(): string {
  const root = join(import.meta.dirname, '..');
  const hash = createHash('sha1').update(readFileSync(join(root, '../package-lock.json')));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  for (const name of sources.sort()) hash.update(readFileSync(join(root, name)));
  return hash.digest('base64url');
}
