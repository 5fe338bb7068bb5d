// Plain JavaScript for any Node from 20 on: installs what is missing, then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 26;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-lock');
const [command, ...args] = process.argv.slice(2);

installIfNeeded();
const node = findNode();
const script = join(root, 'scripts', `${command}.ts`);
const path = [join(modules, '.bin'), process.env.PATH].join(delimiter);
const env = {
  ...process.env,
  PATH: path,
  ASTRO_TELEMETRY_DISABLED: '1',
  NODE_COMPILE_CACHE: join(modules, '.cache', 'node'),
};
const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
// Whoever ends npm means the command too, and npm does not always pass that on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

function installIfNeeded() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (isInstalled()) return writeFileSync(stamp, lock);
  console.log('Installing what package-lock.json lists; this takes about a minute, and happens once …');
  // No package here needs its install script.
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath
    ? spawnSync(process.execPath, [process.env.npm_execpath, ...options], {
        cwd: root,
        stdio: 'inherit',
      })
    : spawnSync('npm', options, {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (npm.status !== 0)
    fail('The packages could not be installed; npm says why above. Check the network and run the command again.');
  writeFileSync(stamp, lock);
}

/** Whether npm has installed what the lock file lists; only what is optional may be missing. */
function isInstalled() {
  const [wanted, there] = [join(root, 'package-lock.json'), join(modules, '.package-lock.json')].map(packagesIn);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (path in there ? there[path].version === version : optional === true),
  );
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

function findNode() {
  const own = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  for (const candidate of [own, process.execPath]) {
    const version = spawnSync(candidate, ['--version'], {
      encoding: 'utf8',
      shell: candidate.endsWith('.cmd'),
    });
    if (Number(/^v(\d+)/.exec(version.stdout ?? '')?.[1]) >= NEEDED) return candidate;
  }
  return fail(
    `Allclear brings its own Node for most platforms, but not for ${process.platform} on ${process.arch}.\n` +
      `Install Node ${NEEDED} or newer and run the command again; this is Node ${process.versions.node}.`,
  );
}

/** @returns {never} */
function fail(message) {
  console.error(`✗ ${message}`);
  process.exit(2);
}
