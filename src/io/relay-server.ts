import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const LIMITS: ServerLimits = { headersMs: 10_000, requestMs: 30_000, idleMs: 65_000, stopMs: 10_000, connections: 256 };
const LARGEST_HEADERS = 16_384;
/** How long a sender may go on after it was refused, so that it still reads why. */
const LEFTOVER_MS = 1_000;
const BUFFERED_BYTES = 65_536;

export interface RelayServer {
  address: string;
  /** Takes no more requests, and resolves when those under way are answered. */
  close: () => Promise<void>;
}

/** Serves a handler of web requests over HTTP, with bounds on how slow and how large a request may be. */
export async function serveRelay(handle: Handle, options: ServeOptions): Promise<RelayServer> {
  const limits = { ...LIMITS, ...options.limits };
  let isStopping = false;
  const server = createServer(
    {
      maxHeaderSize: LARGEST_HEADERS,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs / 2),
    },
    (incoming, outgoing) => {
      respond(handle, incoming, outgoing, () => isStopping).catch(() => outgoing.destroy());
    },
  );
  server.maxConnections = limits.connections;
  const port = await listen(server, options);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    address: `http://${host}:${port}/`,
    close: () => {
      isStopping = true;
      return stop(server, limits.stopMs);
    },
  };
}

/** Answers a request of Node with a handler of web requests. */
export async function respond(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isLast: () => boolean,
): Promise<void> {
  const request = requestOf(incoming);
  const response = request ? await handle(request) : new Response(null, { status: 400 });
  const body = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  outgoing.setHeader('Content-Length', body.length);
  if (isLast()) outgoing.setHeader('Connection', 'close');
  if (!incoming.complete) letGo(incoming);
  outgoing.writeHead(response.status).end(incoming.method === 'HEAD' ? undefined : body);
}

/** The request as the web knows it; none where its address is not one of this server. */
function requestOf(incoming: IncomingMessage): Request | undefined {
  const { url = '', method = 'GET', headers } = incoming;
  const address = `http://${headers.host ?? 'unnamed.invalid'}${url}`;
  if (!url.startsWith('/') || !URL.canParse(address)) return undefined;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    return new Request(address, {
      method,
      headers: headersOf(incoming),
      ...(hasBody && { body: bodyOf(incoming), duplex: 'half' }),
    });
  } catch {
    return undefined;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

// Node's own conversion closes the connection when reading stops, and with it the way for the answer.
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOver = false;
  const over = (task: () => void): void => {
    if (!isOver) task();
    isOver = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        incoming.on('data', (chunk: Buffer) => {
          if (isOver) return;
          controller.enqueue(new Uint8Array(chunk));
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        incoming.on('end', () => over(() => controller.close()));
        incoming.on('error', (error) => over(() => controller.error(error)));
        incoming.on('close', () => over(() => controller.error(new Error('The connection was closed.'))));
      },
      pull: () => {
        incoming.resume();
      },
      cancel: () => over(() => incoming.resume()),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BUFFERED_BYTES }),
  );
}

// Ending the connection at once would take the answer with it.
function letGo(incoming: IncomingMessage): void {
  incoming.resume();
  setTimeout(() => incoming.complete || incoming.destroy(), LEFTOVER_MS).unref();
}

function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function stop(server: Server, stopMs: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => server.closeAllConnections(), stopMs);
    server.close(() => {
      clearTimeout(timer);
      done();
    });
    server.closeIdleConnections();
  });
}

export type Handle = (request: Request) => Promise<Response>;

interface ServeOptions {
  host: string;
  port: number;
  limits?: Partial<ServerLimits>;
}

interface ServerLimits {
  /** How long the head of a request may take. */
  headersMs: number;
  /** How long all of it may take. */
  requestMs: number;
  /** How long a connection is kept for the next request. */
  idleMs: number;
  /** How long stopping waits for requests under way. */
  stopMs: number;
  connections: number;
}
