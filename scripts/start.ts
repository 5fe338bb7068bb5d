import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { type Environment, EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { serveSite } from '../src/io/serve.ts';
import { watchFolder } from '../src/io/watch.ts';
import { loadSite } from '../src/load-content.ts';
import { run } from './run.ts';

const USAGE = 'npm start    build the site, serve it on this machine, and build it again whenever content/ changes';

await run(USAGE, async () => {
  const environment = readEnvironment();
  await build();
  const server = await serveSite(environment.out, {
    port: environment.port,
    base: baseOf(environment),
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

function baseOf(environment: Environment): string {
  return environment.base ?? new URL(environment.site ?? loadSite(environment).url).pathname;
}

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
