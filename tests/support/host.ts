import { createServer, type RequestListener } from 'node:http';

/** Somebody else's site, on a port of its own. */
export function serveHost(answer: RequestListener): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer(answer);
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({ address: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, close });
    });
  });
}
