import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { git } from './command.ts';
import { SMALL_SITE, write } from './small-site.ts';

const run = promisify(execFile);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A bare repository as a host would have it, with the content of a small site on `main` beside a file of its own. */
export function makeOrigin(files: Readonly<Record<string, string>> = SMALL_SITE): string {
  const folder = temporary('origin');
  const origin = join(folder, 'site.git');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  const first = makeRepository(files);
  git(first, 'push', '--quiet', origin, 'main');
  return origin;
}

/** A repository with a working tree; the files are in its `content` folder. */
export function makeRepository(files: Readonly<Record<string, string>> = SMALL_SITE): string {
  const folder = temporary('repository');
  git(folder, 'init', '--quiet', '--initial-branch=main');
  write(folder, 'README.md', 'A site.\n');
  for (const [path, text] of Object.entries(files)) write(folder, `content/${path}`, text);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'Begin');
  return folder;
}

export function cloneOf(origin: string, ...options: string[]): string {
  const folder = join(temporary('clone'), 'site');
  git(tmpdir(), 'clone', '--quiet', ...options, `file://${origin}`, folder);
  return folder;
}

/** A person's git, which runs beside everything else. */
export async function gitBeside(folder: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Person', '-c', 'user.email=person@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout } = await run('git', [...identity, ...args], { cwd: folder });
  return stdout;
}

/** A folder that goes when the tests of the file that asked for it have ended. */
export function temporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `allclear-${name}-`));
  folders.push(folder);
  return folder;
}
