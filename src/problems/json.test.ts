import { expect, test } from 'vitest';
import { toJson } from './json.ts';
import { inReadingOrder, problem } from './problem.ts';

const FILE = { path: 'components/web.md', text: '---\nname: ""\n---\n' };

test('programs get every part of a problem', () => {
  const at = { line: 2, column: 7, length: 2 };
  const found = problem('wrong-format', FILE, at, { key: 'name', value: '', reason: 'must not be empty' });
  expect(toJson([found, { ...found, level: 'warning' }], { root: 'content', files: 7 })).toMatchInlineSnapshot(`
    "{
      "files": 7,
      "errors": 1,
      "warnings": 1,
      "problems": [
        {
          "code": "wrong-format",
          "level": "error",
          "file": "content/components/web.md",
          "line": 2,
          "column": 7,
          "length": 2,
          "source": "name: \\"\\"",
          "message": "\\"name\\" is \\"\\", which must not be empty.",
          "remedy": "Write something, or remove the line."
        },
        {
          "code": "wrong-format",
          "level": "warning",
          "file": "content/components/web.md",
          "line": 2,
          "column": 7,
          "length": 2,
          "source": "name: \\"\\"",
          "message": "\\"name\\" is \\"\\", which must not be empty.",
          "remedy": "Write something, or remove the line."
        }
      ]
    }
    "
  `);
});

test('no problem is an empty list', () => {
  expect(JSON.parse(toJson([], { root: 'content', files: 7 }))).toEqual({
    files: 7,
    errors: 0,
    warnings: 0,
    problems: [],
  });
});

test('problems are read file by file, from top to bottom', () => {
  const make = (path: string, line: number, column: number) =>
    problem('empty-file', { path, text: '' }, { line, column }, { kind: '' });
  const [a, b, c, d] = [make('a.md', 2, 1), make('a.md', 10, 1), make('a.md', 10, 3), make('b.md', 1, 1)];
  expect(inReadingOrder([d, c, b, a].flatMap((one) => one ?? []))).toEqual([a, b, c, d]);
});

test('a file is named as it is on disk', () => {
  const moved = { path: 'incidents/2027/2027-01-01-a.md', origin: 'incidents/2026/2026-01-02-a.md', text: '' };
  expect(problem('empty-file', moved, {}, { kind: '' }).file).toBe('incidents/2026/2026-01-02-a.md');
});
