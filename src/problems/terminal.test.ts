import { describe, expect, test } from 'vitest';
import { type Problem, problem } from './problem.ts';
import { count, toTerminal, wrapLine } from './terminal.ts';

describe('the caret stands under the value', () => {
  for (const [name, before] of [
    ['plain text', 'severity: '],
    ['a tab', '\t\tseverity:\t'],
    ['letters with accents', 'größe: '],
    ['letters as wide as two', '深刻度: '],
    ['a picture', '🔥🔥 '],
    ['an accent of its own', 'cafe\u0301: '],
    ['a control character', 'a\u001B[31mb: '],
    ['the 100th column', 'x'.repeat(99)],
    ['the 101st column', 'x'.repeat(100)],
    ['a column far to the right', 'x'.repeat(5_000)],
  ] as const) {
    test(`after ${name}`, () => {
      const [line = '', carets = ''] = linesOf(at(`${before}majr and more`, before.length + 1, 4));
      expect(width(line.slice(0, line.indexOf('majr')))).toBe(carets.indexOf('^'));
      expect(carets.trim().replace(/^\|\s*/, '')).toBe('^^^^');
    });
  }

  test('a value without length has one caret', () => {
    expect(linesOf(at('---', 1, 0))[1]?.trim()).toBe('| ^');
  });

  test('carets do not go on beyond the line that is shown', () => {
    const [line = '', carets = ''] = linesOf(at('x'.repeat(300), 100, 200));
    expect(carets.length).toBeLessThanOrEqual(line.length);
  });
});

test('a long line is cut around the value, and says so', () => {
  const [line = ''] = linesOf(at(`${'a'.repeat(200)}majr${'b'.repeat(200)}`, 201, 4));
  expect(line.length).toBeLessThan(160);
  expect(line).toMatch(/… ?a+majrb+/);
});

describe('nothing in content can steer the terminal', () => {
  const hostile = 'a\u001B[2J\u009B31m\u202Eb\rc';

  test('in the line that is shown', () => {
    expect(unsafe(toTerminal([at(`title: ${hostile}`, 8, 3)], PLAIN))).toEqual([]);
  });

  test('in a value that is quoted', () => {
    const found = problem('unknown-reference', FILE, {}, { what: 'severity', value: hostile, known: ['sev1'] });
    expect(unsafe(toTerminal([found], PLAIN))).toEqual([]);
  });

  test('in the line to write', () => {
    const corrected = `## 2026-11-21 14:45 UTC · ${hostile}`;
    const found = problem('update-heading', FILE, {}, { heading: 'x', reason: 'y', corrected });
    expect(unsafe(toTerminal([found], PLAIN))).toEqual([]);
  });

  test('in the name of a file', () => {
    const path = 'incidents/2026/\u001B[2J\n::error::x.md';
    expect(unsafe(toTerminal([problem('empty-file', { path, text: '' }, {}, { kind: 'an incident' })], PLAIN))).toEqual(
      [],
    );
    expect(toTerminal([problem('empty-file', { path, text: '' }, {}, { kind: 'an incident' })], PLAIN)).not.toMatch(
      /^::/m,
    );
  });
});

test('problems stand below their file, with what is wrong and what to write', () => {
  const other = problem('empty-file', { path: 'components/web.md', text: '' }, {}, { kind: 'a component' });
  const problems = [at('severity: majr', 11, 4), at('severity: majr', 1, 8), other];
  expect(`\n${toTerminal(problems, PLAIN)}`).toMatchInlineSnapshot(`
    "
    content/incidents/2026/2026-11-21-a.md
        2 | severity: majr
          |           ^^^^
            "severity" is "majr", which is not one of: major.  [wrong-value]
            → Did you mean "major"?
        2 | severity: majr
          | ^^^^^^^^
            "severity" is "majr", which is not one of: major.  [wrong-value]
            → Did you mean "major"?

    content/components/web.md
        1 | 
          | ^
            The file is empty; it should describe a component.  [empty-file]
            → Begin with a line \`---\`, the fields, and another line \`---\`; or delete the file.
    "
  `);
});

test('colour is only added, never instead of a word', () => {
  const problems = [at('severity: majr', 11, 4)];
  const coloured = toTerminal(problems, { color: true, root: 'content' });
  expect(coloured).toMatch(/\u001B\[31m +\^{4}\u001B\[0m/);
  expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(toTerminal(problems, PLAIN));
});

test('one line counts them', () => {
  const [error, warning] = [at('a', 1, 1), { ...at('a', 1, 1), level: 'warning' as const }];
  expect(count([])).toBe('no problems');
  expect(count([error])).toBe('1 problem in 1 file');
  expect(count([error, { ...error, file: 'b.md' }])).toBe('2 problems in 2 files');
  expect(count([warning])).toBe('1 warning in 1 file');
  expect(count([error, error, warning])).toBe('2 problems and 1 warning in 1 file');
});

const PLAIN = { color: false, root: 'content' };
const FILE = { path: 'incidents/2026/2026-11-21-a.md', text: 'x' };

function at(line: string, column: number, length: number): Problem {
  const file = { ...FILE, text: `---\n${line}` };
  return problem(
    'wrong-value',
    file,
    { line: 2, column, length },
    { key: 'severity', value: 'majr', allowed: ['major'] },
  );
}

/** The line that is shown and the carets below it. */
function linesOf(found: Problem): string[] {
  return toTerminal([found], PLAIN).split('\n').slice(1, 3);
}

/** Columns a terminal needs for a text. */
function width(text: string): number {
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return letters.reduce((sum, letter) => sum + (/[\p{Script=Han}\p{Extended_Pictographic}]/u.test(letter) ? 2 : 1), 0);
}

function unsafe(text: string): string[] {
  return text.match(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g) ?? [];
}

test('a line that is too wide is broken between words, and what follows stands below it', () => {
  const wrapped = wrapLine('  one two three four', 10);
  expect(wrapped).toEqual(['  one two', '  three', '  four']);
  expect(wrapLine('--text "…"   what people read', 20, '    ')).toEqual(['--text "…"   what', '    people read']);
  expect(wrapLine('\u001B[1mbold words\u001B[0m', 10)).toHaveLength(1);
  expect(wrapLine('https://a-word-that-is-longer.example', 10)).toHaveLength(1);
  expect(wrapLine('a b', undefined)).toEqual(['a b']);
});
