import { expect, test } from 'vitest';
import { noticeWith } from '../../../tests/notices/notice.ts';
import { webhookRequest } from './webhook.ts';

function sentTo(address: string) {
  return webhookRequest(noticeWith(), { address, keys: [], now: 0 });
}

test('a name and a password in the address become a header, whatever signs they hold', () => {
  const passwords: Record<string, string> = { 'pa%3Ass%2F': 'pa:ss/', '100%sure': '100%sure', 'a%FFb%zz': 'a%FFb%zz' };
  for (const [written, meant] of Object.entries(passwords)) {
    const { url, headers } = sentTo(`https://us%20er:${written}@example.com/hook?a=b`);
    expect(url).toBe('https://example.com/hook?a=b');
    expect(headers['authorization']).toBe(`Basic ${Buffer.from(`us er:${meant}`).toString('base64')}`);
  }
  expect(sentTo('https://example.com/hook').headers).not.toHaveProperty('authorization');
});
