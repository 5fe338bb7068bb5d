import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, sendOnce } from './http.ts';
import type { NotTaken } from './not-taken.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;

let server: Server;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((_, response) => answer(response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function send(how: typeof answer, port = (server.address() as AddressInfo).port): Promise<Answer> {
  answer = how;
  return sendOnce({ method: 'POST', url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }, () => NOW, 500);
}

async function failure(how: typeof answer, port?: number): Promise<NotTaken> {
  return (await send(how, port).then(
    () => undefined,
    (error: unknown) => error,
  )) as NotTaken;
}

const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end();

test('what never left, or was refused, is told from what may have been taken', async () => {
  const ways: Record<string, [(response: ServerResponse) => void, boolean]> = {
    'no answer in time': [() => undefined, true],
    'a line that breaks': [(response) => void response.socket?.destroy(), true],
    'half an answer': [(response) => void response.socket?.end('HTTP/1.1 50'), true],
    'a gateway without an answer': [status(504), true],
    'a gateway with a bad one': [status(502), true],
    'an error': [status(500), false],
    'too many': [status(429), false],
    'a message that is refused': [status(400), false],
  };
  for (const [name, [how, unsure]] of Object.entries(ways)) {
    expect((await failure(how)).unsure, name).toBe(unsure);
  }
  expect((await failure(() => undefined, 1)).unsure, 'nobody there').toBe(false);
});

test('a receiver says when it wants to be asked again, within six hours', async () => {
  const asked = async (code: number, after?: string) =>
    (await failure(status(code, after === undefined ? {} : { 'retry-after': after }))).again;
  expect([await asked(429, '120'), await asked(503, '120'), await asked(500, '120')]).toEqual([
    NOW + 120_000,
    NOW + 120_000,
    undefined,
  ]);
  expect(await asked(429, new Date(NOW + HOUR).toUTCString())).toBe(NOW + HOUR);
  expect(await asked(429, String(7 * 24 * 3_600))).toBe(NOW + 6 * HOUR);
  expect([await asked(429), await asked(429, 'soon'), await asked(429, '-5')]).toEqual([
    NOW + 60_000,
    NOW + 60_000,
    NOW,
  ]);
});

test('of an answer without an end only the beginning is read', async () => {
  let written = 0;
  const { body } = await send((response) => {
    response.writeHead(200);
    const pour = (): void => {
      if (response.destroyed) return;
      written += 65_536;
      response.write('x'.repeat(65_536), () => setImmediate(pour));
    };
    pour();
  });
  expect(body.length).toBeGreaterThan(100_000);
  expect(body.length).toBeLessThan(300_000);
  expect(written).toBeLessThan(50_000_000);
});
