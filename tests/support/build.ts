import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openIncidents, runningMaintenance } from '../../src/domain/snapshot.ts';
import { readEnvironment } from '../../src/io/environment.ts';
import { loadContent } from '../../src/load-content.ts';
import { snapshotOf } from '../../src/load-snapshot.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
export const SAMPLE_CONTENT = join(ROOT, 'content');
/** The moment at which every test and picture looks at the sample. */
export const SAMPLE_NOW = '2026-11-21T12:00:00Z';

const KEPT = join(ROOT, '.cache/sites');
const INPUTS = ['content', 'src', 'public', 'scripts/build.ts', 'astro.config.mjs', 'package-lock.json'];
const DAY_MS = 86_400_000;
const PATIENCE_MS = 180_000;
// What the test runner sets for itself would change how the site is built.
const FOREIGN = /^(?:NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|SSR|BASE_URL|AUDIENCE|SITE|BASE|NOW|GITHUB_ACTIONS)$/;

/** Builds a content folder into a new temporary folder, as `npm run build` does. */
export function buildFixture(content: string, environment: Record<string, string> = {}): Fixture {
  const out = mkdtempSync(join(tmpdir(), 'allclear-site-'));
  return { out, ...build(content, out, environment) };
}

/** The sample, or one of its quieter days, built once for everybody who asks. */
export async function sampleSite(day: SampleDay = 'trouble', base = ''): Promise<string> {
  const folder = join(KEPT, `${day}-${hashOf(INPUTS, SAMPLE_NOW + base)}`);
  const site = join(folder, 'site');
  const done = join(folder, 'done');
  const lock = `${folder}.lock`;
  mkdirSync(KEPT, { recursive: true });
  while (!existsSync(done)) {
    if (makeFolder(lock)) {
      try {
        buildKept(site, done, day, base);
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    } else if (isOlder(lock, PATIENCE_MS)) {
      // Whoever held it was stopped.
      rmSync(lock, { recursive: true, force: true });
    } else {
      await wait(200);
    }
  }
  return site;
}

/** The sample's content as it is on that day; the folder may be a copy. */
export function sampleContent(day: SampleDay): string {
  if (day === 'trouble' || day === 'internal') return SAMPLE_CONTENT;
  const copy = mkdtempSync(join(tmpdir(), 'allclear-content-'));
  cpSync(SAMPLE_CONTENT, copy, { recursive: true });
  const snapshot = snapshotAt(copy);
  const unwanted = [
    ...openIncidents(snapshot).map((one) => one.id),
    ...(day === 'calm' ? runningMaintenance(snapshot).map((one) => one.id) : []),
  ];
  for (const path of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (unwanted.some((id) => path.endsWith(`/${id}.md`) || path.endsWith(`/${id}.mdx`))) rmSync(join(copy, path));
  }
  return copy;
}

/** Everything a content folder says at the moment of the tests. */
export function snapshotAt(
  content: string,
  now = SAMPLE_NOW,
  audience: 'public' | 'internal' = 'public',
): ReturnType<typeof snapshotOf> {
  const loaded = loadContent(readEnvironment({ CONTENT: content, NOW: now }));
  return snapshotOf(loaded.content, loaded.now, audience);
}

function buildKept(site: string, done: string, day: SampleDay, base: string): void {
  for (const name of readdirSync(KEPT)) {
    if (isOlder(join(KEPT, name), DAY_MS)) rmSync(join(KEPT, name), { recursive: true, force: true });
  }
  rmSync(site, { recursive: true, force: true });
  const content = sampleContent(day);
  const audience = day === 'internal' ? { AUDIENCE: 'internal' } : {};
  const { status, output } = build(content, site, { ...audience, ...(base && { BASE: base }) });
  if (content !== SAMPLE_CONTENT) rmSync(content, { recursive: true });
  if (status !== 0 && status !== 3) throw new Error(`The sample could not be built.\n${output}`);
  mkdirSync(done);
}

function build(content: string, out: string, environment: Record<string, string>): Omit<Fixture, 'out'> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  const variables = { ...own, NOW: SAMPLE_NOW, ...environment, CONTENT: content, OUT: out };
  const result = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build.ts'], {
    cwd: ROOT,
    env: variables,
    encoding: 'utf8',
  });
  rmSync(readEnvironment({ CONTENT: content, OUT: out, AUDIENCE: environment['AUDIENCE'] }).cache, {
    recursive: true,
    force: true,
  });
  return { status: result.status ?? 1, output: result.stdout + result.stderr };
}

function hashOf(inputs: readonly string[], salt: string): string {
  const hash = createHash('sha256').update(salt);
  for (const file of inputs.flatMap(filesOf)) hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

function isOlder(path: string, ms: number): boolean {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && made < Date.now() - ms;
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** An open incident and running maintenance; the same as the team sees it; the maintenance alone; neither. */
export type SampleDay = 'trouble' | 'internal' | 'maintenance' | 'calm';

export interface Fixture {
  out: string;
  /** What the command ended with and said. */
  status: number;
  output: string;
}
