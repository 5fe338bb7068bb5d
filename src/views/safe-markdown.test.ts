import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { inlineMarkdown, safeMarkdown } from './safe-markdown.ts';

test.each([
  ['plain **bold** and `code`', 'plain **bold** and `code`'],
  ['a <script>x</script> b `x < y`', 'a &lt;script>x&lt;/script> b `x < y`'],
  ['see <https://a.example/x>', 'see <https://a.example/x>'],
  ['```js\nif (a<b) {}\n```\n<b>x</b>', '```js\nif (a<b) {}\n```\n&lt;b>x&lt;/b>'],
  ['[x](javascript:alert(1))', 'x'],
  ['[x](java&#115;cript:alert(1))', 'x'],
])('%j is told as %j', (source, told) => {
  expect(safeMarkdown(source)).toBe(told);
});

test('an address before a tag does not take away the mark that makes the tag text', () => {
  const text = '![x](http://evil.example/x.png)<img src=x onerror=alert(1)>';
  for (const told of [inlineMarkdown(text), safeMarkdown(text)]) {
    expect(markdownToHtml(told).html).not.toMatch(/<img [^>]*onerror/);
  }
});

test.each(['*a*', '# a', '[a](b)', '<b>', '1. a', '- a', '`a`', 'a | b', '&amp; &lt;', '~~a~~', '+ a', '_a_'])(
  'the text %j shows as it is',
  (text) => {
    const html = renderMarkdown(inlineMarkdown(text));
    const shown = html
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(shown.trim()).toBe(text);
    expect(html).toMatch(/^<p>[^<]*<\/p>\s*$/);
  },
);
