import { describe, expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

describe('no component needs itself', () => {
  test('directly', () => {
    expect(problemsOf({ a: ['a'] })).toEqual([['components/a.md', 'a → a']]);
  });

  test('through another', () => {
    expect(problemsOf({ a: ['b'], b: ['a'] })).toEqual([['components/a.md', 'a → b → a']]);
  });

  test('through two others', () => {
    expect(problemsOf({ a: ['b'], b: ['c'], c: ['a'] })).toEqual([['components/a.md', 'a → b → c → a']]);
  });

  test('in a circle that hangs below others', () => {
    expect(problemsOf({ a: ['x'], x: ['y'], y: ['x'] })).toEqual([['components/x.md', 'x → y → x']]);
  });

  test('in two circles, each told once', () => {
    expect(problemsOf({ a: ['b'], b: ['a'], c: ['d'], d: ['c'] })).toHaveLength(2);
    expect(problemsOf({ a: ['b', 'c'], b: ['a'], c: ['a'] })).toHaveLength(2);
  });
});

test('a component may be needed in many ways', () => {
  expect(problemsOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['e'], e: [] })).toEqual([]);
});

test('a thousand components in a row are no circle', () => {
  const row = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`c${index}`, [`c${index + 1}`]]));
  expect(problemsOf({ ...row, c1000: [] })).toEqual([]);
});

test('the circle is cut where it is told, and all its components stay', () => {
  const { entries } = contentWith(filesOf({ a: ['b'], b: ['a'] }));
  const found = entries.component.filter((entry) => ['a', 'b'].includes(entry.id));
  expect(found.map((entry) => [entry.id, entry.data.depends])).toEqual([
    ['a', []],
    ['b', ['a']],
  ]);
});

function problemsOf(depends: Record<string, string[]>): (string | undefined)[][] {
  return contentWith(filesOf(depends)).problems.map((problem) => [
    problem.file,
    /itself: (.*)\.$/.exec(problem.message)?.[1],
  ]);
}

function filesOf(depends: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(depends).map(([id, ids]) => [
      `components/${id}.md`,
      `---\nname: ${id}\nsince: 2026-01-01\ndepends: [${ids.join(', ')}]\n---\n`,
    ]),
  );
}
