import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMarker } from '../../src/actions/marker.ts';
import { git } from '../support/command.ts';
import { cloneOf } from '../support/repository.ts';
import { siteWith, startWorld, type World } from './world.ts';

const CHILD = resolve(import.meta.dirname, 'sync-child.ts');
const FILES = 10;
const EACH = 20;
const KILLS = 50;
const LATEST_EFFECT = 30;

let world: World;
beforeAll(async () => {
  const item = (file: number, at: number): string => `- [ ] Mend ${file}-${at} · owner: @mira · due: 2026-12-05`;
  world = await startWorld(
    siteWith(Array.from({ length: FILES }, (_, file) => Array.from({ length: EACH }, (_, at) => item(file, at)))),
  );
});
afterAll(() => world?.github.close());

test('200 items, killed fifty times at any moment: one issue for each, its address on its line; then both directions', async () => {
  const { github, sync, writes, commits } = world;
  const seed = Date.now() % 1_000_000;
  const random = randomFrom(seed);
  const folder = join(cloneOf(world.origin), 'content');
  const ends: number[] = [];
  let runs = 0;
  while (ends.length < KILLS) {
    const [most, killAt] = [1 + random(4), 1 + random(LATEST_EFFECT)];
    if (await isKilled(folder, most, killAt)) ends.push(killAt);
    runs++;
  }
  const before = github.issues.all().length;
  expect((await sync()).problems).toEqual([]);

  const issues = github.issues.all();
  const linked = linesOf().flatMap((line) => /issues\/(\d+)$/.exec(line)?.[1] ?? []);
  expect(issues.length).toBe(FILES * EACH);
  expect(new Set(issues.map(({ body }) => readMarker(body)?.key)).size).toBe(FILES * EACH);
  expect(new Set(linked).size).toBe(FILES * EACH);
  for (const [at, line] of linesOf().entries()) {
    const title = issues.find(({ number }) => number === Number(linked[at]))?.title ?? 'none';
    expect(line).toContain(`${title} ·`);
  }
  expect(git(world.origin, 'fsck', '--strict')).toBe('');
  const [wrote, made] = [writes(), commits()];
  expect((await sync()).steps).toEqual([]);
  expect([writes(), commits()]).toEqual([wrote, made]);
  process.stdout.write(
    `seed ${seed}: killed ${KILLS} times in ${runs} runs, ${before} issues by then; ${made} commits\n`,
  );

  for (let number = 1; number <= 40; number++) github.issues.setState(number, 'closed', 'completed');
  world.edit((text) => text.replaceAll('- [ ]', '- [x]'), FILES - 1);
  for (let kills = 0; kills < 5; kills++) await isKilled(folder, 10, 1 + random(LATEST_EFFECT));
  await sync();
  const ticked = new Set(linesOf().flatMap((line) => (/^- \[x\].*issues\/(\d+)/.exec(line)?.[1] ?? []) as string));
  const closed = github.issues.all().filter(({ state }) => state === 'closed');
  expect([...ticked].map(Number).sort((a, b) => a - b)).toEqual(closed.map(({ number }) => number));
  expect(closed.length).toBeGreaterThanOrEqual(40);
  expect((await sync()).steps).toEqual([]);
}, 900_000);

function linesOf(): string[] {
  return Array.from({ length: FILES }, (_, file) => world.lines(file)).flat();
}

function isKilled(folder: string, most: number, killAt: number): Promise<boolean> {
  const { apiUrl, owner, repo, token } = world.github;
  const args = [folder, JSON.stringify({ apiUrl, owner, repo, token }), String(most), String(killAt)];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, ...args]);
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  return new Promise((done, fail) =>
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? done(signal !== null) : fail(new Error(said)),
    ),
  );
}

/** The same numbers from the same seed, each below a limit. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
