import { dev } from 'astro';
import { readEnvironment } from '../src/io/environment.ts';
import { loadSnapshot } from '../src/load-snapshot.ts';
import { postmortemModules } from '../src/postmortem-modules.ts';
import { run } from './run.ts';

await run(
  'npm run dev    work on the code: pages are rendered on request and reload when code or content changes',
  async () => {
    const environment = readEnvironment();
    const plugins = [postmortemModules(() => loadSnapshot().postmortems)];
    const server = await dev({ server: { port: environment.port, host: '127.0.0.1' }, vite: { plugins } });
    server.watcher.add(environment.content);
    process.stdout.write(`✓ http://127.0.0.1:${server.address.port}/\n`);
    return new Promise<number>(() => undefined);
  },
);
