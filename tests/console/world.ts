import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answered, answerIssue } from '../../src/answer-issue.ts';
import { readConsoleEvent } from '../../src/console/event.ts';
import { gitStore } from '../../src/io/git-store.ts';
import { githubClient } from '../../src/io/github/client.ts';
import { githubIssues } from '../../src/io/github/issues.ts';
import { command, git, type Outcome } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import type { IssueEvent } from '../support/github-issues.ts';
import { cloneOf, makeOrigin } from '../support/repository.ts';
import { SMALL_SITE } from '../support/small-site.ts';

export const SITE: Readonly<Record<string, string>> = {
  ...SMALL_SITE,
  'site.yaml': `${SMALL_SITE['site.yaml']}channels:\n  team: { kind: webhook, secret: TEAM_ADDRESS }\n`,
  'severities/sev2.md': '---\nname: SEV2\nlevel: 2\nsummary: A main function fails.\nchannels: [team]\n---\n\nText.\n',
  'severities/sev4.md': '---\nname: SEV4\nlevel: 4\nsummary: A flaw.\n---\n\nText.\n',
};

export const FORM = `### What is wrong?

Labels cannot be printed.

### Since when?

14:00 UTC

### What part of the service?

_No response_

### How bad is it for you?

We cannot ship.
`;

/** A repository with its issues, and people who write there: mira may, rosa may read. */
export async function startWorld(files = SITE): Promise<World> {
  const github = await startGithub(files);
  const { issues } = github;
  issues.admit('mira', 'write');
  issues.admit('nils', 'maintain');
  issues.admit('rosa', 'triage');
  const origin = makeOrigin(files);
  const folder = mkdtempSync(join(tmpdir(), 'allclear-console-'));
  let events = 0;
  let clone: string | undefined;

  const runConsole = async (event: object, args: readonly string[]): Promise<Outcome & { outputs: string }> => {
    const clone = cloneOf(origin);
    const path = join(folder, `event-${++events}.json`);
    const output = join(folder, `output-${events}`);
    writeFileSync(path, JSON.stringify(event));
    writeFileSync(output, '');
    const outcome = await command('console', ['--remote', 'origin', '--branch', 'main', ...args], {
      CONTENT: join(clone, 'content'),
      GITHUB_EVENT_PATH: path,
      GITHUB_OUTPUT: output,
      GITHUB_TOKEN: github.token,
      GITHUB_REPOSITORY: `${github.owner}/${github.repo}`,
      GITHUB_API_URL: github.apiUrl,
    });
    return { ...outcome, outputs: readFileSync(output, 'utf8') };
  };

  const world: World = {
    github,
    origin,
    run: (event, ...args) => runConsole(event, ['--event', ...args]),
    sweep: () => runConsole({}, ['--sweep']),
    answer(event) {
      clone ??= cloneOf(origin);
      const client = githubClient({
        owner: github.owner,
        repo: github.repo,
        token: github.token,
        apiUrl: github.apiUrl,
        requestMs: 400,
        sleep: async () => undefined,
      });
      return answerIssue(readConsoleEvent(event), {
        store: gitStore({ folder: join(clone, 'content'), remote: 'origin', branch: 'main' }),
        issues: githubIssues(client),
        folder: 'content/',
        now: Date.now,
        wait: async () => undefined,
      });
    },
    say: (issue, login, body) => world.run(issues.comment(issue, login, body)),
    git: (...args) => git(origin, ...args),
    file: (path) => git(origin, 'show', `main:content/${path}`),
    incidents: () =>
      git(origin, 'ls-tree', '-r', '--name-only', 'main', 'content/incidents')
        .split('\n')
        .filter(Boolean)
        .map((path) => path.replace('content/', '')),
    messages: () =>
      git(origin, 'log', '--reverse', '--format=%B%x00', 'main')
        .split('\0')
        .map((text) => text.trim())
        .filter(Boolean),
    replies: (issue) =>
      issues
        .comments(issue)
        .filter(({ user }) => user.type === 'Bot')
        .map(({ body }) => body),
    reactionTo: (comment) => issues.reactions.filter((one) => one.comment === comment).map(({ content }) => content),
  };
  return world;
}

/** The same with an incident that a report has become and mira has published; the answer is its issue. */
export async function startPublished(): Promise<World & { issue: number }> {
  const world = await startWorld();
  const event = world.github.issues.open('uma', 'Slow', FORM);
  const { number } = event.issue;
  await world.answer(event);
  await world.answer(
    world.github.issues.comment(number, 'mira', '/confirm sev2 api: degraded title: Slow pages\nIt is slow.'),
  );
  return { ...world, issue: number };
}

export interface World {
  github: Github;
  origin: string;
  /** Runs the command as the workflow does, in a clone of its own. */
  run(event: IssueEvent, ...args: string[]): Promise<Outcome & { outputs: string }>;
  /** The same as its schedule does. */
  sweep(): Promise<Outcome & { outputs: string }>;
  /** The same within this process, in one clone, with a clock that does not wait. */
  answer(event: IssueEvent): Promise<Answered>;
  say(issue: number, login: string, body: string): Promise<Outcome & { outputs: string }>;
  git(...args: string[]): string;
  file(path: string): string;
  incidents(): string[];
  messages(): string[];
  replies(issue: number): string[];
  reactionTo(comment: number): string[];
}
