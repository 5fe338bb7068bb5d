import { join } from 'node:path';
import { gitStore } from '../../src/io/git-store.ts';
import { githubClient } from '../../src/io/github/client.ts';
import { issueList } from '../../src/io/github/issue-list.ts';
import { githubIssues } from '../../src/io/github/issues.ts';
import { type Synced, type SyncOptions, syncActions } from '../../src/sync-actions.ts';
import { git } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import { cloneOf, makeOrigin } from '../support/repository.ts';
import { incidentFile, SMALL_SITE, write } from '../support/small-site.ts';

export const NOW = Date.parse('2026-11-24T12:00:00Z');

/** A site with post-mortems that hold these items, one list each. */
export function siteWith(lists: readonly (readonly string[])[], fields = ''): Record<string, string> {
  const stories = lists.flatMap((items, at) => {
    const id = `2026-11-10-slow-${at}`;
    const head = `---\ntitle: Slow ${at}\nstatus: published\nsummary: Slow.\n${fields}---\n`;
    return [
      [`incidents/2026/${id}.md`, incidentFile()],
      [`postmortems/${id}.md`, `${head}\n## Action items\n\n${items.join('\n')}\n`],
    ];
  });
  return { ...SMALL_SITE, ...Object.fromEntries(stories) };
}

/** A repository on this machine, with its issues. */
export async function startWorld(files: Readonly<Record<string, string>>): Promise<World> {
  const github = await startGithub();
  github.issues.setClock('2026-11-21T12:00:00Z');
  github.issues.admit('mira', 'write');
  const origin = makeOrigin(files);
  const clone = cloneOf(origin);
  const client = (): ReturnType<typeof githubClient> =>
    githubClient({ ...github, requestMs: 2_000, sleep: async () => undefined });
  return {
    github,
    origin,
    sync: (options = {}) =>
      syncActions({
        store: gitStore({ folder: join(clone, 'content'), remote: 'origin', branch: 'main', worktree: false }),
        list: issueList(client()),
        say: githubIssues(client()).say,
        folder: 'content/',
        most: 1_000,
        pause: async () => undefined,
        now: () => NOW,
        wait: async () => undefined,
        ...options,
      }),
    lines: (at = 0) =>
      git(origin, 'show', `main:content/postmortems/2026-11-10-slow-${at}.md`)
        .split('\n')
        .filter((line) => /^- \[/.test(line)),
    edit(change, at = 0) {
      const folder = cloneOf(origin);
      const path = `content/postmortems/2026-11-10-slow-${at}.md`;
      write(folder, path, change(git(folder, 'show', `HEAD:${path}`)));
      git(folder, 'commit', '--quiet', '--all', '-m', 'By hand');
      git(folder, 'push', '--quiet');
    },
    commits: () => git(origin, 'log', '--format=%s', 'main').trim().split('\n').length,
    writes: () => github.requests.filter((one) => /^(?:POST|PATCH)/.test(one)).length,
  };
}

export interface World {
  github: Github;
  origin: string;
  sync(options?: Partial<SyncOptions>): Promise<Synced>;
  /** The items of a post-mortem as they stand in its file. */
  lines(at?: number): string[];
  /** A commit by a person. */
  edit(change: (text: string) => string, at?: number): void;
  commits(): number;
  /** How often something was written on GitHub. */
  writes(): number;
}
