import { RequestError } from 'octokit';
import { expect, test } from 'vitest';
import { errorOf, faultOf } from './fault.ts';

const NOW = Date.parse('2026-11-21T14:00:00Z');

test('a limit is waited for as long as GitHub says', () => {
  expect(faultOf(failure(429, 'Slow', { 'retry-after': '7' }), NOW)).toMatchObject({
    kind: 'limit',
    milliseconds: 7_000,
  });
  const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 90) };
  expect(faultOf(failure(403, 'Exceeded', reset), NOW)).toMatchObject({ kind: 'limit', milliseconds: 91_000 });
});

test('where it does not say, a minute', () => {
  for (const [status, said] of [
    [429, 'Too Many Requests'],
    [403, 'You have exceeded a secondary rate limit'],
    [403, 'You have triggered an abuse detection mechanism.'],
  ] as const) {
    expect(faultOf(failure(status, said), NOW), said).toMatchObject({ kind: 'limit', milliseconds: 60_000 });
  }
});

test('a 403 that is no limit is a refusal', () => {
  const headers = { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': String(NOW / 1000 + 90) };
  expect(faultOf(failure(403, 'Resource not accessible by integration', headers), NOW)).toMatchObject({
    kind: 'refused',
  });
});

test('no answer, and one from a server in trouble, may have taken effect', () => {
  expect(faultOf(new Error('socket hang up'), NOW)).toEqual({ kind: 'unknown', said: 'socket hang up' });
  for (const status of [500, 502, 503, 504])
    expect(faultOf(failure(status, 'x'), NOW)).toMatchObject({ kind: 'unknown' });
});

test('what GitHub found wrong is passed on, however it says so', () => {
  const body = { message: 'Validation Failed', errors: [{ field: 'sha' }] };
  expect(faultOf(failure(422, body), NOW)).toMatchObject({ said: 'Validation Failed [{"field":"sha"}]' });
  expect(faultOf(failure(422, 1), NOW)).toMatchObject({ said: 'no reason given' });
});

test('an error says what to do', () => {
  expect(
    errorOf(faultOf(failure(403, 'Slow', { 'retry-after': '60' }), NOW), 'GET x', NOW).message,
  ).toMatchInlineSnapshot(
    `"GitHub takes no more requests for now (GET x: Slow). It takes them again at 2026-11-21T14:01:00.000Z; until then nothing is lost, only late."`,
  );
  expect(errorOf(faultOf(failure(403, 'Not accessible'), NOW), 'POST x', NOW).message).toMatchInlineSnapshot(
    `"GitHub refuses POST x: 403 Not accessible. GITHUB_TOKEN may not do this: give it "contents: write" for this repository, in a workflow under "permissions:"."`,
  );
  expect(errorOf(faultOf(new Error('ECONNRESET'), NOW), 'GET x', NOW).message).toMatchInlineSnapshot(
    `"GitHub does not answer as it should (GET x: ECONNRESET). Look at https://www.githubstatus.com and at the network; the next try may do."`,
  );
});

function failure(status: number, data: unknown, headers: Readonly<Record<string, string>> = {}): RequestError {
  const request = { method: 'GET' as const, url: 'https://api.github.com/x', headers: {} };
  const body = typeof data === 'string' ? { message: data } : data;
  return new RequestError('failed', status, { request, response: { status, url: request.url, headers, data: body } });
}
