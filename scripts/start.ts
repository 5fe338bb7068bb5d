import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Store } from '../src/alerts/store.ts';
import { builder } from '../src/io/builder.ts';
import { channelVariables } from '../src/io/channels/variables.ts';
import { type Environment, EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { checkedOut, gitStore } from '../src/io/git-store.ts';
import { makeScratch, type Scratch } from '../src/io/scratch.ts';
import { serveSite } from '../src/io/serve.ts';
import { watchFolder } from '../src/io/watch.ts';
import { type LiveAlerts, liveAlerts } from '../src/live-alerts.ts';
import { loadSite } from '../src/load-content.ts';
import { LEDGER_BRANCH } from '../src/notices/ledger.ts';
import { run } from './run.ts';

const USAGE = `npm start    build the site, serve it on this machine, and build it again whenever content/ changes

It also takes alerts: POST /alerts/<tool> with what the tool sends, from this machine only.
  ALERTS=scratch    (if not set) commits them in a copy that is thrown away at the next start
  ALERTS=here       commits them in this repository, on the branch that is checked out at the time,
                    and tells the channels of site.yaml whose variables CHANNEL_SECRETS holds or names
  ALERTS=off        takes none

Ctrl+C stops it. Exit codes: 0 stopped by you, 2 bad use or not possible here.`;

await run(USAGE, async () => {
  parseArgs();
  const environment = readEnvironment();
  const scratch =
    environment.alerts === 'scratch' ? makeScratch(environment.content, `${environment.cache}-scratch`) : undefined;
  await scratch?.follow();
  const where =
    environment.alerts === 'here'
      ? `in this repository, on the branch that is checked out: ${await checkedOut(environment.content)}`
      : 'in a copy that is thrown away at the next start';
  const built = scratch?.content ?? environment.content;
  const { build, stop } = builder(join(import.meta.dirname, 'build.ts'), {
    ...process.env,
    CONTENT: built,
    CONTENT_NAME: environment.contentName,
  });
  await build();
  const alerts = takeAlerts(environment, scratch);
  const server = await serveSite(environment.out, {
    port: environment.port,
    base: baseOf(environment),
    live: true,
    alerts: alerts?.handle,
  }).catch(explainPort);
  const content = relative(process.cwd(), environment.content) || '.';
  process.stdout.write(
    `\n  ${server.address}\n\n  Change a file in ${content}/ and the page follows. Ctrl+C stops.\n  npm run incident, maintenance and postmortem write to your own branch.\n${alertsLine(environment, server.address, where)}\n`,
  );
  const rebuild = coalesced(async () => {
    await build();
    server.reload();
  });
  const watchers = [
    ...(scratch ? [watchFolder(environment.content, () => void scratch.follow())] : []),
    watchFolder(built, rebuild),
  ];
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
  });
  for (const watcher of watchers) watcher.close();
  stop();
  await alerts?.stop();
  await server.close();
  return 0;
});

function takeAlerts(environment: Environment, scratch: Scratch | undefined): LiveAlerts | undefined {
  if (environment.alerts === 'off') return undefined;
  return liveAlerts({
    spool: `${environment.cache}-spool-${environment.alerts}`,
    store: scratch?.store ?? gitStore({ folder: environment.content }),
    // What is only tried, or at another time than now, is nobody else's business.
    ledger: scratch || environment.now !== undefined ? undefined : notebook(environment.content),
    now: environment.now,
    variables: channelVariables(process.env),
    say: (line) => process.stdout.write(`  ${line}\n`),
  });
}

function notebook(folder: string): Store {
  return gitStore({ folder, branch: LEDGER_BRANCH, orphan: true, worktree: false });
}

function alertsLine({ alerts }: Environment, address: string, where: string): string {
  if (alerts === 'off') return '';
  return `  Alerts: curl --json @alert.json ${new URL(address).origin}/alerts/<tool>\n  They are committed ${where}.\n`;
}

/** Runs a task again and again, never twice at once; asked for several times meanwhile, once more is enough. */
function coalesced(task: () => Promise<void>): () => void {
  let running = Promise.resolve();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    running = running.then(() => {
      waiting = false;
      return task();
    });
  };
}

function baseOf(environment: Environment): string {
  return environment.base ?? new URL(environment.site ?? loadSite(environment).url).pathname;
}

function explainPort(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new EnvironmentError('The port is taken by another program; choose another one, such as PORT=4322 npm start.');
}
