import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in. */
export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver on this machine that keeps what it hears and answers as it is told. */
export interface Receiver {
  address: string;
  heard: Heard[];
  /** How a path answers from now on; 200 and `ok` unless said. */
  answer: (path: string, how: (response: ServerResponse, heard: Heard) => void) => void;
  close: () => Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  const answers = new Map<string, (response: ServerResponse, heard: Heard) => void>();
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = (request.url ?? '').replace(/\?.*/, '');
    const one = { path, headers: request.headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    const how = answers.get(path);
    if (how) how(response, one);
    else response.end('ok');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    heard,
    answer: (path, how) => void answers.set(path, how),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
