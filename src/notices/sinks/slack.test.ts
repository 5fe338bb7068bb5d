import { expect, test } from 'vitest';
import { noticeWith } from '../../../tests/notices/notice.ts';
import { slackRequest } from './slack.ts';

test('no address can end its own link or begin another', () => {
  const link = 'https://small.example/?a=1&b=<!channel>|x>';
  const { body } = slackRequest(noticeWith({ link, edit: link }), 'https://hooks.example/');
  const { text } = JSON.parse(body ?? '').blocks.at(-1).elements[0];
  const whole = 'https://small.example/?a=1&amp;b=%3C!channel%3E%7Cx%3E';
  expect(text).toBe(`<${whole}|Open the status page>  ·  <${whole}|Write an update>`);
});
