import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './measure.ts';

const FOLDER = join(import.meta.dirname, 'eleventy');
const MODULES = join(FOLDER, 'node_modules');
const STAMP = join(MODULES, '.installed-lock');

/** Installs exactly what the lock file lists, unless that is there already. */
export function installEleventy(): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(FOLDER, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error('Eleventy could not be installed; npm says why above.');
  writeFileSync(STAMP, lock);
}

/** Puts the layout, the index and the configuration into a folder of incidents. */
export function copyEleventySite(folder: string): void {
  cpSync(join(FOLDER, 'site'), folder, { recursive: true });
}

export function eleventyProgram(folder: string, out: string, env: NodeJS.ProcessEnv): Program {
  return {
    args: [join(MODULES, '@11ty/eleventy/cmd.cjs'), '--quiet'],
    cwd: folder,
    env: { ...env, OUT: out },
  };
}
