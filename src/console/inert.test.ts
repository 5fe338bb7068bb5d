import { expect, test } from 'vitest';
import { hostileTexts } from '../../tests/support/hostile-text.ts';
import { inert } from './inert.ts';

test('words of others stand in a code block that they cannot end', () => {
  const texts = hostileTexts(7);
  for (let count = 0; count < 500; count++) expectInert(texts(60));
  for (const text of ['', '```', '````\n@everyone', '`'.repeat(500), '\r```\r@a']) expectInert(text);
});

test('nobody is called and nothing is referred to, and every letter is there', () => {
  const text = '## @everyone, <!channel> <@U1> #1 acme/status#12 a@b.example # 1';
  const shown = inert(text);
  expect(shown).not.toMatch(/@\w|#\d|<[!@]/);
  expect(shown.replaceAll('\u200B', '')).toBe(`\`\`\`text\n${text}\n\`\`\``);
});

test('what is longer than an answer may be is cut', () => {
  expect(inert('😀'.repeat(30_000)).length).toBeLessThan(30_000);
  expect(inert('@1'.repeat(30_000)).length).toBeLessThan(30_000);
});

function expectInert(text: string): void {
  const [open = '', ...lines] = inert(text).split('\n');
  const close = lines.pop() ?? '';
  expect([open, close]).toEqual([`${close}text`, expect.stringMatching(/^`{3,}$/)]);
  expect(lines.filter((line) => line.includes(close))).toEqual([]);
}
