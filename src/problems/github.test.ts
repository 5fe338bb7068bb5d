import { expect, test } from 'vitest';
import { toGithub } from './github.ts';
import { problem } from './problem.ts';

test('each problem is one annotation at its place', () => {
  const file = { path: 'incidents/2026/2026-11-21-a.md', text: '---\nseverity: majr\n---\n' };
  const at = { line: 2, column: 11, length: 4 };
  const found = problem('unknown-reference', file, at, { what: 'severity', value: 'majr', known: ['major'] });
  expect(toGithub([found, { ...found, level: 'warning' }], { root: 'content' })).toMatchInlineSnapshot(`
    "::error file=content/incidents/2026/2026-11-21-a.md,line=2,col=11,endColumn=15,title=unknown-reference::There is no severity "majr". Did you mean "major"?
    ::warning file=content/incidents/2026/2026-11-21-a.md,line=2,col=11,endColumn=15,title=unknown-reference::There is no severity "majr". Did you mean "major"?
    "
  `);
});

test('percent signs, colons, commas and line breaks cannot end a part of the command', () => {
  const file = { path: 'incidents/50%,a:b\r\n::error::x.md', text: '' };
  const reason = '100 %, a: b\r\n::set-env name=PATH::evil';
  const found = problem('yaml-syntax', file, {}, { reason, line: '' });
  const text = toGithub([found], { root: 'con,tent' });
  expect(text.trimEnd().split(/\r|\n/)).toHaveLength(1);
  expect(text).toMatchInlineSnapshot(`
    "::error file=con%2Ctent/incidents/50%25%2Ca%3Ab%0D%0A%3A%3Aerror%3A%3Ax.md,line=1,col=1,endColumn=1,title=yaml-syntax::This is not valid YAML (100 %25, a: b%0D%0A::set-env name=PATH::evil): "". Check indentation, and put quotes around text that holds \`: \`, \`#\`, \`[\`, \`{\` or begins with a sign.
    "
  `);
});

test('no problem is no output', () => {
  expect(toGithub([], { root: 'content' })).toBe('');
});
