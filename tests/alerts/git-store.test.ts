import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GitError } from '../../src/io/git.ts';
import { gitStore } from '../../src/io/git-store.ts';
import { git } from '../support/command.ts';
import { cloneOf, makeOrigin, makeRepository, temporary } from '../support/repository.ts';
import { SMALL_SITE, write } from '../support/small-site.ts';

const CHANGE = [{ path: 'incidents/2026/a.md', text: 'a\n' }];

afterEach(() => vi.unstubAllEnvs());

describe('the files of the content folder', () => {
  test('are those of the tip of the branch, by their paths in it, with hidden ones at its top', async () => {
    const repository = makeRepository({
      'site.yaml': 'name: A\n',
      '.alerts.jsonl': '{}\n',
      '.hidden/a.md': 'no\n',
      'rules/.b.md': 'no\n',
      'incidents/2026/é "quoted" name.md': '\uFEFFtext\r\nmore\r\n',
    });
    symlinkSync('../site.yaml', join(repository, 'content/rules/link.md'));
    symlinkSync('nowhere', join(repository, 'content/rules/broken.md'));
    git(repository, 'add', '.');
    git(repository, 'commit', '--quiet', '-m', 'Links');
    write(repository, 'content/not-committed.md', 'no\n');
    const { commit, files } = await gitStore({ folder: join(repository, 'content') }).read();
    expect(commit).toBe(git(repository, 'rev-parse', 'HEAD').trim());
    expect(files).toEqual([
      { path: '.alerts.jsonl', text: '{}\n' },
      { path: 'incidents/2026/é "quoted" name.md', text: 'text\nmore\n' },
      { path: 'rules/link.md', text: 'name: A\n' },
      { path: 'site.yaml', text: 'name: A\n' },
    ]);
  });

  test('are read again only where they changed', async () => {
    const repository = makeRepository();
    const store = gitStore({ folder: join(repository, 'content') });
    const first = await store.read();
    expect(await store.read()).toBe(first);
    await store.commit(first, 'a', CHANGE);
    const second = await store.read();
    expect(second.files).toHaveLength(first.files.length + 1);
  });

  test('10,000 of them are read in seconds, and again in a moment', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `incidents/${index % 10}/${index}.md`,
        `text ${index}\n`.repeat(50),
      ]),
    );
    const store = gitStore({ folder: join(makeRepository(files), 'content') });
    const first = await timed(() => store.read());
    const commit = await timed(async () => store.commit(await store.read(), 'a', CHANGE));
    const second = await timed(() => store.read());
    console.log(`10,000 files: read ${first} ms, commit ${commit} ms, read again ${second} ms`);
    expect(first).toBeLessThan(5_000);
    expect(second).toBeLessThan(500);
  });
});

describe('odd repositories', () => {
  test('none at all, with what to do', async () => {
    const folder = temporary('none');
    await expect(gitStore({ folder }).read()).rejects.toThrow(/is in no git repository.*git -C .* init/);
  });

  test('one without a commit, and one without the branch', async () => {
    const folder = temporary('empty');
    git(folder, 'init', '--quiet', '--initial-branch=main');
    await expect(gitStore({ folder }).read()).rejects.toThrow(/The branch "main" .* has no commit yet.*git commit -m/);
    const repository = makeRepository();
    await expect(gitStore({ folder: repository, branch: 'live' }).read()).rejects.toThrow(
      /There is no branch "live" .*git branch live/,
    );
  });

  test('one whose content is not committed', async () => {
    const repository = makeRepository();
    write(repository, 'other/site.yaml', 'name: A\n');
    await expect(gitStore({ folder: join(repository, 'other') }).read()).rejects.toThrow(
      /other\/ is not on the branch "main".*Commit it first.*CONTENT/,
    );
  });

  test('an error before is no error any more once it is mended', async () => {
    const folder = temporary('mended');
    const store = gitStore({ folder });
    await expect(store.read()).rejects.toThrow(GitError);
    write(folder, 'site.yaml', 'name: A\n');
    git(folder, 'init', '--quiet', '--initial-branch=main');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '-m', 'Begin');
    expect((await store.read()).files).toHaveLength(1);
  });

  test('a bare one, its content folder named as if it were there', async () => {
    const origin = makeOrigin();
    const store = gitStore({ folder: join(origin, 'content') });
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(origin, 'show', 'main:content/incidents/2026/a.md')).toBe('a\n');
  });

  test('one whose top is the content folder, and one that a link leads to', async () => {
    const repository = makeRepository();
    const link = join(temporary('link'), 'site');
    symlinkSync(join(repository, 'content'), link);
    for (const [folder, count] of [
      [repository, 5],
      [link, 4],
    ] as const) {
      const store = gitStore({ folder });
      const head = await store.read();
      expect(head.files).toHaveLength(count);
      expect(await store.commit(head, 'a', [{ path: 'b.md', text: 'b\n' }])).toBe('committed');
    }
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(git(repository, 'ls-files', 'b.md', 'content/b.md')).toBe('b.md\ncontent/b.md\n');
  });

  test('names with spaces, quotes and letters of any script', async () => {
    const repository = makeRepository();
    const path = 'incidents/a "b" \'c\' $d `e` ü 事 🔥.md';
    const store = gitStore({ folder: join(repository, 'content') });
    await store.commit(await store.read(), 'a', [{ path, text: 'a\n' }]);
    await store.commit(await store.read(), 'b', [{ path, text: 'a\nb\n' }]);
    expect(readFileSync(join(repository, 'content', path), 'utf8')).toBe('a\nb\n');
    expect(git(repository, 'status', '--porcelain')).toBe('');
  });

  test('names that lead elsewhere are refused', async () => {
    const repository = makeRepository();
    const store = gitStore({ folder: join(repository, 'content') });
    const head = await store.read();
    for (const path of [
      '../README.md',
      '/etc/a',
      'a//b',
      '',
      'a/./b',
      '.git/config',
      'a/.GIT/b',
      'a\\b',
      'a\0b',
      'a/',
    ]) {
      await expect(store.commit(head, 'a', [{ path, text: 'a\n' }]), path).rejects.toThrow(
        'is no path in the content folder',
      );
    }
    expect(git(repository, 'rev-list', '--count', 'main').trim()).toBe('1');
  });

  test('hooks, signing and other settings change nothing', async () => {
    const repository = makeRepository();
    for (const hook of ['pre-commit', 'commit-msg', 'reference-transaction', 'post-index-change', 'pre-push']) {
      writeFileSync(join(repository, '.git/hooks', hook), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    }
    const settings = { 'commit.gpgsign': 'true', 'gpg.program': '/bin/false', 'core.autocrlf': 'true' };
    const more = { 'i18n.commitEncoding': 'latin1', 'user.useConfigOnly': 'true', 'core.safecrlf': 'true' };
    for (const [name, value] of Object.entries({ ...settings, ...more })) git(repository, 'config', name, value);
    vi.stubEnv('GIT_DIR', '/nowhere');
    vi.stubEnv('GIT_INDEX_FILE', '/nowhere/index');
    const store = gitStore({ folder: join(repository, 'content') });
    expect(await store.commit(await store.read(), 'Grüße', [{ path: 'b.md', text: 'a\r\nb\n' }])).toBe('committed');
    vi.unstubAllEnvs();
    expect(git(repository, 'cat-file', 'commit', 'HEAD')).not.toMatch(/^(encoding|gpgsig)/m);
    expect(git(repository, 'cat-file', 'blob', 'HEAD:content/b.md')).toBe('a\r\nb\n');
    expect(git(repository, 'log', '-1', '--encoding=UTF-8', '--format=%s').trim()).toBe('Grüße');
  });

  test('a commit is made in the name that git knows, else in ours, unless one is given', async () => {
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
    const repository = makeRepository();
    const by = async (options = {}): Promise<string> => {
      const store = gitStore({ folder: join(repository, 'content'), ...options });
      await store.commit(await store.read(), 'a', [{ path: 'b.md', text: `${performance.now()}` }]);
      return git(repository, 'log', '-1', '--format=%an <%ae> %cn <%ce>').trim();
    };
    const ours = 'Allclear <allclear@localhost.invalid>';
    expect(await by()).toBe(`${ours} ${ours}`);
    git(repository, 'config', 'user.name', 'Ann');
    git(repository, 'config', 'user.email', 'ann@example.com');
    expect(await by()).toBe('Ann <ann@example.com> Ann <ann@example.com>');
    vi.stubEnv('GIT_AUTHOR_NAME', 'Bob');
    expect(await by()).toBe('Bob <ann@example.com> Ann <ann@example.com>');
    const author = { name: 'Eve', email: 'eve@example.com' };
    expect(await by({ author })).toBe('Eve <eve@example.com> Eve <eve@example.com>');
  });

  test('one with longer ids', async () => {
    const folder = temporary('sha256');
    git(folder, 'init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    write(folder, 'content/site.yaml', 'name: A\n');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '-m', 'Begin');
    const store = gitStore({ folder: join(folder, 'content') });
    const head = await store.read();
    expect(await store.commit(head, 'a', [...CHANGE, { path: 'site.yaml', text: undefined }])).toBe('committed');
    expect((await store.read()).files).toEqual([{ path: 'incidents/2026/a.md', text: 'a\n' }]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});

describe('a commit', () => {
  test('is made only where the branch is still what was read', async () => {
    for (const folder of [join(makeRepository(), 'content'), join(makeOrigin(), 'content')]) {
      const [one, other] = [gitStore({ folder }), gitStore({ folder })];
      const [head, same] = [await one.read(), await other.read()];
      expect(await one.commit(head, 'one', CHANGE)).toBe('committed');
      expect(await other.commit(same, 'other', [{ path: 'b.md', text: 'b\n' }])).toBe('moved');
      expect(await other.commit(same, 'nothing', [{ path: 'site.yaml', text: SMALL_SITE['site.yaml'] }])).toBe('moved');
      expect((await other.read()).files.map(({ path }) => path)).not.toContain('b.md');
    }
  });

  test('goes to the branch that is checked out by then, where none is named', async () => {
    const repository = makeRepository();
    const store = gitStore({ folder: join(repository, 'content') });
    const head = await store.read();
    git(repository, 'switch', '--quiet', '-c', 'draft');
    expect(await store.commit(head, 'a', CHANGE)).toBe('committed');
    expect(git(repository, 'log', '--format=%s', 'main..draft')).toBe('a\n');
    git(repository, 'switch', '--quiet', 'main');
    expect(await store.commit(await store.read(), 'b', CHANGE)).toBe('committed');
    expect(git(repository, 'log', '--format=%s', 'draft..main')).toBe('b\n');
    expect(git(repository, 'status', '--porcelain')).toBe('');
  });

  test('of a branch that somebody took back is not made', async () => {
    const repository = makeRepository();
    git(repository, 'commit', '--quiet', '--allow-empty', '-m', 'Secret');
    const store = gitStore({ folder: join(repository, 'content') });
    const head = await store.read();
    git(repository, 'reset', '--quiet', '--hard', 'HEAD~1');
    expect(await store.commit(head, 'a', CHANGE)).toBe('moved');
    expect(git(repository, 'status', '--porcelain')).toBe('');
  });

  test('that would change nothing is none', async () => {
    const repository = makeRepository();
    const store = gitStore({ folder: join(repository, 'content') });
    const head = await store.read();
    const nothing = [
      { path: 'site.yaml', text: SMALL_SITE['site.yaml'] },
      { path: 'gone.md', text: undefined },
    ];
    expect(await store.commit(head, 'a', nothing)).toBe('committed');
    expect(git(repository, 'rev-list', '--count', 'main').trim()).toBe('1');
  });

  test('holds all its changes or, where one is refused, none', async () => {
    const repository = makeRepository();
    const store = gitStore({ folder: join(repository, 'content') });
    const head = await store.read();
    await expect(store.commit(head, 'a', [...CHANGE, { path: 'a\0', text: 'a' }])).rejects.toThrow(GitError);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(existsSync(join(repository, 'content/incidents'))).toBe(false);
  });
});

describe('a remote branch', () => {
  test('is written from a clone with one commit, whose working tree follows', async () => {
    const origin = makeOrigin();
    for (const options of [[], ['--depth=1'], ['--filter=blob:none']]) {
      const clone = cloneOf(origin, ...options);
      push(origin, { 'rules/later.md': `${options}\n` });
      const store = gitStore({ folder: join(clone, 'content'), remote: 'origin' });
      const head = await store.read();
      expect(head.files.map(({ path }) => path)).toContain('rules/later.md');
      expect(await store.commit(head, 'a', [{ path: 'a.md', text: `${options}\n` }])).toBe('committed');
      expect(git(origin, 'show', 'main:content/a.md')).toBe(`${options}\n`);
      expect(readFileSync(join(clone, 'content/a.md'), 'utf8')).toBe(`${options}\n`);
      expect(readFileSync(join(clone, 'content/rules/later.md'), 'utf8')).toBe(`${options}\n`);
      expect(git(clone, 'status', '--porcelain', '--branch').trim()).toBe('## main...origin/main');
    }
  });

  test('is named by its address too', async () => {
    const origin = makeOrigin();
    const store = gitStore({ folder: join(makeRepository(), 'content'), remote: `file://${origin}`, worktree: false });
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(await store.commit(await store.read(), 'b', [{ path: 'b.md', text: 'b' }])).toBe('committed');
    expect(git(origin, 'rev-list', '--count', 'main').trim()).toBe('3');
  });

  test("does not disturb what a person has not committed, nor their clone's other branches", async () => {
    const origin = makeOrigin();
    const clone = cloneOf(origin);
    const notes: string[] = [];
    write(clone, 'content/site.yaml', 'name: Changed\n');
    const store = gitStore({ folder: join(clone, 'content'), remote: 'origin', note: (text) => notes.push(text) });
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(clone, 'status', '--porcelain')).toBe(' M content/site.yaml\n');
    const change = [{ path: 'site.yaml', text: 'name: Ours\n' }];
    expect(await store.commit(await store.read(), 'b', change)).toBe('committed');
    expect(notes.join()).toMatch(/pushed, but .* stays as it is: .*site\.yaml/s);
    expect(readFileSync(join(clone, 'content/site.yaml'), 'utf8')).toBe('name: Changed\n');
    git(clone, 'switch', '--quiet', '-c', 'draft');
    expect(await store.commit(await store.read(), 'c', [{ path: 'c.md', text: 'c' }])).toBe('committed');
    expect(git(clone, 'status', '--porcelain')).toBe(' M content/site.yaml\n');
  });

  test('that somebody took back is not written over', async () => {
    const origin = makeOrigin();
    push(origin, { 'secret.md': 'secret\n' });
    const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin', worktree: false });
    const head = await store.read();
    git(origin, 'update-ref', 'refs/heads/main', 'main~1');
    expect(await store.commit(head, 'a', CHANGE)).toBe('moved');
    expect(git(origin, 'rev-list', '--count', 'main').trim()).toBe('1');
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(origin, 'ls-tree', '-r', '--name-only', 'main')).not.toContain('secret.md');
  });

  test('that is not there, or whose repository is not, is named', async () => {
    const clone = cloneOf(makeOrigin());
    const store = (options: object) => gitStore({ folder: join(clone, 'content'), remote: 'origin', ...options });
    await expect(store({ branch: 'live' }).read()).rejects.toThrow(
      /origin has no branch "live".*git push origin HEAD:live/,
    );
    await expect(store({ remote: 'file:///nowhere.git' }).read()).rejects.toThrow(
      /file:\/\/\/nowhere.git cannot be read: /,
    );
  });

  test('that refuses says why, and nothing is written', async () => {
    const origin = makeOrigin();
    hook(origin, 'pre-receive', 'echo "Closed until Monday" >&2; exit 1');
    const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
    const head = await store.read();
    await expect(store.commit(head, 'a', CHANGE)).rejects.toThrow(
      /does not take the change to "main".*Closed until Monday/s,
    );
    expect(git(origin, 'rev-list', '--count', 'main').trim()).toBe('1');
  });

  test('that takes a change and dies before it says so has it once', async () => {
    const origin = makeOrigin();
    hook(origin, 'reference-transaction', 'test "$1" = committed && kill -9 $PPID; exit 0');
    const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(origin, 'rev-list', '--count', 'main').trim()).toBe('2');
  });

  test('that takes a change, dies, and has somebody else build on it, still has it once', async () => {
    const origin = makeOrigin();
    const person = cloneOf(origin);
    const next = `cd ${person} && unset $(git rev-parse --local-env-vars) && git pull -q && git -c user.name=A -c user.email=a@b commit -q --allow-empty -m Next && git push -q`;
    hook(
      origin,
      'reference-transaction',
      `test "$1" = committed && test -z "$NESTED" && { export NESTED=1; ${next}; kill -9 $PPID; }; exit 0`,
    );
    const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(origin, 'log', '--format=%s', 'main')).toBe('Next\na\nBegin\n');
  });

  test('that dies before it takes a change is written at the next try', async () => {
    const origin = makeOrigin();
    hook(origin, 'pre-receive', 'kill -9 $PPID');
    const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin' });
    await expect(store.commit(await store.read(), 'a', CHANGE)).rejects.toThrow(GitError);
    hook(origin, 'pre-receive', 'exit 0');
    expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
    expect(git(origin, 'rev-list', '--count', 'main').trim()).toBe('2');
  });
});

function push(origin: string, files: Readonly<Record<string, string>>): void {
  const clone = cloneOf(origin);
  for (const [path, text] of Object.entries(files)) write(clone, `content/${path}`, text);
  git(clone, 'add', '.');
  git(clone, 'commit', '--quiet', '-m', 'By a person');
  git(clone, 'push', '--quiet', 'origin', 'main');
}

function hook(repository: string, name: string, script: string): void {
  writeFileSync(join(repository, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await task();
  return Math.round(performance.now() - begun);
}
