import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.ts';
import { git } from './command.ts';
import type { Permissions } from './workflow-file.ts';

/** Where an action runs and what it may. */
export interface Place {
  workspace: string;
  temp: string;
  /** Kept from run to run. */
  cache: string;
  /** What the jobs of a run hand on to each other. */
  artifacts: string;
  origin: string;
  /** What is checked out unless said otherwise. */
  ref: string;
  sha: string;
  permissions: Permissions;
  pages: { address: string; base: string; folder: string };
  env: Readonly<Record<string, string>>;
  /** Done when the job has ended well. */
  after: (() => void)[];
}

type Inputs = Readonly<Record<string, string>>;
type Outputs = Record<string, string>;

/** What stands in for the actions of GitHub that our workflows use. */
export const ACTIONS: Readonly<Record<string, (inputs: Inputs, place: Place) => Outputs>> = {
  'actions/checkout': checkOut,
  'actions/setup-node': () => ({}),
  'actions/cache/restore': restorePackages,
  'actions/cache/save': () => ({}),
  'actions/cache': keepBuild,
  'actions/configure-pages': (_, { permissions, pages }) => {
    need(permissions, 'pages', 'read');
    return { base_url: pages.address, base_path: pages.base };
  },
  'actions/upload-pages-artifact': packPages,
  'actions/download-artifact': ({ name = '', path = '' }, { workspace, artifacts }) => {
    cpSync(join(artifacts, name), join(workspace, path), { recursive: true });
    return {};
  },
  'actions/upload-artifact': ({ name = '', path = '' }, { workspace, artifacts }) => {
    cpSync(join(workspace, path), join(artifacts, name), { recursive: true, errorOnExist: true });
    return {};
  },
  'actions/deploy-pages': deployPages,
};

function checkOut(inputs: Inputs, { workspace, origin, ref, sha, permissions }: Place): Outputs {
  need(permissions, 'contents', 'read');
  const wanted = inputs['ref'] === undefined ? ref : `refs/heads/${inputs['ref']}`;
  const branch = wanted.startsWith('refs/heads/') ? wanted.replace('refs/heads/', '') : undefined;
  const here = branch === undefined ? wanted.replace('refs/', 'refs/remotes/') : `refs/remotes/origin/${branch}`;
  const depth = inputs['fetch-depth'] ?? '1';
  git(workspace, 'init', '--quiet');
  git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  // Unless told otherwise, the commit that the event was about, though the branch may have moved on.
  const refspecs = [`+${inputs['ref'] === undefined ? sha : wanted}:${here}`];
  if (depth === '0') refspecs.unshift('+refs/heads/*:refs/remotes/origin/*');
  const shallow = depth === '0' ? [] : [`--depth=${depth}`];
  for (const refspec of refspecs) git(workspace, 'fetch', '--quiet', '--no-tags', ...shallow, 'origin', refspec);
  git(
    workspace,
    'checkout',
    '--quiet',
    '--force',
    ...(branch === undefined ? ['--detach', here] : ['-B', branch, here]),
  );
  const mayPush = inputs['persist-credentials'] !== 'false' && permissions['contents'] === 'write';
  if (!mayPush) git(workspace, 'remote', 'set-url', '--push', 'origin', '/no/credentials');
  return {};
}

/** The packages that are installed here, as if they came from the cache; nothing is downloaded and nothing written to them. */
function restorePackages(inputs: Inputs, { workspace, cache }: Place): Outputs {
  if (inputs['path'] !== 'node_modules/*\n!node_modules/.cache\n') throw new Error('Only packages are restored here.');
  const from = join(ROOT, 'node_modules');
  const to = join(workspace, 'node_modules');
  mkdirSync(join(to, '.cache'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '.cache' && name !== '.installed-lock') symlinkSync(join(from, name), join(to, name));
  }
  // Compiled code, which only saves time.
  mkdirSync(join(cache, 'node'), { recursive: true });
  symlinkSync(join(cache, 'node'), join(to, '.cache/node'));
  const lock = createHash('sha256')
    .update(readFileSync(join(workspace, 'package-lock.json')))
    .digest('hex');
  writeFileSync(join(to, '.installed-lock'), lock);
  return { 'cache-hit': 'true' };
}

function keepBuild(inputs: Inputs, { workspace, cache, after }: Place): Outputs {
  const key = inputs['key'] ?? '';
  const store = join(cache, 'entries');
  mkdirSync(store, { recursive: true });
  const found = readdirSync(store)
    .filter((name) => name.startsWith(inputs['restore-keys'] ?? key))
    .at(-1);
  const paths = (inputs['path'] ?? '').trim().split('\n');
  for (const path of paths) {
    if (found && existsSync(join(store, found, path)))
      cpSync(join(store, found, path), join(workspace, path), { recursive: true, preserveTimestamps: true });
  }
  after.push(() => {
    for (const path of paths)
      cpSync(join(workspace, path), join(store, key, path), { recursive: true, preserveTimestamps: true });
  });
  return { 'cache-hit': String(found === key) };
}

/** As the action does it: links followed, hidden files left out. */
function packPages({ path = '', name = 'github-pages' }: Inputs, { workspace, artifacts }: Place): Outputs {
  const folder = join(artifacts, name);
  if (existsSync(folder)) throw new Error(`A run has one artifact ${name}.`);
  mkdirSync(folder, { recursive: true });
  const options = ['--dereference', '--hard-dereference', '--directory', join(workspace, path)];
  run('tar', [...options, '-cf', join(folder, 'artifact.tar'), '--exclude=.git', '--exclude=.[^/]*', '.']);
  return {};
}

function deployPages(_: Inputs, { artifacts, permissions, pages }: Place): Outputs {
  need(permissions, 'pages', 'write');
  need(permissions, 'id-token', 'write');
  const folder = join(pages.folder, pages.base);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run('tar', ['-xf', join(artifacts, 'github-pages/artifact.tar'), '--directory', folder]);
  return { page_url: `${pages.address}/` };
}

function run(program: string, args: string[]): void {
  execFileSync(program, args);
}

function need(permissions: Permissions, name: string, level: 'read' | 'write'): void {
  const has = permissions[name];
  if (has !== 'write' && has !== level) throw new Error(`This needs the permission ${name}: ${level}.`);
}
