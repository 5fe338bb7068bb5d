import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Store } from '../../src/alerts/store.ts';
import { gitStore } from '../../src/io/git-store.ts';
import { githubStore } from '../../src/io/github-store.ts';
import { LEDGER_BRANCH, LEDGER_FILE } from '../../src/notices/ledger.ts';
import { git } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import { cloneOf, makeOrigin, makeRepository } from '../support/repository.ts';

let github: Github | undefined;

afterAll(() => github?.close());

const PLACES: Record<string, () => Promise<() => Store>> = {
  'this repository': async () => {
    const folder = join(makeRepository(), 'content');
    return () => gitStore({ folder, branch: LEDGER_BRANCH, orphan: true, worktree: false });
  },
  'the one it was cloned from, a shallow clone': async () => {
    const origin = makeOrigin();
    return () => {
      const folder = join(cloneOf(origin, '--depth=1'), 'content');
      return gitStore({ folder, branch: LEDGER_BRANCH, remote: 'origin', orphan: true, worktree: false });
    };
  },
  GitHub: async () => {
    const started = await startGithub();
    github = started;
    const { owner, repo, token, apiUrl } = started;
    return () => githubStore({ owner, repo, token, apiUrl, branch: LEDGER_BRANCH, folder: 'content', orphan: true });
  },
};

for (const [name, begin] of Object.entries(PLACES)) {
  test(`the branch of the ledger is made by whoever is first, in ${name}`, async () => {
    const open = await begin();
    const [one, two] = [open(), open()];
    const [mine, theirs] = [await one.read(), await two.read()];
    expect([mine.files, theirs.files]).toEqual([[], []]);
    expect(await one.commit(mine, 'notices: begin\n', [{ path: LEDGER_FILE, text: 'one\n' }])).toBe('committed');
    expect(await two.commit(theirs, 'notices: begin\n', [{ path: LEDGER_FILE, text: 'two\n' }])).toBe('moved');
    const now = await two.read();
    expect(now.files).toEqual([{ path: LEDGER_FILE, text: 'one\n' }]);
    expect(await two.commit(now, 'notices: more\n', [{ path: LEDGER_FILE, text: 'one\ntwo\n' }])).toBe('committed');
    expect((await one.read()).files).toEqual([{ path: LEDGER_FILE, text: 'one\ntwo\n' }]);
  });
}

test('it holds the ledger alone, has nothing in common with the content, and leaves the folder as it was', async () => {
  const root = makeRepository();
  const store = gitStore({ folder: join(root, 'content'), branch: LEDGER_BRANCH, orphan: true, worktree: false });
  await store.commit(await store.read(), 'notices: begin\n', [{ path: LEDGER_FILE, text: 'one\n' }]);
  expect(git(root, 'ls-tree', '-r', '--name-only', LEDGER_BRANCH)).toBe(`content/${LEDGER_FILE}\n`);
  expect(git(root, 'rev-list', LEDGER_BRANCH).trim().split('\n')).toHaveLength(1);
  expect(git(root, 'status', '--porcelain')).toBe('');
  expect(git(root, 'symbolic-ref', '--short', 'HEAD')).toBe('main\n');
});
