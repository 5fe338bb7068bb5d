import { expect, test } from 'vitest';
import { channelOf, noticeWith } from '../tests/notices/notice.ts';
import { ChannelProblem, deliver } from './deliver.ts';

const MAIL = channelOf({ kind: 'email', secret: 'MAIL', from: 'status@small.example', recipients: 'READERS' });

function mailTo(count: number): Promise<unknown> {
  const READERS = Array.from({ length: count }, (_, index) => `reader-${index}@example.com`).join(',');
  // Nobody listens there.
  const variables = { MAIL: 'smtp://status:100%sure@127.0.0.1:1', READERS };
  return deliver(noticeWith(), MAIL, { variables, now: () => 0 }).catch((error: unknown) => error);
}

test('a mail goes to at most 100 readers, and no sign in a password keeps it from being tried', async () => {
  const tooMany = await mailTo(101);
  expect(tooMany).toBeInstanceOf(ChannelProblem);
  expect(String(tooMany)).toContain('It names 101 addresses, more than 100');
  expect(String(await mailTo(100))).toContain('The mail server did not take it');
});
