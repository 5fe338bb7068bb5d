import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, masker, secretsIn } from './mask.ts';

describe('what looks like a secret is hidden, whoever has it', () => {
  test.each([
    ['token ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_'],
    ['github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz', '11ABCDEFG0'],
    ['xoxb-123456789012-abcdefghijkl', '123456789012'],
    ['AKIAIOSFODNN7EXAMPLE is ours', 'AKIAIOSFODNN7EXAMPLE'],
    ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'eyJzdWIi'],
    ['redis://:hunter2@sessions:6379/0', 'hunter2'],
    ['postgres://labels:p%40ss@db/labels', 'p%40ss'],
    ['{"password": "open sesame"}', 'open'],
    ['API_KEY=abcd1234', 'abcd1234'],
    ['sk_live_abcdefghijklmnopqrstuv', 'abcdefghijklmnopqrstuv'],
  ])('%s', (text, secret) => {
    expect(masked(text, [])).not.toContain(secret);
    expect(masked(text, [])).toContain('••••••');
  });

  test('a private key, all of it, and nothing after it', () => {
    const lines = ['before', '-----BEGIN RSA PRIVATE KEY-----', 'MIIE', '-----END RSA PRIVATE KEY-----', 'after'];
    const mask = masker(() => []);
    const expected = ['before', '••••••', '••••••', '••••••', 'after'];
    expect([lines.map(mask), masked(lines.join('\n'), []).split('\n')]).toEqual([expected, expected]);
  });

  test.each([
    'kubectl get pods -l app=gateway',
    'https://api.example/v2/health?x=1',
    'the token bucket is empty',
    'a: b@c',
  ])('not in: %s', (text) => {
    expect(masked(text, [])).toBe(text);
  });
});

test('a private key on one line', () => {
  const key = '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END PRIVATE KEY-----';
  expect(masked(`{"private_key": "${key}", "id": 1}\nafter`, [])).not.toContain('MIIE');
  expect(masked(`K=${key} ok\nafter`, [])).toBe('K=•••••• ok\nafter');
  expect(secretsIn({ DEPLOY_KEY: 'abcdefgh', MONKEY: 'abcdefgh' })).toEqual(['abcdefgh']);
});

test('values of the environment are secrets by their names, unless nothing could be told from them', () => {
  const environment = {
    DEPLOY_TOKEN: 'xk29-deploy',
    DB_PASSWORD: 'hunter22',
    TOKEN_LIFE: '3600',
    HOME: '/home/jo',
    GH_PAT: 'abcdefg',
  };
  expect(secretsIn(environment)).toEqual(['xk29-deploy', 'hunter22', 'abcdefg']);
});

test('a secret that is known is hidden in any of the ways that programs write it', () => {
  const secret = fc
    .string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 20 })
    .filter((text) => text.trim() === text);
  const around = fc.string({ unit: fc.constantFrom(' ', 'é', '\t') });
  fc.assert(
    fc.property(secret, around, (text, other) => {
      const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '');
      for (const written of [text, encodeURIComponent(text), base64, JSON.stringify(text).slice(1, -1)]) {
        expect(masked(`${other}${written}${other}`, [text])).not.toContain(written);
      }
    }),
  );
});
