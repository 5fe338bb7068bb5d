import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The editor that this person has chosen. */
export function editorOf(variables: NodeJS.ProcessEnv = process.env): string | undefined {
  return variables['VISUAL'] || variables['EDITOR'] || undefined;
}

/** A file that nobody else can read, to be edited. */
export function makeDraft(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'allclear-words-')), 'words.md');
  writeFileSync(file, text);
  return file;
}

/** Has a person edit a file; false where their editor could not be started, or failed. */
export async function edit(file: string, editor: string): Promise<boolean> {
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} "${file}"`, { stdio: 'inherit', shell: true })
      : // As git does it, so that settings such as "code --wait" work.
        spawn('sh', ['-c', `${editor} "$1"`, 'editor', file], { stdio: 'inherit' });
  // Ctrl+C is the editor's while it is open.
  const others = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', () => undefined);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } catch {
    return false;
  } finally {
    process.removeAllListeners('SIGINT');
    for (const one of others) process.on('SIGINT', one);
  }
}

export function readDraft(file: string): string {
  return readFileSync(file, 'utf8');
}

export function removeDraft(file: string): void {
  rmSync(dirname(file), { recursive: true, force: true });
}
