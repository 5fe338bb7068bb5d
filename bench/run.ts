import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { copyEleventySite, eleventyProgram, installEleventy } from './eleventy.ts';
import { measure, type Program, type Usage } from './measure.ts';
import { copyProject } from './project.ts';
import { type Build, medianUsage, type Setting, type SizeResult } from './results.ts';
import { LATER, makeWorkload, NOW, type TextFile, type Workload } from './workload.ts';

const ROOT = dirname(import.meta.dirname);
const MEMORY = '/dev/shm';
const ROOM_NEEDED = 2e9;
const MEASURED = ['src', 'scripts', 'bench', 'astro.config.mjs', 'package-lock.json'];

/** Measures both programs at each size; what is compared takes turns, so that a busy machine is unfair to neither. */
export async function runBench(options: Options): Promise<SizeResult[]> {
  installEleventy();
  const folder = mkdtempSync(join(folderForFiles(), 'allclear-bench-'));
  try {
    copyProject(join(folder, 'project'));
    // Not counted: it fills the caches of the operating system and of Node.
    await measureRound(prepare(folder, 10), 1);
    const results: SizeResult[] = [];
    for (const count of options.sizes) results.push(await measureSize(prepare(folder, count), options));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the figures were measured on. */
export function describeSetting(runs: number, command: string): Setting {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
  const changed = spawnSync('git', ['diff', '--quiet', 'HEAD', '--', ...MEASURED], { cwd: ROOT });
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git.stdout?.trim() || 'unknown'}${changed.status === 1 ? ' with changes' : ''}`,
    machine: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? process.arch}), Node ${process.versions.node} for both`,
    runs,
    folder: folderForFiles() === MEMORY ? 'tmpfs' : 'disk',
    command,
  };
}

async function measureSize(site: Site, { runs, log }: Options): Promise<SizeResult> {
  const rounds: Round[] = [];
  for (let number = 1; number <= runs; number++) {
    const round = await measureRound(site, number);
    log(describeRound(site.count, number, round));
    rounds.push(round);
  }
  return {
    count: site.count,
    medians: {
      clean: medianUsage(rounds.map((round) => round.clean)),
      warm: medianUsage(rounds.map((round) => round.warm)),
      eleventy: medianUsage(rounds.map((round) => round.eleventy)),
    },
    homeBytes: rounds[0]?.homeBytes ?? 0,
  };
}

async function measureRound(site: Site, number: number): Promise<Round> {
  const out = join(site.project, 'out');
  try {
    // Every second round begins with the other program.
    const before = number % 2 === 0 ? await buildEleventy(site) : undefined;
    const clean = await buildClean(site, out);
    const homeBytes = gzipSync(readFileSync(join(out, 'index.html')), { level: 9 }).length;
    const warm = await buildAfterUpdate(site, out);
    return { clean, warm, eleventy: before ?? (await buildEleventy(site)), homeBytes };
  } finally {
    rmSync(out, { recursive: true, force: true });
    rmSync(join(site.project, 'node_modules/.cache'), { recursive: true, force: true });
  }
}

async function buildClean(site: Site, out: string): Promise<Usage> {
  const { content, change } = site.workload;
  writeFiles(
    site.content,
    content.filter((file) => file.path === change.path),
  );
  const usage = await measure(allclearProgram(site, out, NOW), site.usageFile);
  expectPages(join(out, 'incidents'), site.count);
  return usage;
}

async function buildAfterUpdate(site: Site, out: string): Promise<Usage> {
  const { change } = site.workload;
  writeFiles(site.content, [change]);
  const usage = await measure(allclearProgram(site, out, LATER), site.usageFile);
  expectPages(join(out, 'incidents'), site.count);
  for (const page of ['index.html', change.page]) expectWords(join(out, page), change.words);
  return usage;
}

async function buildEleventy(site: Site): Promise<Usage> {
  const out = `${site.eleventy}-out`;
  try {
    const usage = await measure(eleventyProgram(site.eleventy, out, plainEnvironment()), site.usageFile);
    expectPages(join(out, 'incidents'), site.count);
    return usage;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function prepare(folder: string, count: number): Site {
  const root = join(folder, String(count));
  const site = {
    count,
    project: join(folder, 'project'),
    content: join(root, 'content'),
    eleventy: join(root, 'eleventy'),
    usageFile: join(root, 'usage.jsonl'),
    workload: makeWorkload(count),
  };
  writeFiles(site.content, site.workload.content);
  writeFiles(site.eleventy, site.workload.eleventy);
  copyEleventySite(site.eleventy);
  return site;
}

function writeFiles(folder: string, files: readonly TextFile[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function allclearProgram(site: Site, out: string, now: number): Program {
  return {
    args: [join(site.project, 'scripts/build.ts')],
    cwd: site.project,
    env: { ...plainEnvironment(), CONTENT: site.content, OUT: out, NOW: new Date(now).toISOString() },
  };
}

// Settings of the person who measures must not change what is measured.
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { AUDIENCE: _, SITE: __, BASE: ___, GITHUB_ACTIONS: ____, ...rest } = process.env;
  return { ...rest, ASTRO_TELEMETRY_DISABLED: '1' };
}

function expectPages(folder: string, count: number): void {
  const pages = readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith('index.html')).length;
  if (pages !== count) throw new Error(`${folder} holds ${pages} pages of incidents instead of ${count}.`);
}

function expectWords(file: string, words: string): void {
  if (!readFileSync(file, 'utf8').includes(words)) throw new Error(`The new update is not in ${file}.`);
}

/** Memory, where there is room. */
export function folderForFiles(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_NEEDED ? MEMORY : tmpdir();
}

function describeRound(count: number, number: number, { clean, warm, eleventy }: Round): string {
  const seconds = (usage: Usage): string => `${(usage.wallMs / 1000).toFixed(2)} s`;
  return `${count} incidents, run ${number}: clean ${seconds(clean)}, after one update ${seconds(warm)}, Eleventy ${seconds(eleventy)}`;
}

export interface Options {
  sizes: readonly number[];
  runs: number;
  log: (line: string) => void;
}

type Round = Record<Build, Usage> & { homeBytes: number };

interface Site {
  count: number;
  /** The copy of the project that builds. */
  project: string;
  content: string;
  eleventy: string;
  usageFile: string;
  workload: Workload;
}
