import { expect, test } from 'vitest';
import type { Channel } from './notice.ts';
import { filled, wordsFor } from './words.ts';

const channel = {
  id: 'team',
  kind: 'slack',
  secret: 'X',
  audience: 'internal',
  hears: [],
  most: {},
} as never as Channel;

function words(id: string, more: object = {}) {
  return { id, event: ['opened' as const], subject: id, body: id, ...more };
}

test('the words that fit best are taken: for the channel, for its audience, for all, our own', () => {
  const all = [
    words('all'),
    words('inside', { audience: 'internal' }),
    words('outside', { audience: 'public' }),
    words('named', { channels: ['team'] }),
    words('both', { channels: ['team'], audience: 'internal' }),
    words('others', { channels: ['else'] }),
  ];
  const order: string[] = [];
  for (let left = all; ; ) {
    const { subject } = wordsFor('opened', channel, left);
    order.push(subject);
    if (!left.some(({ id }) => id === subject)) break;
    left = left.filter(({ id }) => id !== subject);
  }
  expect(order).toEqual(['both', 'named', 'inside', 'all', '{{ state }}: {{ title }}']);
});

test('a line that asks for what is not there is left out', () => {
  const body = 'One\n\n- Edit: {{ edit }}\n- Title: {{title}}';
  expect(filled({ subject: '{{ title }}', body }, { title: 'A' })).toEqual({ subject: 'A', body: 'One\n\n- Title: A' });
});

test('what is filled in is text, on one line of the subject, and asks for nothing itself', () => {
  const values = { title: '{{ edit }} *a*\r\nBcc: <b>', edit: 'secret' };
  expect(filled({ subject: '{{ title }}', body: '{{ title }}' }, values)).toEqual({
    subject: '{{ edit }} *a* Bcc: <b>',
    body: '{{ edit }} \\*a\\* Bcc: &lt;b&gt;',
  });
});
