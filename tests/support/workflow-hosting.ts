import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './build.ts';
import { git } from './command.ts';
import { SMALL_SITE, write } from './small-site.ts';
import type { Hosting } from './workflow-runner.ts';

const LEFT_OUT = /^(?:content|bench|tests|\.vscode)\/|\.png$/;

/** A repository of the project as it is on this disk, with other content, hosted on this machine. */
export function host(content: Readonly<Record<string, string>>, api: Hosting['api']): Hosting {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-hosting-'));
  const first = join(folder, 'first');
  const origin = join(folder, 'site.git');
  const programs = join(folder, 'programs');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const path of new Set(listed.toString().split('\0').filter(Boolean))) {
    if (!LEFT_OUT.test(path)) cpSync(join(ROOT, path), join(first, path), { recursive: true });
  }
  for (const [path, text] of Object.entries({ ...SMALL_SITE, ...content })) write(first, `content/${path}`, text);
  git(first, 'init', '--quiet', '--initial-branch=main');
  git(first, 'add', '.');
  git(first, 'commit', '--quiet', '-m', 'Begin');
  git(folder, 'clone', '--quiet', '--bare', first, origin);
  // Times pass at once, and how long it would have taken is written down.
  program(programs, 'sleep', `echo "$1" >> ${folder}/slept`);
  return {
    origin,
    repository: 'octo/site',
    folder,
    api,
    pages: { address: 'https://octo.github.io/site', base: '/site', folder: join(folder, 'served') },
    vars: {},
    secrets: {},
    programs: [programs],
    env: {},
    nextRun: 1_000,
  };
}

/** A program that stands before one of this machine. */
export function program(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** What the scripts wanted to wait since this was last asked, in seconds. */
export function slept({ folder }: Hosting): number[] {
  const file = join(folder, 'slept');
  const text = readFileSync(file, { encoding: 'utf8', flag: 'a+' });
  writeFileSync(file, '');
  return text.split('\n').filter(Boolean).map(Number);
}

/** Somebody's commit on a branch of the hosted repository. */
export function commit({ folder, origin }: Hosting, files: Readonly<Record<string, string>>, branch = 'main'): string {
  const place = mkdtempSync(join(folder, 'person-'));
  git(place, 'clone', '--quiet', '--depth=1', `file://${origin}`, '.');
  git(place, 'switch', '--quiet', '--force-create', branch);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '-m', 'By a person');
  git(place, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
  return git(place, 'rev-parse', 'HEAD').trim();
}

/** What GitHub makes of a pull request: the merge of a branch, to be checked. */
export function pullRequest(github: Hosting, files: Readonly<Record<string, string>>): string {
  const branch = `change-${github.nextRun}`;
  commit(github, files, branch);
  const place = mkdtempSync(join(github.folder, 'merge-'));
  git(place, 'clone', '--quiet', `file://${github.origin}`, '.');
  git(place, 'merge', '--quiet', '--no-ff', '-m', 'Merge', `origin/${branch}`);
  const ref = 'refs/pull/1/merge';
  git(place, 'push', '--quiet', '--force', 'origin', `HEAD:${ref}`);
  return ref;
}
