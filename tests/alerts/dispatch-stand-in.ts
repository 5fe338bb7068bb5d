import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can go wrong when GitHub is asked. */
export const FAULTS = [
  '401',
  '403 secondary',
  '404',
  '422',
  '429',
  '500',
  '502',
  'timeout',
  'reset',
  'half head',
  'half body',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface DispatchStandIn {
  address: string;
  /** Bodies of all requests, in order. */
  asked: string[];
  /** Bodies that were answered with 204. */
  taken: string[];
  /** What goes wrong with the next requests, in order. */
  faults: (Fault | undefined)[];
  close: () => Promise<void>;
}

/** A GitHub that takes repository dispatches over real HTTP, and fails as told. */
export async function serveDispatches(token: string): Promise<DispatchStandIn> {
  const asked: string[] = [];
  const taken: string[] = [];
  const faults: (Fault | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const fault = faults.shift();
      asked.push(body);
      if (fault !== undefined) return fail(response, fault);
      const isRight =
        request.url === '/repos/acme/status/dispatches' && request.headers.authorization === `token ${token}`;
      if (!isRight || request.method !== 'POST') return void response.writeHead(401).end();
      taken.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    taken,
    faults,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function fail(response: ServerResponse, fault: Fault): void {
  const { socket } = response;
  if (fault === 'timeout') return;
  if (fault === 'reset') return void socket?.resetAndDestroy();
  if (fault === 'half head') return void socket?.end('HTTP/1.1 204 No Cont');
  if (fault === 'half body') {
    response.writeHead(500, { 'content-type': 'application/json', 'content-length': '100' }).write('{"message":');
    return void setTimeout(() => socket?.destroy(), 10);
  }
  const limits = { '403 secondary': { 'retry-after': '60' }, '429': { 'retry-after': '60' } };
  const headers = fault in limits ? limits[fault as keyof typeof limits] : {};
  response
    .writeHead(Number(fault.slice(0, 3)), { 'content-type': 'application/json', ...headers })
    .end('{"message":"No."}');
}
