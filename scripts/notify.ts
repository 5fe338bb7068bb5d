import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { attempt } from '../src/attempt.ts';
import { tableLines } from '../src/cli/table.ts';
import { deliver } from '../src/deliver.ts';
import { channelVariables } from '../src/io/channels/variables.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { gitStore } from '../src/io/git-store.ts';
import { loadAudiences } from '../src/load-audiences.ts';
import { halfSet, unsetLine } from '../src/notices/channel-variables.ts';
import { LEDGER_BRANCH } from '../src/notices/ledger.ts';
import type { Notice } from '../src/notices/notice.ts';
import { printNotices } from '../src/notices/print.ts';
import { testNotice } from '../src/notices/test-notice.ts';
import { foresee, type Notified, type NotifyOptions, notify } from '../src/notify.ts';
import { plural } from '../src/views/format.ts';
import { run } from './run.ts';

const USAGE = `npm run notify                  tell every channel what is news and has not been told yet
npm run notify -- --dry-run     only print what would be sent, as each channel reads it
npm run notify -- --channel <id> --test
                                send one channel a message that says that it is a test

--remote origin, --branch main
             read the content from that branch of another repository, and remember there what was told
--json       print for programs

Reads what is committed. What was told is remembered on the branch ${LEDGER_BRANCH}, which is made when it is
missing. The addresses of channels stand as lines NAME=value in the variable CHANNEL_SECRETS; a NAME alone is
taken from the environment, and nothing else is. A channel of which none is set is left out, and named in the last line.
What another machine is about to send is waited for, up to three minutes. More in .github/notices/README.md.

Exit codes: 0 all were told, 2 bad use or not possible here, 3 somebody could not be told, or the settings cannot be read.`;

const NOTHING: Told = { sent: 0, told: [], problems: [], unset: [], next: undefined, retry: undefined, notices: [] };
/** As long as a claim may last, and a little more. */
const LOOK_MS = 5_000;
const MOST_LOOKS = 40;

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      remote: { type: 'string' },
      branch: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      channel: { type: 'string' },
      test: { type: 'boolean' },
    },
  });
  const { remote, branch, channel } = values;
  if (Boolean(values.test) !== (channel !== undefined)) {
    throw new EnvironmentError('--channel and --test belong together; write --channel <id> --test.');
  }
  const environment = readEnvironment();
  const dryRun = values['dry-run'] ?? false;
  if (environment.now !== undefined && !dryRun) {
    throw new EnvironmentError('NOW is set; people are told at the time that it is. Write --dry-run, or unset NOW.');
  }
  const place = { folder: environment.content, worktree: false, ...(remote !== undefined && { remote }) };
  const options: NotifyOptions = {
    store: gitStore({ ...place, ...(branch !== undefined && { branch }) }),
    ledger: gitStore({ ...place, branch: LEDGER_BRANCH, orphan: true }),
    now: () => clock(environment.now),
    variables: channelVariables(process.env),
    send: deliver,
  };
  const report = channel === undefined ? await tell(options, dryRun) : await tryOut(channel, options, dryRun);
  const { notices, sent, told, problems, next, unset } = report;
  const unsetUp = unsetLine(unset);
  const text = [...printNotices(notices), summary(report, dryRun), ...(unsetUp ? [unsetUp] : [])].join('\n');
  process.stdout.write(
    `${values.json ? JSON.stringify({ sent, told, problems, unset: unset.map(({ id }) => id), next, notices }, null, 2) : text}\n`,
  );
  for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
  const file = process.env['GITHUB_OUTPUT'];
  if (file) appendFileSync(file, `next=${next === undefined ? '' : Math.ceil(next / 1000)}\n`);
  const summaryFile = process.env['GITHUB_STEP_SUMMARY'];
  if (summaryFile && unsetUp) appendFileSync(summaryFile, `${unsetUp}\n`);
  return problems.length > 0 ? 3 : 0;
});

/** What was sent, or would be. */
type Told = Omit<Notified, 'busy'> & { notices: Notice[] };

async function tell(options: NotifyOptions, dryRun: boolean): Promise<Told> {
  return dryRun ? { ...NOTHING, ...(await foresee(options)) } : { ...(await patiently(options)), notices: [] };
}

/** Where somebody else is at work, what they leave is told once they are done, or their claim has ended. */
async function patiently(options: NotifyOptions): Promise<Notified> {
  const told = await notify(options);
  for (let tries = 0; told.busy !== undefined && tries < MOST_LOOKS; tries++) {
    await wait(LOOK_MS);
    const more = await notify(options);
    Object.assign(told, {
      ...more,
      sent: told.sent + more.sent,
      told: [...told.told, ...more.told],
      problems: [...told.problems, ...more.problems],
    });
  }
  return told;
}

async function tryOut(id: string, options: NotifyOptions, dryRun: boolean): Promise<Told> {
  const { files } = await options.store.read();
  const { site } = loadAudiences(files, options.now()).internal;
  const data = site.channels?.[id];
  if (!data) {
    const known = Object.keys(site.channels ?? {}).join(', ') || 'none yet';
    throw new EnvironmentError(`site.yaml has no channel ${JSON.stringify(id)}; it has: ${known}.`);
  }
  const channel = { ...data, id };
  const notice = testNotice(channel, site, options.now());
  if (dryRun) return { ...NOTHING, problems: halfSet(channel, options.variables), notices: [notice] };
  const { failure, problems } = await attempt(notice, channel, options);
  const told = failure === undefined ? [{ channel: id, subject: notice.subject }] : [];
  return { ...NOTHING, sent: told.length, told, problems };
}

function summary({ told, notices, problems }: Told, dryRun: boolean): string {
  if (dryRun) return `✓ ${plural(notices.length, 'message')} would be sent. Nothing was.`;
  if (told.length === 0) return problems.length > 0 ? 'Nothing was sent.' : '✓ Nothing to tell.';
  const rows = tableLines(told.map(({ channel, subject }) => [channel, subject]));
  return [`✓ ${plural(told.length, 'message')} sent.`, ...rows.map((row) => `  ${row}`)].join('\n');
}
