import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { serveSite } from '../src/io/serve.ts';
import { watchFolder } from '../src/io/watch.ts';
import { run } from './run.ts';

const USAGE = 'npm start    build the site, serve it on this machine, and build it again whenever content/ changes';

await run(USAGE, async () => {
  const environment = readEnvironment();
  const built = await build();
  if (built !== 0 && built !== 3 && !existsSync(join(environment.out, 'index.html'))) return built;
  const server = await serveSite(environment.out, {
    port: environment.port,
    live: true,
  }).catch(explainPort);
  const content = relative(process.cwd(), environment.content) || '.';
  process.stdout.write(
    `\n  ${server.address}\n\n  Change a file in ${content}/ and the page follows. Ctrl+C stops.\n\n`,
  );
  let running = Promise.resolve();
  let waiting = false;
  const watcher = watchFolder(environment.content, () => {
    if (waiting) return;
    waiting = true;
    running = running.then(async () => {
      waiting = false;
      await build();
      server.reload();
    });
  });
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
  });
  watcher.close();
  await server.close();
  return 0;
});

// Each build is a process of its own, so that none can leave anything behind in this one.
function build(): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'build.ts')], {
      stdio: 'inherit',
    });
    child.on('exit', (code) => done(code ?? 1));
  });
}

function explainPort(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new EnvironmentError('The port is taken by another program; choose another one, such as PORT=4322 npm start.');
}
