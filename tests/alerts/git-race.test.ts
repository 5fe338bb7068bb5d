import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { gitStore } from '../../src/io/git-store.ts';
import { git } from '../support/command.ts';
import { cloneOf, gitBeside, makeOrigin, makeRepository } from '../support/repository.ts';
import { write } from '../support/small-site.ts';
import { SHARED, writeChanges } from '../support/store-loop.ts';

// A machine that does much else takes its time.
vi.setConfig({ testTimeout: 300_000 });

const run = promisify(execFile);
const WRITER = resolve(import.meta.dirname, '../support/store-writer.ts');

test('100 changes and 20 commits that people push at the same time are all in main, each once', async () => {
  const origin = makeOrigin();
  const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
  const begun = performance.now();
  const [tries, ...pushes] = await Promise.all([
    writeChanges(store, 'change', 100),
    ...['ann', 'bob', 'eve', 'joe'].map((name) => person(cloneOf(origin), name, 5)),
  ]);
  report('one writer', 100, tries, pushes, begun);
  const main = mainOf(origin);
  expect(main.written('change')).toEqual(counted('change', 100));
  expect(main.people()).toEqual(['ann', 'bob', 'eve', 'joe'].flatMap((name) => counted(name, 5)));
  expect(main.sharedLines()).toEqual(counted('change', 100).sort());
  expect(tries).toBeLessThan(1_000);
});

test('two of our own processes and a person write to one remote branch, and nothing is lost or written twice', async () => {
  const origin = makeOrigin();
  const begun = performance.now();
  const options = () => ({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
  const [first, second, pushes] = await Promise.all([
    writer(options(), 'left', 50),
    writer(options(), 'right', 50),
    person(cloneOf(origin), 'ann', 10),
  ]);
  report('two writers', 100, first + second, [pushes], begun);
  const main = mainOf(origin);
  expect(main.written('left')).toEqual(counted('left', 50));
  expect(main.written('right')).toEqual(counted('right', 50));
  expect(main.people()).toEqual(counted('ann', 10));
  expect(main.sharedLines()).toEqual([...counted('left', 50), ...counted('right', 50)].sort());
});

test('two of our own processes share one clone', async () => {
  const origin = makeOrigin();
  const options = { folder: join(cloneOf(origin), 'content'), remote: 'origin' };
  const begun = performance.now();
  const tries = await Promise.all([writer(options, 'left', 25), writer(options, 'right', 25)]);
  report('two writers in one clone', 50, tries[0] + tries[1], [], begun);
  expect(mainOf(origin).sharedLines()).toEqual([...counted('left', 25), ...counted('right', 25)].sort());
});

test('two of our own processes and a person who commits share one working tree', async () => {
  const repository = makeRepository();
  const options = { folder: join(repository, 'content') };
  const begun = performance.now();
  const [first, second, commits] = await Promise.all([
    writer(options, 'left', 25),
    writer(options, 'right', 25),
    committer(repository, 'ann', 20),
  ]);
  report('one working tree', 50, first + second, [commits], begun);
  const main = mainOf(repository);
  expect(main.written('left')).toEqual(counted('left', 25));
  expect(main.written('right')).toEqual(counted('right', 25));
  expect(main.people()).toEqual(counted('ann', 20));
  expect(main.sharedLines()).toEqual([...counted('left', 25), ...counted('right', 25)].sort());
  expect(git(repository, 'status', '--porcelain')).toBe('');
});

test('a commit that a person makes at any moment never takes ours back', async () => {
  const repository = makeRepository();
  const store = gitStore({ folder: join(repository, 'content') });
  let writing = true;
  let commits = 0;
  const person = async (): Promise<void> => {
    while (writing) {
      if (await succeeds(gitBeside(repository, 'commit', '--quiet', '--allow-empty', '-m', `person ${commits}`)))
        commits++;
      await wait(Math.random() * 300);
    }
  };
  const writes = writeChanges(store, 'change', 30).finally(() => {
    writing = false;
  });
  const [tries] = await Promise.all([writes, person()]);
  console.log(`30 changes in ${tries} tries between ${commits} commits of a person`);
  const main = mainOf(repository);
  expect(main.written('change')).toEqual(counted('change', 30));
  expect(main.sharedLines()).toEqual(counted('change', 30).sort());
  expect(git(repository, 'log', '--format=%s', '--grep=^person', '--', 'content')).toBe('');
  expect(commits).toBeGreaterThan(0);
});

/** Somebody who writes, pulls and pushes; says how often they had to push. */
async function person(clone: string, name: string, count: number): Promise<number> {
  let pushes = 0;
  for (let index = 0; index < count; index++) {
    write(clone, `content/people/${name}.md`, `${counted(name, index + 1).join('\n')}\n`);
    await gitBeside(clone, 'add', '.');
    await gitBeside(clone, 'commit', '--quiet', '-m', `${name} ${index}`);
    for (let pushed = false; !pushed; pushes++) {
      await gitBeside(clone, 'pull', '--quiet', index % 2 ? '--rebase' : '--no-rebase', '--no-edit', 'origin', 'main');
      pushed = await succeeds(gitBeside(clone, 'push', '--quiet', 'origin', 'HEAD:main'));
    }
    await wait(Math.random() * 200);
  }
  return pushes;
}

/** Somebody who commits in the working tree that we write to. */
async function committer(repository: string, name: string, count: number): Promise<number> {
  let tries = 0;
  for (let index = 0; index < count; index++) {
    write(repository, `content/people/${name}.md`, `${counted(name, index + 1).join('\n')}\n`);
    for (let done = false; !done; tries++) {
      done =
        (await succeeds(gitBeside(repository, 'add', 'content/people'))) &&
        (await succeeds(gitBeside(repository, 'commit', '--quiet', '-m', `${name} ${index}`)));
      await wait(Math.random() * 30);
    }
  }
  return tries;
}

async function writer(options: object, name: string, count: number): Promise<number> {
  const { stdout } = await run(process.execPath, [WRITER, JSON.stringify(options), name, String(count)]);
  return Number(/tries (\d+)/.exec(stdout)?.[1]);
}

async function succeeds(task: Promise<unknown>): Promise<boolean> {
  return task.then(
    () => true,
    () => false,
  );
}

/** What is in main, as git alone tells it. */
function mainOf(repository: string) {
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
  const subjects = git(repository, 'log', '--topo-order', '--format=%s', 'main').split('\n');
  const shared = git(repository, 'show', `main:content/${SHARED}`).split('\n').filter(Boolean).sort();
  const named = (name: string): string[] => subjects.filter((text) => text.startsWith(`${name} `)).reverse();
  return {
    sharedLines: () => shared,
    /** By commit, and so once each; the file must be there too. */
    written: (name: string) => {
      for (const subject of named(name)) {
        const path = `content/incidents/2026/${subject.replace(' ', '-')}.md`;
        expect(git(repository, 'show', `main:${path}`)).toBe(`${subject}\n`);
      }
      return named(name);
    },
    people: () => {
      const files = git(repository, 'ls-tree', '--name-only', 'main', 'content/people/').split('\n').filter(Boolean);
      return files.flatMap((file) => {
        const lines = git(repository, 'show', `main:${file}`).split('\n').filter(Boolean);
        expect(named(lines[0]?.split(' ')[0] ?? '')).toEqual(lines);
        return lines;
      });
    },
  };
}

function counted(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index}`);
}

function report(what: string, changes: number, tries: number, people: readonly number[], begun: number): void {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const pushes = people.reduce((sum, count) => sum + count, 0);
  console.log(`${what}: ${changes} changes in ${tries} tries, people's commits in ${pushes} tries, ${seconds} s`);
}
