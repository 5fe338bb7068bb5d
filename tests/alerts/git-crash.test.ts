import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type GitStoreOptions, gitStore } from '../../src/io/git-store.ts';
import { git } from '../support/command.ts';
import { cloneOf, makeOrigin, makeRepository } from '../support/repository.ts';
import { write } from '../support/small-site.ts';
import { SHARED, writeChange } from '../support/store-loop.ts';

const WRITER = resolve(import.meta.dirname, '../support/store-writer.ts');
const KILLS = 30;
const CHANGE = [{ path: 'incidents/a.md', text: 'a\n' }];

describe('a process that is killed at any moment', () => {
  test('leaves whole commits, and a working tree that the next one puts right', async () => {
    const repository = makeRepository();
    write(repository, 'content/untracked.md', 'by a person\n');
    const options = { folder: join(repository, 'content') };
    const acknowledged: string[] = [];
    for (let round = 0; round < KILLS; round++) {
      acknowledged.push(...(await killedWriter(options, `round-${round}`)));
      const store = gitStore({ ...options, note: () => undefined });
      await store.read();
      await writeChange(store, `after ${round}`);
      acknowledged.push(`after ${round}`);
      expect(git(repository, 'status', '--porcelain'), `round ${round}`).toBe('?? content/untracked.md\n');
    }
    expectOnce(repository, acknowledged);
    console.log(`${KILLS} kills in a working tree: ${acknowledged.length} changes acknowledged, each there once`);
  });

  test('leaves a remote branch whole', async () => {
    const origin = makeOrigin();
    const options = { folder: join(cloneOf(origin), 'content'), remote: 'origin' };
    const acknowledged: string[] = [];
    for (let round = 0; round < KILLS / 3; round++) {
      acknowledged.push(...(await killedWriter(options, `round-${round}`)));
      const store = gitStore({ ...options, note: () => undefined });
      await writeChange(store, `after ${round}`);
      acknowledged.push(`after ${round}`);
    }
    expectOnce(origin, acknowledged);
    console.log(`${KILLS / 3} kills beside a remote: ${acknowledged.length} changes acknowledged, each there once`);
  });
});

describe('a lock that is in the way', () => {
  test('is removed, with a note, where a git that was killed has left it', async () => {
    for (const file of ['index', 'refs/heads/main', 'HEAD']) {
      const repository = makeRepository();
      const lock = makeLock(join(repository, '.git', file), 11);
      expect(await commit(repository)).toEqual([
        expect.stringMatching(/^Removed .*\.lock, which a git that was killed \d+ s ago/),
      ]);
      expect(existsSync(lock)).toBe(false);
      expect(git(repository, 'status', '--porcelain')).toBe('');
    }
  });

  test('is removed from an origin on the same machine too', async () => {
    const origin = makeOrigin();
    const lock = makeLock(join(origin, 'refs/heads/main'), 11);
    expect(await commit(cloneOf(origin), { remote: 'origin' })).toEqual([expect.stringContaining('Removed')]);
    expect(existsSync(lock)).toBe(false);
  });

  test('is waited for while it is young', async () => {
    for (const file of ['index', 'refs/heads/main']) {
      const repository = makeRepository();
      const lock = makeLock(join(repository, '.git', file), 0);
      const begun = performance.now();
      const done = commit(repository);
      await wait(1_500);
      expect(git(repository, 'rev-list', '--count', 'main').trim()).toBe('1');
      rmSync(lock);
      expect(await done).toEqual([]);
      expect(performance.now() - begun).toBeGreaterThan(1_400);
    }
  });

  test('is not removed while a git works there, however old it is', async () => {
    const repository = makeRepository();
    const lock = makeLock(join(repository, '.git/index'), 3_600);
    const living = spawn('git', ['cat-file', '--batch'], { cwd: repository });
    const done = commit(repository);
    await wait(1_500);
    expect(existsSync(lock)).toBe(true);
    living.stdin.end();
    await once(living, 'close');
    expect(await done).toEqual([expect.stringContaining('Removed')]);
  });

  test('and stays there is named in the end, and nothing is written', async () => {
    const repository = makeRepository();
    const living = spawn('git', ['cat-file', '--batch'], { cwd: repository });
    makeLock(join(repository, '.git/index'), 3_600);
    await expect(commit(repository)).rejects.toThrow(/index\.lock is held by another git.*End that one first/);
    living.stdin.end();
    expect(git(repository, 'rev-list', '--count', 'main').trim()).toBe('1');
  });
});

/** Starts a writer, kills it, and says which of its changes it knew to be done. */
async function killedWriter(options: Partial<GitStoreOptions>, name: string): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, JSON.stringify(options), name, '1000']);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child.stdout, 'data');
  await wait(Math.random() * 200);
  child.kill('SIGKILL');
  await once(child, 'close');
  return [...output.matchAll(/^done (.+)\n/gm)].map(([, subject = '']) => subject);
}

function expectOnce(repository: string, acknowledged: readonly string[]): void {
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
  const subjects = git(repository, 'log', '--format=%s', 'main').split('\n').filter(Boolean);
  const lines = git(repository, 'show', `main:content/${SHARED}`).split('\n').filter(Boolean);
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(new Set(lines).size).toBe(lines.length);
  expect(subjects.filter((subject) => subject !== 'Begin').reverse()).toEqual(lines);
  expect(lines).toEqual(expect.arrayContaining([...acknowledged]));
}

async function commit(repository: string, options: Partial<GitStoreOptions> = {}): Promise<string[]> {
  const notes: string[] = [];
  const store = gitStore({ folder: join(repository, 'content'), note: (text) => notes.push(text), ...options });
  expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
  return notes;
}

function makeLock(file: string, seconds: number): string {
  const lock = `${file}.lock`;
  const time = Date.now() / 1000 - seconds;
  writeFileSync(lock, '');
  utimesSync(lock, time, time);
  return lock;
}
