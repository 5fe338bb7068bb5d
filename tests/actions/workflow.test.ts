import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { git } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import { host } from '../support/workflow-hosting.ts';
import { type Hosting, type Run, runWorkflow } from '../support/workflow-runner.ts';
import { siteWith } from './world.ts';

let github: Hosting;
let api: Github;

beforeAll(async () => {
  api = await startGithub();
  github = host(siteWith([['- [ ] Alert $(id) ::error::x · due: 2026-12-05']]), { url: api.apiUrl, token: api.token });
});

afterAll(async () => {
  await api?.close();
  if (github) rmSync(github.folder, { recursive: true, force: true });
});

test('a run makes the issue and commits its address; a closed issue is ticked; a refusal makes another job red', async () => {
  const first = await run();
  expect([first.conclusion, first.jobs['sync']?.outputs]).toEqual(['success', { changed: 'true', whole: 'true' }]);
  expect(first.jobs['sync']).toMatchObject({ annotations: [], setting: [] });
  expect(tip()).toContain('issue: https://github.example/octo/site/issues/1');

  api.issues.setState(1, 'closed', 'completed');
  await run();
  expect(tip()).toMatch(/- \[x\] Alert .* done: \d{4}-/);
  expect((await run()).jobs['sync']?.outputs).toEqual({ changed: 'false', whole: 'true' });

  api.issues.setState(1, 'open');
  api.failAt('PATCH issue', 0, { how: 'answer', answer: { status: 403, body: '{"message":"Not accessible"}' } });
  const refused = await run();
  expect([refused.conclusion, refused.jobs['sync']?.result]).toEqual(['failure', 'success']);
  expect(refused.jobs['whole']?.annotations).toMatchObject([{ title: 'Not all synced' }]);
});

function run(): Promise<Run> {
  const payload = { repository: { default_branch: 'main', full_name: 'octo/site' } };
  return runWorkflow(github, 'actions.yml', { name: 'workflow_dispatch', payload, jobs: ['sync', 'whole'] });
}

function tip(): string {
  return git(github.origin, 'show', 'main:content/postmortems/2026-11-10-slow-0.md');
}
