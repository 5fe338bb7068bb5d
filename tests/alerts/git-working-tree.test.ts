import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/alerts/store.ts';
import { begin } from '../../src/io/git/unfinished.ts';
import { type GitStoreOptions, gitStore } from '../../src/io/git-store.ts';
import { git } from '../support/command.ts';
import { makeRepository, temporary } from '../support/repository.ts';
import { write } from '../support/small-site.ts';

const INCIDENT = 'incidents/a.md';
const BEFORE = 'one\ntwo\nthree\n';
const AFTER = 'one\ntwo\nthree\nfour, by Allclear\n';

describe('where the branch is checked out', () => {
  test('the touched files and the index follow, and nothing else changes', async () => {
    const repository = site();
    await commit(repository, [
      { path: INCIDENT, text: AFTER },
      { path: 'incidents/2026/new.md', text: 'new\n' },
      { path: 'rules/old.md', text: undefined },
    ]);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(read(repository, INCIDENT)).toBe(AFTER);
    expect(read(repository, 'incidents/2026/new.md')).toBe('new\n');
    expect(existsSync(join(repository, 'content/rules'))).toBe(false);
    expect(git(repository, 'diff-files')).toBe('');
    expect(git(repository, 'log', '-1', '--format=%s|%b').trim()).toBe('a: open|Why.');
    expect(git(repository, 'reflog', '-1', '--format=%gs').trim()).toBe('allclear: a: open');
    expect(left(repository)).toEqual([]);
  });

  test('what a person has staged, changed, not added or ignored elsewhere stays just as it was', async () => {
    const repository = site({ '../.gitignore': '*.local\n', 'rules/staged.md': 'x\n', 'rules/changed.md': 'x\n' });
    write(repository, 'content/rules/staged.md', 'staged\n');
    write(repository, 'content/rules/added.md', 'added\n');
    git(repository, 'add', 'content/rules/staged.md', 'content/rules/added.md');
    git(repository, 'rm', '--quiet', 'content/rules/old.md');
    write(repository, 'content/rules/staged.md', 'staged\nand changed again\n');
    write(repository, 'content/rules/changed.md', 'changed\n');
    write(repository, 'content/untracked.md', 'untracked\n');
    write(repository, 'content/kept.local', 'ignored\n');
    const before = [git(repository, 'status', '--porcelain', '--ignored'), git(repository, 'diff', '--cached')];
    await commit(repository, [{ path: INCIDENT, text: AFTER }]);
    expect([git(repository, 'status', '--porcelain', '--ignored'), git(repository, 'diff', '--cached')]).toEqual(
      before,
    );
    expect(read(repository, 'rules/staged.md')).toBe('staged\nand changed again\n');
    expect(read(repository, 'rules/changed.md')).toBe('changed\n');
    expect(read(repository, 'untracked.md')).toBe('untracked\n');
  });

  test('a file with changes that are not committed takes both', async () => {
    const repository = site();
    write(repository, `content/${INCIDENT}`, `zero, by a person\n${BEFORE}`);
    await commit(repository, [{ path: INCIDENT, text: AFTER }]);
    expect(read(repository, INCIDENT)).toBe(`zero, by a person\n${AFTER}`);
    expect(git(repository, 'diff', '--cached', '--name-only')).toBe('');
    expect(git(repository, 'diff', '--numstat').trim()).toBe(`1\t0\tcontent/${INCIDENT}`);
  });

  test('two updates at the same place, one of them not committed, both stay', async () => {
    const repository = site();
    write(repository, `content/${INCIDENT}`, `${BEFORE}four, by a person\n`);
    await commit(repository, [{ path: INCIDENT, text: AFTER }]);
    const lines = read(repository, INCIDENT).split('\n');
    expect(lines).toContain('four, by a person');
    expect(lines).toContain('four, by Allclear');
    expect(lines.filter((line) => line === 'three')).toHaveLength(1);
    expect(read(repository, INCIDENT)).not.toMatch(/^[<=>]{7}/m);
  });

  test("a person's staged change of the same file stays staged and does not take ours back", async () => {
    const repository = site();
    write(repository, `content/${INCIDENT}`, `zero, staged\n${BEFORE}`);
    git(repository, 'add', '.');
    write(repository, `content/${INCIDENT}`, `zero, staged\nmore, not staged\n${BEFORE}`);
    await commit(repository, [{ path: INCIDENT, text: AFTER }]);
    expect(git(repository, 'show', `:content/${INCIDENT}`)).toBe(`zero, staged\n${AFTER}`);
    expect(read(repository, INCIDENT)).toBe(`zero, staged\nmore, not staged\n${AFTER}`);
    git(repository, 'commit', '--quiet', '-m', 'By a person');
    expect(git(repository, 'show', `HEAD:content/${INCIDENT}`)).toBe(`zero, staged\n${AFTER}`);
  });

  test('a file that a person made at the same path and did not add takes both', async () => {
    const repository = site();
    write(repository, 'content/incidents/new.md', 'by a person\n');
    await commit(repository, [{ path: 'incidents/new.md', text: 'by Allclear\n' }]);
    expect(read(repository, 'incidents/new.md').split('\n').sort()).toEqual(['', 'by Allclear', 'by a person']);
    expect(git(repository, 'show', 'HEAD:content/incidents/new.md')).toBe('by Allclear\n');
  });

  test('a file that a person has removed stays removed, staged or not', async () => {
    const repository = site({ 'incidents/b.md': BEFORE });
    rmSync(join(repository, 'content', INCIDENT));
    git(repository, 'rm', '--quiet', 'content/incidents/b.md');
    await commit(repository, [
      { path: INCIDENT, text: AFTER },
      { path: 'incidents/b.md', text: AFTER },
    ]);
    expect(git(repository, 'status', '--porcelain')).toBe(` D content/${INCIDENT}\nD  content/incidents/b.md\n`);
  });

  test('a file that we remove while a person changes it stays, no longer tracked', async () => {
    const repository = site();
    write(repository, `content/${INCIDENT}`, `${BEFORE}by a person\n`);
    await commit(repository, [{ path: INCIDENT, text: undefined }]);
    expect(read(repository, INCIDENT)).toBe(`${BEFORE}by a person\n`);
    expect(git(repository, 'status', '--porcelain')).toBe('?? content/incidents/\n');
  });

  test('a file that we rename goes, and stands at its new place', async () => {
    const repository = site();
    await commit(repository, [
      { path: INCIDENT, text: undefined },
      { path: 'incidents/2026/a.md', text: BEFORE },
    ]);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(existsSync(join(repository, 'content', INCIDENT))).toBe(false);
    expect(git(repository, 'show', '--stat', '--format=', '-M')).toContain('content/incidents/{ => 2026}/a.md');
  });

  test('a merge with conflicts goes on, and its files take our change', async () => {
    const repository = site();
    git(repository, 'switch', '--quiet', '-c', 'other');
    write(repository, `content/${INCIDENT}`, 'one, other\ntwo\nthree\n');
    git(repository, 'commit', '--quiet', '-am', 'Other');
    git(repository, 'switch', '--quiet', 'main');
    write(repository, `content/${INCIDENT}`, 'one, main\ntwo\nthree\n');
    git(repository, 'commit', '--quiet', '-am', 'Main');
    expect(() => git(repository, 'merge', 'other')).toThrow();
    await commit(repository, [{ path: INCIDENT, text: 'one, main\ntwo\nthree\nfour\n' }]);
    expect(git(repository, 'status', '--porcelain')).toBe(`UU content/${INCIDENT}\n`);
    expect(read(repository, INCIDENT)).toMatch(/<{7}.*one, main.*one, other.*>{7}.*four\n$/s);
  });

  test('a program stays one, and the bits that a person gave a file stay', async () => {
    const repository = site({ 'hook.md': 'x\n' });
    git(repository, 'update-index', '--chmod=+x', 'content/hook.md');
    git(repository, 'commit', '--quiet', '-m', 'Program');
    chmodSync(join(repository, 'content/hook.md'), 0o700);
    await commit(repository, [{ path: 'hook.md', text: 'y\n' }]);
    expect(git(repository, 'ls-tree', 'HEAD', 'content/hook.md')).toMatch(/^100755/);
    expect(statSync(join(repository, 'content/hook.md')).mode & 0o777).toBe(0o700);
  });

  test('line ends are those that the settings ask for, in the file as in the commit', async () => {
    for (const [attributes, autocrlf] of [
      ['* text=auto eol=crlf\n', 'false'],
      ['', 'true'],
    ] as const) {
      const repository = site({ '../.gitattributes': attributes });
      git(repository, 'config', 'core.autocrlf', autocrlf);
      git(repository, 'config', 'core.safecrlf', 'true');
      rmSync(join(repository, 'content', INCIDENT));
      git(repository, 'checkout', '--', `content/${INCIDENT}`);
      expect(read(repository, INCIDENT)).toBe(BEFORE.replaceAll('\n', '\r\n'));
      await commit(repository, [{ path: INCIDENT, text: AFTER }]);
      expect(read(repository, INCIDENT)).toBe(AFTER.replaceAll('\n', '\r\n'));
      expect(git(repository, 'show', `HEAD:content/${INCIDENT}`)).toBe(AFTER);
      write(repository, `content/${INCIDENT}`, `zero\r\n${AFTER.replaceAll('\n', '\r\n')}`);
      await commit(repository, [{ path: INCIDENT, text: `${AFTER}five\n` }]);
      expect(read(repository, INCIDENT)).toBe(`zero\r\n${AFTER.replaceAll('\n', '\r\n')}five\r\n`);
    }
  });
});

describe('where it is not', () => {
  test('a working tree with another branch stays as it is', async () => {
    const repository = site();
    git(repository, 'switch', '--quiet', '-c', 'draft');
    await commit(repository, [{ path: INCIDENT, text: AFTER }], { branch: 'main' });
    expect(read(repository, INCIDENT)).toBe(BEFORE);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(git(repository, 'show', `main:content/${INCIDENT}`)).toBe(AFTER);
  });

  test('what was begun on the branch that a person has left does not reach the one they are on', async () => {
    const repository = site();
    git(repository, 'branch', 'draft');
    const from = git(repository, 'rev-parse', 'main').trim();
    await commit(repository, [{ path: INCIDENT, text: AFTER }], { worktree: false });
    const to = git(repository, 'rev-parse', 'main').trim();
    begin(join(repository, '.git'), { branch: 'main', from, to });
    git(repository, 'switch', '--quiet', '--discard-changes', 'draft');
    const store = gitStore({ folder: join(repository, 'content') });
    await store.read();
    expect([read(repository, INCIDENT), git(repository, 'status', '--porcelain')]).toEqual([BEFORE, '']);
  });

  test('so does one with no branch at all, and without a name for the branch it is refused', async () => {
    const repository = site();
    git(repository, 'switch', '--quiet', '--detach');
    await expect(gitStore({ folder: join(repository, 'content') }).read()).rejects.toThrow(
      /No branch is checked out in .*git switch main/,
    );
    await commit(repository, [{ path: INCIDENT, text: AFTER }], { branch: 'main' });
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(read(repository, INCIDENT)).toBe(BEFORE);
    expect(git(repository, 'show', `main:content/${INCIDENT}`)).toBe(AFTER);
  });

  test('a second working tree that has it checked out follows', async () => {
    const repository = site();
    const second = join(temporary('second'), 'tree');
    git(repository, 'switch', '--quiet', '-c', 'draft');
    git(repository, 'worktree', 'add', '--quiet', second, 'main');
    await commit(repository, [{ path: INCIDENT, text: AFTER }], { branch: 'main' });
    expect(read(second, INCIDENT)).toBe(AFTER);
    expect(git(second, 'status', '--porcelain')).toBe('');
    expect(read(repository, INCIDENT)).toBe(BEFORE);
    await commit(second, [{ path: INCIDENT, text: BEFORE }]);
    expect(read(second, INCIDENT)).toBe(BEFORE);
    expect(git(second, 'status', '--porcelain')).toBe('');
  });

  test('one that is not to be touched is not', async () => {
    const repository = site();
    await commit(repository, [{ path: INCIDENT, text: AFTER }], { worktree: false });
    expect(read(repository, INCIDENT)).toBe(BEFORE);
    expect(git(repository, 'show', `HEAD:content/${INCIDENT}`)).toBe(AFTER);
  });

  test('one that has no files yet gets none', async () => {
    const repository = site();
    const clone = join(temporary('clone'), 'site');
    git(repository, 'clone', '--quiet', '--no-checkout', repository, clone);
    await commit(clone, [{ path: INCIDENT, text: AFTER }]);
    expect(existsSync(join(clone, 'content'))).toBe(false);
    git(clone, 'reset', '--quiet', '--hard');
    expect(read(clone, INCIDENT)).toBe(AFTER);
  });
});

test('a file that cannot be written is told of, committed all the same, and written later', async () => {
  const repository = site();
  const blocked = join(repository, 'content/incidents/2026');
  writeFileSync(blocked, 'a file where a folder is needed');
  const notes: string[] = [];
  const store = gitStore({ folder: join(repository, 'content'), note: (text) => notes.push(text) });
  expect(await store.commit(await store.read(), 'a', [{ path: 'incidents/2026/a.md', text: 'a\n' }])).toBe('committed');
  expect(notes.join()).toContain('content/incidents/2026/a.md is committed but could not be written');
  rmSync(blocked);
  mkdirSync(blocked);
  await store.read();
  expect(read(repository, 'incidents/2026/a.md')).toBe('a\n');
  expect(git(repository, 'status', '--porcelain')).toBe('');
});

function site(more: Readonly<Record<string, string>> = {}): string {
  return makeRepository({ [INCIDENT]: BEFORE, 'rules/old.md': 'old\n', ...more });
}

async function commit(repository: string, changes: readonly Change[], options: Partial<GitStoreOptions> = {}) {
  const store = gitStore({ folder: join(repository, 'content'), note: fail, ...options });
  const head = await store.read();
  expect(await store.commit(head, 'a: open\n\nWhy.\n', changes)).toBe('committed');
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
}

function fail(text: string): never {
  throw new Error(`A note where none is due: ${text}`);
}

function read(repository: string, path: string): string {
  return readFileSync(join(repository, 'content', path), 'utf8');
}

/** Files of ours that should not be in the git folder any more. */
function left(repository: string): string[] {
  return readdirSync(join(repository, '.git')).filter((name) => name.includes('allclear'));
}
