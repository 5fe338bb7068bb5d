import { expect, test } from 'vitest';
import { hasToken } from './token.ts';

const TOKEN = 'correct horse battery staple';

function ask(headers: Record<string, string>, query = ''): Promise<boolean> {
  return hasToken(new Request(`http://relay.test/alerts/generic${query}`, { headers }), ['an older token', TOKEN]);
}

test('a token may come in any of four ways', async () => {
  expect(await ask({ Authorization: `Bearer ${TOKEN}` })).toBe(true);
  expect(await ask({ Authorization: `bearer ${TOKEN}` })).toBe(true);
  expect(await ask({ Authorization: `Basic ${btoa(`anybody:${TOKEN}`)}` })).toBe(true);
  expect(await ask({ 'X-Allclear-Token': TOKEN })).toBe(true);
  expect(await ask({}, `?token=${encodeURIComponent(TOKEN)}`)).toBe(true);
  expect(await ask({ Authorization: 'Bearer an older token' })).toBe(true);
});

test('anything else is no token', async () => {
  for (const authorization of [
    '',
    TOKEN,
    `Token ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    'Bearer',
    'Basic %%%',
    `Basic ${btoa(TOKEN)}x`,
  ])
    expect(await ask({ Authorization: authorization }), authorization).toBe(false);
  for (const query of ['', '?token=', '?token=wrong', `?Token=${encodeURIComponent(TOKEN)}`])
    expect(await ask({}, query), query).toBe(false);
});
