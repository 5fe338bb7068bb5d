import { describe, expect, test } from 'vitest';
import { mdxProblems } from './mdx.ts';

describe('what would run, or fail, when the page is built is refused', () => {
  for (const [name, body, code] of [
    ['an import', "import fs from 'node:fs'", 'mdx-code'],
    ['an export', 'export const a = 1', 'mdx-code'],
    ['an expression', 'Home: {process.env.HOME}', 'mdx-code'],
    ['an expression on its own', '{process.env.HOME}', 'mdx-code'],
    ['an expression as a value', '<Callout title={process.env.HOME}>x</Callout>', 'mdx-code'],
    ['a spread', '<Callout {...globalThis}>x</Callout>', 'mdx-code'],
    ['a script', '<script>alert(1)</script>', 'mdx-element'],
    ['an element of HTML', '<iframe src="https://example.com" />', 'mdx-element'],
    ['an unknown element', '<TimeLine />', 'mdx-element'],
    ['a member of something', '<Callout.Evil />', 'mdx-element'],
    ['an address that runs', '[x](javascript:alert(1))', 'unsafe-address'],
    ['an address that runs, in capitals', '[x](JaVaScRiPt:alert(1))', 'unsafe-address'],
    ['an address that runs, behind a space', '[x](<\u0001javascript:alert(1)>)', 'unsafe-address'],
    ['an address that holds data', '![x](data:image/svg+xml,<svg/>)', 'unsafe-address'],
    ['an address that runs, by reference', '[x][y]\n\n[y]: vbscript:x', 'unsafe-address'],
    ['an element that is never closed', '<Callout title="x">', 'mdx-syntax'],
    ['an open brace', 'A { that is never closed', 'mdx-syntax'],
  ] as const) {
    test(name, () => {
      const codes = new Set(problemsOf(body).map((problem) => problem.code));
      expect([...codes]).toEqual([code]);
    });
  }
});

test('Markdown with our elements is welcome', () => {
  const body =
    '# What\n\n<Timeline />\n\n<Callout title="Note">\n\nText with `{code}` and \\{ and &lt;.\n\n</Callout>\n';
  expect(
    problemsOf(`${body}\n[a](https://example.com) [b](/x) [c](#y) [d](mailto:a@example.com) [e](other.html)`),
  ).toEqual([]);
});

test('the problem stands at its line in the whole file', () => {
  expect(problemsOf('Text\n\nMore {evil}', 8)).toMatchObject([{ code: 'mdx-code', line: 10, column: 6 }]);
  expect(problemsOf('Text\n\n<Callout title="x">', 8)[0]?.line).toBe(10);
});

function problemsOf(body: string, line = 1) {
  return mdxProblems(body, line, { path: 'postmortems/2026-11-21-a.mdx', text: body });
}
