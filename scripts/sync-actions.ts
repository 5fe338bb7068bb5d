import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { countWords, stepJson, stepLines } from '../src/cli/action-sync.ts';
import type { Answers, Settings } from '../src/cli/answers.ts';
import { nextStep } from '../src/cli/outcome.ts';
import { shown } from '../src/cli/shown.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { placeInRepository } from '../src/io/git-store.ts';
import { githubClient } from '../src/io/github/client.ts';
import { GithubError } from '../src/io/github/error.ts';
import { issueList } from '../src/io/github/issue-list.ts';
import { githubIssues } from '../src/io/github/issues.ts';
import { type Synced, syncActions } from '../src/sync-actions.ts';
import { readRepository } from './github.ts';
import { openBranch, print, type Sitting } from './people.ts';

/** What GitHub asks of whoever writes much: a second between two, and no more than five hundred an hour. */
export const BETWEEN_WRITES_MS = 1_000;
export const MOST_WRITES = 150;

/** Runs `npm run actions -- sync`. */
export async function sync({ most }: Answers, settings: Settings, { beginWriting }: Sitting): Promise<number> {
  const { content: folder, now } = readEnvironment();
  const { store, target, commit } = await openBranch(folder, settings);
  const client = githubClient(readRepository());
  beginWriting();
  try {
    const synced = await syncActions({
      store,
      list: issueList(client),
      say: githubIssues(client).say,
      folder: await placeInRepository(folder),
      most: readMost(most),
      pause: () => wait(BETWEEN_WRITES_MS),
      now: () => clock(now),
      wait,
      dryRun: settings['dry-run'] ?? false,
    });
    const { steps, done, left, problems } = synced;
    const json = { steps: steps.map(stepJson), done, left, problems, commit: commit(), branch: target.branch };
    const hint = commit() === undefined ? [] : nextStep(target);
    print(settings.json ? [JSON.stringify(json, null, 2)] : [...stepLines(steps), summary(synced, settings), ...hint]);
    for (const problem of problems) process.stderr.write(`✗ ${shown(problem)}\n`);
    tellWorkflow(synced);
    return problems.length > 0 ? 3 : 0;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    throw new EnvironmentError(shown(error.message));
  }
}

function readMost(text = String(MOST_WRITES)): number {
  const most = Number(text);
  if (Number.isInteger(most) && most > 0) return most;
  throw new EnvironmentError(`--most is ${JSON.stringify(text)}; write a number from 1 on.`);
}

function summary({ done, left }: Synced, settings: Settings): string {
  if (settings['dry-run']) return 'Nothing was written.';
  const rest = left > 0 ? ` ${left} more next time.` : '';
  return `✓ ${countWords(done) || 'Nothing to write'}.${rest}`;
}

/** Lines that were written change pages; a value of our own only. */
function tellWorkflow({ done }: Synced): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (file) appendFileSync(file, `changed=${done.edited > 0}\n`);
}
