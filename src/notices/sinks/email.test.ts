import { expect, test } from 'vitest';
import { noticeWith } from '../../../tests/notices/notice.ts';
import { mailOf } from './email.ts';

const WHO = { from: { name: '', address: 'status@small.example' }, recipients: ['one@example.com'] };

test('no name of a site breaks out of the list that it names', () => {
  const { headers, from } = mailOf(noticeWith({}, 'A "quoted" <evil@example.com>\r\nBcc: x \\ name'), WHO);
  expect(headers['List-Id']).toBe('A quoted evil@example.com Bcc: x  name <team.small.example>');
  expect(from.name).not.toMatch(/[\r\n]/);
});
