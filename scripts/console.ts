import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { quoted } from '../src/alerts/print.ts';
import type { Store } from '../src/alerts/store.ts';
import { type Answered, answerIssue } from '../src/answer-issue.ts';
import { readConsoleEvent } from '../src/console/event.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { gitStore, placeInRepository } from '../src/io/git-store.ts';
import { githubClient } from '../src/io/github/client.ts';
import { GithubError } from '../src/io/github/error.ts';
import { githubIssues, type Issues } from '../src/io/github/issues.ts';
import { sweepIssues } from '../src/sweep-issues.ts';
import { readRepository } from './github.ts';
import { readText } from './payload.ts';
import { run } from './run.ts';

const USAGE = `npm run console -- --event    do what an issue or a comment asks for, and answer there
npm run console -- --sweep    the same for all that was written within a day and has no answer, because its run was cancelled
                              or never began

Takes GITHUB_REPOSITORY (owner/name) and a GITHUB_TOKEN that may read and write issues; --event also the event of a
GitHub workflow (GITHUB_EVENT_PATH).

--dry-run    only print what would be done
--remote origin, --branch main
             commit on that branch of another repository, and bring this one along; never by force
--json       print it for programs

What can be written in an issue: .github/people/issues.md.

Exit codes: 0 done or nothing to do, 2 bad use or not possible here, 3 done, but the issue could not be told,
or the event is not understood.`;

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      event: { type: 'boolean' },
      sweep: { type: 'boolean' },
      remote: { type: 'string' },
      branch: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  if (values.event === values.sweep) {
    throw new EnvironmentError(
      'Say what is to be read: --event for that of a GitHub workflow, --sweep for what has no answer.',
    );
  }
  const { content, now } = readEnvironment();
  const store = gitStore({
    folder: content,
    ...(values.remote !== undefined && { remote: values.remote }),
    ...(values.branch !== undefined && { branch: values.branch }),
  });
  const issues = githubIssues(githubClient(readRepository()));
  try {
    const options = {
      store: values['dry-run'] ? withoutWriting(store) : store,
      issues: values['dry-run'] ? withoutTelling(issues) : issues,
      folder: await placeInRepository(content),
      now: () => clock(now),
      wait,
    };
    const answered = values.sweep
      ? await sweepIssues(options)
      : await answerIssue(readConsoleEvent(readEvent()), options);
    print(answered, values);
    tellWorkflow(answered);
    return answered.problems.length > 0 ? 3 : 0;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    process.stderr.write(`✗ ${quoted(error.message)}\n`);
    return 2;
  }
});

function print(answered: Answered, { json, 'dry-run': dry }: { json?: boolean; 'dry-run'?: boolean }): void {
  const { did, because, incident, problems } = answered;
  const lines = [
    `${did.padEnd(8)} ${incident ?? '-'}  ${quoted(because)}`,
    dry ? 'Nothing was written.' : answered.wrote ? '✓ Committed.' : '✓ Nothing to write.',
  ];
  process.stdout.write(`${json ? JSON.stringify(answered, null, 2) : lines.join('\n')}\n`);
  for (const problem of problems) process.stderr.write(`✗ ${quoted(problem)}\n`);
}

function readEvent(): unknown {
  const path = process.env['GITHUB_EVENT_PATH'];
  if (!path) throw new EnvironmentError('GITHUB_EVENT_PATH is not set; --event is for GitHub workflows.');
  return JSON.parse(readText(path));
}

function withoutWriting(store: Store): Store {
  return { read: () => store.read(), commit: async () => 'committed' };
}

function withoutTelling(issues: Issues): Issues {
  const silent = async (): Promise<void> => undefined;
  return { ...issues, say: silent, react: silent, become: silent };
}

/** Values of our own only: nothing that comes from an issue is handed to later steps. */
function tellWorkflow({ visible, wrote }: Answered): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (file) appendFileSync(file, `changed=${visible}\nwrote=${wrote}\n`);
}
