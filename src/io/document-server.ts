import { extname } from 'node:path';
import type { SiteDocument } from '../documents/document.ts';
import { TYPES } from './content-types.ts';

interface Request {
  url?: string | undefined;
}

interface Response {
  setHeader: (name: string, value: string) => unknown;
  end: (body: string | Uint8Array) => unknown;
}

interface Plugin {
  name: string;
  configureServer: (server: {
    middlewares: {
      use: (handle: (request: Request, response: Response, next: (error?: unknown) => void) => void) => void;
    };
  }) => void;
}

/** Answers with files that are not pages while pages are being worked on; each is made when it is asked for. */
export function documentServer(base: string, make: () => readonly SiteDocument[]): Plugin {
  const root = `${base.replace(/\/+$/, '')}/`;
  return {
    name: 'allclear:documents',
    // What this returns would be called once more, so it returns nothing.
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const path = decodeURI(request.url?.split('?')[0] ?? '').replace(root, '');
        if (extname(path) === '') return next();
        const found = make().find((one) => one.path === path);
        if (!found) return next();
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        Promise.resolve(found.content()).then((body) => response.end(body), next);
      });
    },
  };
}
