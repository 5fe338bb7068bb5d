import { parseArgs } from 'node:util';
import { dev } from 'astro';
import { documentServer } from '../src/io/document-server.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { loadSite } from '../src/load-content.ts';
import { loadSnapshot } from '../src/load-snapshot.ts';
import { makeDocuments } from '../src/make-documents.ts';
import { postmortemModules } from '../src/postmortem-modules.ts';
import { run } from './run.ts';

await run(
  `npm run dev    work on the code: pages are rendered on request and reload when code or content changes

Ctrl+C stops it. Exit codes: 2 bad use or not possible here, 130 stopped by you.`,
  async () => {
    parseArgs();
    const environment = readEnvironment();
    const address = new URL(environment.site ?? loadSite(environment).url);
    const where = { origin: address.origin, base: environment.base ?? address.pathname };
    const plugins = [
      postmortemModules(() => loadSnapshot().postmortems),
      documentServer(where.base, () => makeDocuments(loadSnapshot(), where)),
    ];
    const server = await dev({ server: { port: environment.port, host: '127.0.0.1' }, vite: { plugins } });
    server.watcher.add(environment.content);
    process.stdout.write(`✓ http://127.0.0.1:${server.address.port}/\n`);
    return new Promise<number>(() => undefined);
  },
);
