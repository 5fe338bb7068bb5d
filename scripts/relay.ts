import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readMessage } from '../src/alerts/sources/registry.ts';
import { deliver } from '../src/deliver.ts';
import { drain } from '../src/drain.ts';
import { channelVariables } from '../src/io/channels/variables.ts';
import { createSender } from '../src/io/dispatch.ts';
import { EnvironmentError } from '../src/io/environment.ts';
import { githubStore } from '../src/io/github-store.ts';
import { withLock } from '../src/io/lock.ts';
import { serveRelay } from '../src/io/relay-server.ts';
import { openSpool, SpoolError } from '../src/io/spool.ts';
import { unsetLine } from '../src/notices/channel-variables.ts';
import { LEDGER_BRANCH } from '../src/notices/ledger.ts';
import { notify } from '../src/notify.ts';
import { createHandingOn, type Drain } from '../src/relay/handing-on.ts';
import { type Log, logLine } from '../src/relay/log.ts';
import { type ProcessSettings, readProcessSettings } from '../src/relay/process.ts';
import { createRelay } from '../src/relay/relay.ts';
import type { Spool } from '../src/relay/spool.ts';
import { run } from './run.ts';

const TICK_MS = 1_000;
/** A person may have changed what is due; so often it is looked at without any alert. */
const LOOK_MS = 600_000;

const USAGE = `npm run relay    take alerts from monitoring tools and hand them on to GitHub

  RELAY_SPOOL            the folder in which alerts wait until they are handed on
  HOST, PORT             where to listen; 127.0.0.1 and 8787 if not set
  GITHUB_TOKEN           a token that may read and write the contents of the repository
  GITHUB_REPOSITORY      owner/name
  GITHUB_API_URL         where GitHub's API is; https://api.github.com if not set
  ALERTS_TOKEN_<TOOL>    the token that a tool sends, such as ALERTS_TOKEN_UPTIME_KUMA
  ALERTS_SECRET_<TOOL>   the key that a tool signs with: GITHUB, GRAFANA, PAGERDUTY, SENTRY, GENERIC
  ALERTS_TOPICS_CLOUDWATCH   the ARNs of the topics of Amazon SNS
  RELAY_METRICS_TOKEN    who may read /metrics; everybody if not set
  RELAY_LATE_SECONDS     how long an alert may wait before /health answers 503; 600 if not set
  RELAY_MODE             dispatch (if not set) starts the workflow of the repository, which commits and publishes;
                         commit writes to the repository itself, many alerts at a time, and a push publishes
  RELAY_BRANCH, RELAY_CONTENT
                         where it commits; main and content if not set
  CHANNEL_SECRETS        then it also tells the channels of site.yaml: lines NAME=value, or a NAME alone, which is
                         taken from the environment; nothing else of the environment is

Several tokens, keys or topics stand with commas between them. More in .github/alerts/relay.md.

Exit codes: 0 stopped, 2 bad use or not possible here.`;

await run(USAGE, async () => {
  parseArgs();
  const read = readProcessSettings(process.env);
  if ('problems' in read) throw new EnvironmentError(`${read.problems.join('.\n  ')}.`);
  const { settings } = read;
  const { spool: folder, host, port, mode } = settings;
  let isStopping = false;
  const spool = openOrExplain(folder);
  const relay = createRelay(settings, {
    spool,
    read: readMessage,
    send: createSender(settings.github),
    now: Date.now,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    log,
    fetch,
    isStopping: () => isStopping,
  });
  const handingOn = createHandingOn({
    drain: mode === 'dispatch' ? relay.dispatching() : committing(settings, spool, folder),
    note: relay.note,
    log,
  });
  const server = await serveRelay((request) => relay.handle(request, handingOn.trigger), { host, port }).catch(
    explainPort,
  );
  log({ level: 'info', event: 'listening', address: server.address, tools: [...settings.keys.keys()].join(' ') });
  const timer = setInterval(handingOn.trigger, TICK_MS);
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
  });
  isStopping = true;
  clearInterval(timer);
  await server.close();
  await handingOn.idle();
  log({ level: 'info', event: 'stopped' });
  return 0;
});

/** Commits what alerts mean, where they are not handed on to the repository's workflow. Asks GitHub only when there is reason to. */
function committing({ github }: ProcessSettings, spool: Spool, folder: string): Drain {
  const { RELAY_BRANCH: branch = 'main', RELAY_CONTENT: content = 'content' } = process.env;
  const { token, owner, repo, url } = github;
  const place = { token, owner, repo, folder: content, apiUrl: url };
  const store = githubStore({ ...place, branch });
  const ledger = githubStore({ ...place, branch: LEDGER_BRANCH, orphan: true });
  const variables = channelVariables(process.env);
  let next = 0;
  let unset: string | undefined;
  return async () => {
    if (Date.now() < next && (await spool.backlog()).waiting === 0) return { handedOn: 0 };
    return withLock(`${folder}.lock`, async () => {
      const { messages, due } = await drain({ spool, store, now: Date.now, wait });
      const told = await notify({ store, ledger, now: Date.now, variables, send: deliver });
      for (const problem of told.problems) log({ level: 'warning', event: 'not notified', error: problem });
      const line = unsetLine(told.unset);
      if (line && line !== unset) log({ level: 'info', event: 'channels', problem: line });
      unset = line;
      next = Math.min(due ?? Infinity, told.next ?? Infinity, told.retry ?? Infinity, Date.now() + LOOK_MS);
      return { handedOn: messages };
    });
  };
}

function openOrExplain(folder: string): Spool {
  try {
    return openSpool(folder);
  } catch (error) {
    if (error instanceof SpoolError) throw new EnvironmentError(error.message);
    throw error;
  }
}

function explainPort(error: NodeJS.ErrnoException): never {
  if (error.code === 'EADDRINUSE')
    throw new EnvironmentError('The port is taken by another program; choose another PORT.');
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    throw new EnvironmentError('HOST is no address of this machine; write 127.0.0.1, or 0.0.0.0 for all of them.');
  throw error;
}

function log(event: Parameters<Log>[0]): void {
  process.stdout.write(`${logLine(event, Date.now())}\n`);
}
