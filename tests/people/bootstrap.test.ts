import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';

const BOOTSTRAP = resolve(import.meta.dirname, '../../scripts/bootstrap.mjs');
const LOCK = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};

const place = mkdtempSync(join(tmpdir(), 'allclear-bootstrap-'));
const installed = join(place, 'installed');

beforeEach(() => {
  rmSync(place, { recursive: true, force: true });
  for (const folder of ['scripts', 'node_modules']) mkdirSync(join(place, folder), { recursive: true });
  copyFileSync(BOOTSTRAP, join(place, 'scripts/bootstrap.mjs'));
  writeFileSync(join(place, 'scripts/hello.ts'), "console.log('Hello');\n");
  writeFileSync(join(place, 'npm.cjs'), `require('node:fs').writeFileSync(${JSON.stringify(installed)}, '')\n`);
  writeFileSync(join(place, 'package-lock.json'), JSON.stringify(LOCK));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

test.each([
  ['all that is needed is there', { 'node_modules/a': { version: '1.0.0' } }, false],
  ['another version is there', { 'node_modules/a': { version: '1.0.1' } }, true],
  ['something is missing', {}, true],
])('%s: installed only where it must be', (_, packages, installs) => {
  writeFileSync(join(place, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  const env = { ...process.env, npm_execpath: join(place, 'npm.cjs') };
  const { status, stdout } = spawnSync(process.execPath, [join(place, 'scripts/bootstrap.mjs'), 'hello'], {
    env,
    encoding: 'utf8',
  });
  expect([status, stdout.endsWith('Hello\n'), existsSync(installed)]).toEqual([0, true, installs]);
});
