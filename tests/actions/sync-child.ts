import { killBeforeEffect } from '../support/effects.ts';

/** Syncs once, with so many writes at most, and is killed before its n-th effect on files, git or the network. */
const [folder = '', github = '', most = '', killAt = ''] = process.argv.slice(2);
killBeforeEffect(Number(killAt) || undefined);

const { gitStore } = await import('../../src/io/git-store.ts');
const { githubClient } = await import('../../src/io/github/client.ts');
const { issueList } = await import('../../src/io/github/issue-list.ts');
const { githubIssues } = await import('../../src/io/github/issues.ts');
const { syncActions } = await import('../../src/sync-actions.ts');

const client = githubClient(JSON.parse(github));
const { left, problems } = await syncActions({
  store: gitStore({ folder, remote: 'origin', branch: 'main', worktree: false, note: () => {} }),
  list: issueList(client),
  say: githubIssues(client).say,
  folder: 'content/',
  most: Number(most),
  pause: async () => undefined,
  now: () => Date.parse('2026-11-24T12:00:00Z'),
  wait: async () => undefined,
});
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`left ${left}\n`);
