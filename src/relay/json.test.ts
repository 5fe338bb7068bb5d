import { expect, test } from 'vitest';
import { readJson } from './json.ts';

test('JSON is read, with brackets in its texts counting for nothing', () => {
  const value = { text: '[[[[[{{{{{"\\', list: [1, { deep: [true, null] }] };
  expect(readJson(JSON.stringify(value))).toEqual({ value });
  expect(readJson(JSON.stringify('['.repeat(10_000)))).toEqual({ value: '['.repeat(10_000) });
});

test('32 levels are read, 33 are not, and neither are a million', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(readJson(nested(32))).toHaveProperty('value');
  for (const depth of [33, 1_000_000])
    expect(readJson(nested(depth))).toEqual({ problem: 'The JSON is nested more than 32 levels deep.' });
  expect(readJson('{"a":'.repeat(1_000_000))).toEqual({ problem: 'The JSON is nested more than 32 levels deep.' });
});

test('what is no JSON is told, not thrown', () => {
  expect(readJson(' ')).toEqual({ problem: 'The body is empty.' });
  for (const text of ['{', '{"a":}', 'undefined', ']]]]', '"\\', '{"a":"\n"}'])
    expect(readJson(text)).toEqual({ problem: 'The body is not valid JSON.' });
});

test('a name that objects inherit is a name like any other', () => {
  readJson('{"__proto__":{"polluted":true}}');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
