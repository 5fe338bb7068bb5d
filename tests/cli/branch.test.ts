import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { cloneOf, makeOrigin, makeRepository } from '../support/repository.ts';
import { write } from '../support/small-site.ts';
import { SITE } from './story.ts';

const OPEN = '---\ntitle: Slow\nseverity: sev2\n---\n\n## 2026-11-24 12:00 UTC · investigating\n\nLooking.\n';
const FILE = 'incidents/2026/2026-11-24-slow.md';
const NOW = '2026-11-24T12:20:00Z';
const FILES = { ...SITE, [FILE]: OPEN };

test('two people at once both get their word in, and both of two new incidents', async () => {
  const folder = makeRepository(FILES);
  const told = await Promise.all(['One.', 'Two.'].map((text) => incident(folder, ['update', '--text', text])));
  expect(told.map(({ code }) => code)).toEqual([0, 0]);
  const args = ['new', '--title', 'Odd', '--severity', 'sev2', '--text', 'A.', '--json'];
  const opened = await Promise.all([incident(folder, args), incident(folder, args)]);
  expect(opened.map(({ stdout }) => JSON.parse(stdout).id).sort()).toEqual(['2026-11-24-odd', '2026-11-24-odd-2']);
  const text = readFileSync(join(folder, 'content', FILE), 'utf8');
  expect([text.match(/^One\.$/gm), text.match(/^Two\.$/gm)]).toEqual([['One.'], ['Two.']]);
  expect(git(folder, 'rev-list', '--count', 'HEAD').trim()).toBe('5');
  expect(git(folder, 'status', '--porcelain')).toBe('');
});

describe('what a person has not committed', () => {
  test('stays, staged or not, where it is another file', async () => {
    const folder = makeRepository(FILES);
    write(folder, 'content/components/new.md', '---\nname: New\nsince: 2024-01-01\n---\n\nNew.\n');
    git(folder, 'add', '.');
    appendFileSync(join(folder, 'README.md'), 'More.\n');
    write(folder, 'notes.txt', 'Mine.\n');
    const before = git(folder, 'status', '--porcelain');
    const { code, stderr } = await incident(folder, ['update', '--text', 'Still.']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('has changes that are not committed')]);
    expect(git(folder, 'show', '--name-only', '--format=').trim()).toBe(`content/${FILE}`);
    expect(git(folder, 'status', '--porcelain')).toBe(before);
  });

  test.each(['changed', 'staged'])('keeps its own file from being written: %s', async (how) => {
    const folder = makeRepository(FILES);
    appendFileSync(join(folder, 'content', FILE), 'Half a sentence\n');
    if (how === 'staged') git(folder, 'add', '.');
    const [head, status] = [git(folder, 'rev-parse', 'HEAD'), git(folder, 'status', '--porcelain')];
    const { code, stderr } = await incident(folder, ['update', '--text', 'Still.']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /✗ You have changed \S+slow\.md, and not committed it\.\n {2}→ Commit that first .+git stash push/,
    );
    expect([git(folder, 'rev-parse', 'HEAD'), git(folder, 'status', '--porcelain')]).toEqual([head, status]);
    expect(readFileSync(join(folder, 'content', FILE), 'utf8')).toBe(`${OPEN}Half a sentence\n`);
  });

  test('is not overwritten by a new incident of the same name', async () => {
    const folder = makeRepository(SITE);
    write(folder, `content/${FILE}`, OPEN);
    const { code } = await incident(folder, ['new', '--title', 'Slow', '--severity', 'sev2', '--text', 'A.']);
    expect([code, readFileSync(join(folder, 'content', FILE), 'utf8')]).toEqual([1, OPEN]);
  });
});

describe('where it goes', () => {
  test('here, and the next step is said', async () => {
    const origin = makeOrigin(FILES);
    const folder = cloneOf(origin);
    const { stdout } = await incident(folder, ['update', '--text', 'Still.']);
    expect(stdout).toContain('Not pushed yet: git push   (main follows origin/main)\n');
    expect(subject(origin)).toBe('Begin');
    git(folder, 'switch', '--quiet', '-c', 'other');
    const other = await incident(folder, ['update', '--text', 'Still.']);
    expect(other.stdout).toContain('Not pushed yet: git push -u origin other   (other has no upstream)\n');
  });

  test.each([
    [['--push'], {}],
    [['--remote', 'origin', '--branch', 'main'], {}],
    [[], { ALLCLEAR_PUSH: '1' }],
    [[], { ALLCLEAR_PUSH: 'Yes' }],
  ])('to the remote at once: %j %j', async (options, variables) => {
    const origin = makeOrigin(FILES);
    const folder = cloneOf(origin);
    const { code, stdout } = await incident(folder, ['update', '--text', 'Still.', ...options], variables);
    expect([code, stdout]).toEqual([0, expect.stringContaining(' on main of origin\n')]);
    expect(stdout).not.toContain('git push');
    expect(subject(origin)).toBe('incident 2026-11-24-slow: update');
    expect(git(folder, 'status', '--porcelain', '--branch')).toMatch(/^## main\.\.\.origin\/main\n$/);
    expect(readFileSync(join(folder, 'content', FILE), 'utf8')).toContain('Still.');
  });

  test('by a variable only where it says yes', async () => {
    const origin = makeOrigin(FILES);
    const folder = cloneOf(origin);
    const no = await incident(folder, ['update', '--text', 'Still.'], { ALLCLEAR_PUSH: '0' });
    expect([no.code, no.stdout]).toEqual([0, expect.stringContaining('Not pushed yet')]);
    const strange = await incident(folder, ['update', '--text', 'Still.'], { ALLCLEAR_PUSH: 'maybe' });
    expect([strange.code, strange.stderr]).toEqual([2, expect.stringContaining('ALLCLEAR_PUSH is "maybe"; write 1')]);
    expect(subject(origin)).toBe('Begin');
  });

  test('and no password of an address is printed', async () => {
    const folder = cloneOf(makeOrigin(FILES));
    const remote = 'http://mira:s3cret-token@127.0.0.1:9/site.git';
    const { code, stdout, stderr } = await incident(folder, ['update', '--text', 'Still.', '--remote', remote]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('http://***@127.0.0.1:9/site.git cannot be read')]);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  test('nowhere, where there is no remote to push to', async () => {
    const folder = makeRepository(FILES);
    const { code, stderr } = await incident(folder, ['update', '--text', 'Still.', '--push']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('git remote add origin')]);
    expect(subject(folder)).toBe('Begin');
  });
});

function incident(folder: string, args: readonly string[], variables: Record<string, string> = {}) {
  return command('incident', args, { CONTENT: join(folder, 'content'), NOW, ALLCLEAR_PUSH: '', ...variables });
}

function subject(folder: string): string {
  return git(folder, 'log', '-1', '--format=%s', 'main').trim();
}
