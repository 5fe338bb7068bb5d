import { expect, test } from 'vitest';
import { noticeWith } from '../../../tests/notices/notice.ts';
import { knownRequest, recordKey, recordRequest } from './bluesky.ts';

const SESSION = { server: 'https://bsky.example', did: 'did:plc:a', token: 't' };

test('a post has the same name whenever the same is told, so that a repeat is taken for what it is', () => {
  const [soon, late] = [noticeWith({ id: 'a', at: 1 }), noticeWith({ id: 'a', at: Date.UTC(2026, 10, 25) })];
  const { body } = recordRequest(soon, SESSION);
  const { rkey } = JSON.parse(body ?? '');
  expect(knownRequest(late, SESSION).url).toContain(`rkey=${rkey}`);
});

test('names are such as Bluesky takes, and each notice has its own', () => {
  const keys = Array.from({ length: 2_000 }, (_, index) => recordKey({ id: `notice_${index}` }));
  expect(keys.filter((key) => !/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});
