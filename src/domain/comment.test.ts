import { expect, test } from 'vitest';
import { withoutComments } from './comment.ts';

test.each([
  ['a <!-- note --> b', 'a  b'],
  ['a\n\n<!--\nnote\n\nmore\n-->\n\nb', 'a\n\nb'],
  ['a <!-- never closed\n\nb', 'a'],
  ['<!--\n```\nsecret\n```\n-->\n\nb', 'b'],
  ['`` a ` <!-- shown -->`` b', '`` a ` <!-- shown -->`` b'],
  ['`a` <!-- note --> `b`', '`a`  `b`'],
  ['`<!-- shown -->` b', '`<!-- shown -->` b'],
  ['```html\n<!-- shown -->\n```\n\n<!-- note -->', '```html\n<!-- shown -->\n```'],
  ['`\n<!-- note -->\n`', '`\n\n`'],
  ['a --> b', 'a --> b'],
])('%j is told as %j', (text, told) => {
  expect(withoutComments(text)).toBe(told);
});
