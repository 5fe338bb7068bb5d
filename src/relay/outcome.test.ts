import { expect, test } from 'vitest';
import { type DispatchAnswer, type Outcome, outcomeOf } from './outcome.ts';

const NOW = 1_000_000;
const of = (status?: number, headers: DispatchAnswer['headers'] = {}, message = ''): Outcome =>
  outcomeOf({ ...(status !== undefined && { status }), headers, message }, NOW);

test('only 204 lets go of a message', () => {
  expect(of(204)).toEqual({ kind: 'taken' });
  for (const status of [200, 201, 202, 301, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, undefined])
    expect(of(status).kind, String(status)).not.toBe('taken');
});

test('what passes by itself is tried again later', () => {
  for (const status of [500, 502, 503, 504, 408, 409, undefined]) expect(of(status).kind).toBe('later');
});

test('limits are kept for as long as GitHub says', () => {
  expect(of(429, { 'retry-after': '7' })).toMatchObject({ kind: 'later', waitMs: 7_000 });
  expect(of(403, { 'retry-after': 120 })).toMatchObject({ kind: 'later', waitMs: 120_000 });
  expect(of(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1090' })).toMatchObject({ waitMs: 90_000 });
  expect(of(403, {}, 'You have exceeded a secondary rate limit.')).toMatchObject({ kind: 'later', waitMs: 60_000 });
  expect(of(429, { 'retry-after': '99999999' })).toMatchObject({ waitMs: 3_600_000 });
  expect(of(429, { 'retry-after': 'soon' })).toMatchObject({ waitMs: 60_000 });
});

test('what a person has to change is told with what to change', () => {
  expect([401, 403, 404, 422].map((status) => of(status))).toMatchInlineSnapshot(`
    [
      {
        "kind": "settings",
        "problem": "GitHub does not accept the token (401). Check GITHUB_TOKEN; it may have expired.",
        "reason": "status_401",
      },
      {
        "kind": "settings",
        "problem": "GitHub does not let the token start workflows (403). Give it "Contents: read and write" on the repository.",
        "reason": "status_403",
      },
      {
        "kind": "settings",
        "problem": "GitHub knows no such repository, or the token may not see it (404). Check GITHUB_REPOSITORY and GITHUB_TOKEN.",
        "reason": "status_404",
      },
      {
        "kind": "refused",
        "problem": "GitHub refuses a message (422); it stays in the spool.",
        "reason": "status_422",
      },
    ]
  `);
});
