import { expect, test } from 'vitest';
import { didYouMean, nearest } from './suggest.ts';

test('the nearest word is suggested where one is near', () => {
  for (const [written, meant] of [
    ['majr', 'major'],
    ['mjaor', 'major'],
    ['Major', 'major'],
    ['criticla', 'critical'],
    ['severty', 'severity'],
  ] as const) {
    expect(nearest(written, ['minor', 'major', 'critical', 'severity'])).toBe(meant);
  }
});

test('a word near to none comes with those there are', () => {
  expect(didYouMean('xyz', ['minor', 'major'])).toBe('Use one of: minor, major.');
  expect(didYouMean('xyz', [])).toBe('There is none yet.');
});

test('what is as near to several is none of them', () => {
  expect(didYouMean('sev9', ['sev1', 'sev2'])).toBe('Use one of: sev1, sev2.');
});

test('a list to choose from stays short', () => {
  const many = Array.from({ length: 500 }, (_, index) => `component-${index}`);
  expect(didYouMean('x', many).length).toBeLessThan(400);
});

test('names that every object has are words like any other', () => {
  expect(nearest('constructor', ['major'])).toBeUndefined();
  expect(nearest('__proto__', ['major'])).toBeUndefined();
});
