import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText, isVisible } from './text.ts';

test.each([
  ['a\u0000b\u0007c\u001Bd\u007Fe\u009Ff', 'abcdef'],
  ['a\u202Eb\u2066c\u200Fd\u061Ce', 'abcde'],
  ['a\r\nb\rc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
  ['a\uFFFEb\uFFFFc\uFEFFd', 'abcd'],
  ['half \uD83D', 'half \uFFFD'],
  ['whole \u{1F600} and joined \u{1F469}\u200D\u{1F680}', 'whole \u{1F600} and joined \u{1F469}\u200D\u{1F680}'],
  ['tab\tand\nline', 'tab\tand\nline'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('what is clean stays as it is, and nothing unclean is left of anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
      expect(cleanLine(text)).not.toMatch(/[\n\t]|^\s|\s$| {2}/);
    }),
    { numRuns: 2000 },
  );
});

test.each(['', ' \u00A0\u3000', '\u200B\u200D\u00AD', '\u2800', '\u3164\uFFA0'])('%j holds nothing to see', (text) => {
  expect([isVisible(text), isVisible(`${text}.`)]).toEqual([false, true]);
});
