import { expect, test } from 'vitest';
import { LEASE_MS, turnOf, withClaim } from './claim.ts';
import { EMPTY } from './ledger.ts';
import type { Notice } from './notice.ts';

const NOTICES = ['world', 'world', 'team'].map((channel, index) => ({ id: `n${index}`, channel }) as Notice);
const AT = Date.parse('2026-11-24T10:00:00Z');
const me = { by: 'me', at: AT };

test('a channel that somebody else has claimed is left to them until the claim ends', () => {
  const ledger = withClaim(EMPTY, 'world', { by: 'they', at: AT - 1_000 });
  expect(turnOf(NOTICES, ledger, me)).toEqual({ notice: NOTICES[2], busy: undefined });
  expect(turnOf(NOTICES.slice(0, 2), ledger, me)).toEqual({ notice: undefined, busy: AT - 1_000 + LEASE_MS });
  expect(turnOf(NOTICES, ledger, { by: 'me', at: AT + LEASE_MS }).notice).toBe(NOTICES[0]);
  expect(turnOf(NOTICES, ledger, { by: 'they', at: AT }).notice).toBe(NOTICES[0]);
});

test('whoever claims has one channel at most, and claims that have ended go', () => {
  const theirs = withClaim(EMPTY, 'world', { by: 'they', at: AT });
  const both = withClaim(withClaim(theirs, 'team', me), 'mail', me);
  expect(both.claims.map(({ by, channel }) => [by, channel])).toEqual([
    ['they', 'world'],
    ['me', 'mail'],
  ]);
  expect(withClaim(both, undefined, me).claims).toEqual(theirs.claims);
  expect(withClaim(both, undefined, { by: 'me', at: AT + LEASE_MS }).claims).toEqual([]);
});

test('with nothing to tell nobody is waited for', () => {
  expect(turnOf([], withClaim(EMPTY, 'world', { by: 'they', at: AT }), me)).toEqual({
    notice: undefined,
    busy: undefined,
  });
});
