import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteDocument } from '../documents/document.ts';
import type { KeptFiles } from './kept-files.ts';

/** Writes what is not a page into `folder`; says where each file lies. What is kept is not written again. */
export async function writeDocuments(
  documents: readonly SiteDocument[],
  folder: string,
  files: KeptFiles,
): Promise<Map<string, string>> {
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
  return made;
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
