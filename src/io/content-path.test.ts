import { expect, test } from 'vitest';
import { isContentPath } from './content-path.ts';

test('a path of the content folder leads into it', () => {
  for (const path of [
    'site.yaml',
    '.alerts.jsonl',
    'incidents/2026/2026-11-21-a.md',
    'a b/é "x".md',
    '.github/a',
    '...',
  ]) {
    expect(isContentPath(path), path).toBe(true);
  }
});

test('any other is none', () => {
  const outside = ['', '.', '..', '../a', 'a/../b', '/a', 'a//b', 'a/', './a', 'a\\b', 'C:\\a', 'a\0', 'a\nb'];
  for (const path of [...outside, '.git/config', 'a/.GIT/hooks', '.git /a', '.git./a', 'git~1/a']) {
    expect(isContentPath(path), JSON.stringify(path)).toBe(false);
  }
});
