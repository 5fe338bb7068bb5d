import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { TYPES } from './content-types.ts';
import { readHeaderRules } from './header-rules.ts';
import { type Handle, respond } from './relay-server.ts';

const COMPRESSED = /^(?:text\/|application\/(?:json|xml)|image\/svg)/;
const RELOAD_SCRIPT = "new EventSource('/__reload').onmessage = () => location.reload();\n";

export interface SiteServer {
  address: string;
  /** Tells every open page to load itself again. */
  reload: () => void;
  close: () => Promise<void>;
}

/** Serves a built site on this machine. With `live`, open pages reload when asked to. */
export async function serveSite(
  root: string,
  options: { port: number; base?: string; live?: boolean; alerts?: Handle | undefined },
): Promise<SiteServer> {
  const listeners = new Set<ServerResponse>();
  const base = (options.base ?? '').replace(/\/+$/, '');
  const headersOf = readHeaderRules(root);
  const server = createServer((request, response) => {
    // Some clients put a slash too many before a path, which would make its first folder a host.
    const { pathname } = new URL((request.url ?? '/').replaceAll(/\/{2,}/g, '/'), 'http://localhost');
    if (options.alerts && (request.method === 'POST' || /^\/(?:alerts\/.|health$)/.test(pathname))) {
      respond(options.alerts, request, response, () => false).catch(() => response.destroy());
      return;
    }
    if (base !== '' && pathname === '/') {
      response.writeHead(308, { Location: `${base}/` }).end();
      return;
    }
    if (options.live && pathname === '/__reload') return listen(response, listeners);
    if (options.live && pathname === '/__reload.js')
      return send(request, response, { status: 200, type: '.js', body: Buffer.from(RELOAD_SCRIPT) });
    const inside = base === '' || pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : '/404.html/none';
    for (const [name, value] of Object.entries(headersOf(inside))) response.setHeader(name, value);
    answer(root, inside, request, response, options.live ?? false);
  });
  const port = await open(server, options.port);
  return {
    address: `http://127.0.0.1:${port}${base}/`,
    reload: () => {
      for (const listener of listeners) listener.write('data: built\n\n');
    },
    close: () =>
      new Promise((done) => {
        for (const listener of listeners) listener.end();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(
  root: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
  live: boolean,
): void {
  const file = fileFor(root, pathname);
  if (file === undefined) {
    const missing = join(root, '404.html');
    const page = existsSync(missing) ? readFileSync(missing) : Buffer.from('Not found');
    send(request, response, { status: 404, type: '.html', body: page });
    return;
  }
  if (!pathname.endsWith('/') && file.endsWith(`${sep}index.html`)) {
    response.writeHead(308, { Location: `${request.url?.split('?')[0]}/` }).end();
    return;
  }
  const type = extname(file);
  if (type === '.html') {
    const html = readFileSync(file, 'utf8');
    const page = live ? html.replace('</body>', '<script src="/__reload.js"></script></body>') : html;
    send(request, response, { status: 200, type, body: Buffer.from(page) });
    return;
  }
  stream(request, response, file);
}

/** The file a path stands for; nothing outside the root, whatever the path says. */
function fileFor(root: string, pathname: string): string | undefined {
  let path: string;
  try {
    path = normalize(join(root, decodeURIComponent(pathname)));
  } catch {
    return undefined;
  }
  if ((path !== root && !path.startsWith(root + sep)) || path.slice(root.length).includes(`${sep}.`)) return undefined;
  for (const candidate of [path, join(path, 'index.html')]) {
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  return undefined;
}

interface Answer {
  status: number;
  type: string;
  body: Buffer;
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  const zipped = acceptsGzip(request);
  response.writeHead(status, headers(response, type, zipped)).end(zipped ? gzipSync(body) : body);
}

function stream(request: IncomingMessage, response: ServerResponse, file: string): void {
  const zipped = acceptsGzip(request) && COMPRESSED.test(TYPES[extname(file)] ?? '');
  const lasting = file.includes(`${sep}_astro${sep}`) ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {};
  response.writeHead(200, { ...headers(response, extname(file), zipped), ...lasting });
  const source = createReadStream(file).on('error', () => response.destroy());
  if (zipped) source.pipe(createGzip()).pipe(response);
  else source.pipe(response);
}

function headers(response: ServerResponse, type: string, zipped: boolean): Record<string, string> {
  return {
    // What the site asks for wins over what its name says.
    ...(!response.hasHeader('Content-Type') && { 'Content-Type': TYPES[type] ?? 'application/octet-stream' }),
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...(zipped && { 'Content-Encoding': 'gzip' }),
  };
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
  });
  response.write(': open\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

function open(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}
