import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { git } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import type { IssueEvent } from '../support/github-issues.ts';
import { serveHost } from '../support/host.ts';
import { temporary } from '../support/repository.ts';
import { withSite } from '../support/site.ts';
import { commit, host, program, slept } from '../support/workflow-hosting.ts';
import { type Hosting, type JobRun, type Run, runWorkflow } from '../support/workflow-runner.ts';
import { FORM, SITE } from './world.ts';

let github: Hosting;
let api: Github;
let channel: Awaited<ReturnType<typeof serveHost>>;
let refuses = false;
const heard: string[] = [];

beforeAll(async () => {
  api = await startGithub();
  github = host(SITE, { url: api.apiUrl, token: api.token });
  channel = await serveHost(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!refuses) heard.push(body);
    if (refuses) response.setHeader('retry-after', '600');
    response.statusCode = refuses ? 503 : 204;
    response.end();
  });
  github.secrets['CHANNEL_SECRETS'] = `TEAM_ADDRESS=${channel.address}/hook\n`;
  api.issues.admit('mira', 'write');
});

afterAll(async () => {
  await channel?.close();
  await api?.close();
  if (github) rmSync(github.folder, { recursive: true, force: true });
});

test('a report is only a draft; a comment publishes it, tells the channel and answers; a stranger starts nothing', async () => {
  const opened = api.issues.open('uma', 'Labels $(id) `id` ::error::x', FORM);
  const { number } = opened.issue;
  const report = await run('issues', opened);
  expect([report.conclusion, results(report)]).toEqual(['success', { ...UNTOUCHED, ...TOLD }]);
  expect(heard).toEqual([]);

  const strange = await run('issue_comment', api.issues.comment(number, 'uma', '/confirm All is lost.'));
  expect([strange.conclusion, results(strange)]).toEqual(['success', UNTOUCHED]);

  const before = tip();
  const confirm =
    '/confirm sev2 api: degraded title: Labels fail\nSome labels fail. $(id) ::set-output name=changed::no';
  const confirmed = await run('issue_comment', api.issues.comment(number, 'mira', confirm));
  expect([confirmed.conclusion, results(confirmed)]).toEqual(['success', PUBLISHED]);
  const [path = '', ...more] = git(github.origin, 'diff', '--name-only', before, 'main').split('\n').filter(Boolean);
  const id = path.replace(/^.*\/|\.md$/g, '');
  expect([more, git(github.origin, 'log', '--format=%B', '-1', 'main')]).toEqual([[], `incident ${id}: publish\n\n`]);
  const page = await withSite(github.pages.folder, async ({ address }) =>
    (await fetch(new URL(`/site/incidents/${id}/`, address))).text(),
  );
  expect(page).toContain('Some labels fail.');
  expect([heard.length, heard.join().includes('Some labels fail.')]).toEqual([1, true]);
  expect(api.issues.comments(number).at(-1)?.body).toContain('Some labels fail.');
  for (const { setting, annotations, log } of Object.values(confirmed.jobs)) {
    expect([setting, annotations, log.includes(api.token)]).toEqual([[], [], false]);
  }
});

test('what cannot be a command takes no place in the line of alerts, whoever writes it', async () => {
  api.issues.associate('mira', 'MEMBER');
  const nothing = { ...UNTOUCHED, console: 'skipped' };
  for (const body of ['Thank you!', 'It is fixed and/or gone.', '']) {
    expect(results(await run('issue_comment', api.issues.comment(1, 'mira', body))), body).toEqual(nothing);
  }
  const pull = Object.assign(api.issues.open('mira', 'A change', '').issue, { pull_request: { url: 'x' } });
  const review = api.issues.comment(pull.number, 'mira', '/resolve Over.');
  expect(results(await run('issue_comment', review))).toEqual(nothing);
  for (const body of ['\r\n/status', '  /status']) {
    expect(results(await run('issue_comment', api.issues.comment(1, 'mira', body))), body).toEqual(UNTOUCHED);
  }
});

test('what lost its run is done by the schedule, and goes out', async () => {
  const [before, at] = [heard.length, new Date(Date.now() - 30 * 60_000).toISOString().replace(/\.\d+/, '')];
  const lost = api.issues.comment(1, 'mira', '/update\nOf this no run came.', at);
  const swept = await runWorkflow(github, 'console.yml', { name: 'schedule', payload: { schedule: '' } });
  expect(results(swept)).toEqual(PUBLISHED);
  expect([heard.length, heard.at(-1)?.includes('Of this no run came.')]).toEqual([before + 1, true]);
  expect(api.issues.comments(1).at(-1)?.body).toContain(`comment ${lost.comment.id} -->`);
});

test('what is done goes out although the issue cannot be told, and the run is red', async () => {
  slept(github);
  const before = heard.length;
  const event = api.issues.comment(1, 'mira', '/update identified: A disk is full.');
  for (let tries = 0; tries < 3; tries++) {
    api.failAt('POST comments', 0, { how: 'answer', answer: { status: 403, body: '{"message":"Not accessible"}' } });
  }
  const untold = await run('issue_comment', event);
  expect([untold.conclusion, results(untold)]).toEqual(['failure', { ...PUBLISHED, answered: 'failure' }]);
  expect(slept(github).slice(0, 3)).toEqual([0, 5, 20]);
  expect(untold.jobs['answered']?.annotations).toMatchObject([{ title: 'Not answered' }]);
  const again = await run('issue_comment', event);
  expect([again.conclusion, heard.length]).toEqual(['success', before + 1]);
  expect(git(github.origin, 'log', '--format=%s', 'main').match(/: update$/gm)).toHaveLength(2);
});

test('a channel that cannot be told makes its job red and nothing else, and an alert looks again when it says', async () => {
  refuses = true;
  const before = heard.length;
  const event = api.issues.comment(1, 'mira', '/resolve Labels can be bought again.');
  const untold = await run('issue_comment', event, ['console', 'notify']);
  expect(results(untold)).toEqual({
    console: 'success',
    notify: 'failure',
    'notify / notify': 'success',
    'notify / told': 'failure',
  });
  expect([untold.jobs['notify / told']?.annotations[0]?.title, api.issues.state(1)[0]]).toEqual(['Not told', 'closed']);

  slept(github);
  const tick = { name: 'schedule', payload: { schedule: '' }, jobs: ['ingest', 'notify', 'wake'] };
  const first = await runWorkflow(github, 'alert.yml', tick);
  const next = Number(first.jobs['notify']?.outputs['next']);
  expect([first.jobs['ingest']?.outputs['due'], first.jobs['wake']?.result]).toEqual(['', 'success']);
  expect(next - Date.now() / 1_000).toBeGreaterThan(0);
  const pauses = slept(github);
  expect([pauses.includes(20), pauses.includes(60)]).toEqual([true, true]);
  expect(Math.abs((pauses.at(-1) ?? 0) - 600)).toBeLessThan(60);
  expect(api.dispatches).toEqual([{ event_type: 'alert', client_payload: {} }]);

  refuses = false;
  tenMinutesLater();
  await runWorkflow(github, 'alert.yml', tick);
  expect([heard.length, heard.at(-1)?.includes('Labels can be bought again.')]).toEqual([before + 1, true]);
});

/** As far as the channel's patience goes. */
function tenMinutesLater(): void {
  const place = temporary('ledger');
  git(place, 'clone', '--quiet', '--branch=allclear-notices', github.origin, '.');
  const file = join(place, 'content/.notices.jsonl');
  const before = new Date(Date.now() - 1_000).toISOString();
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"again":"[^"]*"/g, `"again":"${before}"`));
  git(place, 'commit', '--quiet', '--all', '--message=Time passes');
  git(place, 'push', '--quiet', 'origin', 'HEAD');
}

test('what a run that gave way would have told is told by the next one, of whichever kind', async () => {
  for (const file of ['notify.yml', 'deploy.yml']) {
    const minute = new Date().toISOString().slice(0, 16).replace('T', ' ');
    const text = `---\ntitle: By the schedule of ${file}\nseverity: sev2\n---\n\n## ${minute} UTC · investigating\n\nBy a push.\n`;
    commit(github, {
      [`content/incidents/${minute.slice(0, 4)}/${minute.slice(0, 10)}-${file.replace('.yml', '')}.md`]: text,
    });
    const payload = { repository: { default_branch: 'main', full_name: 'octo/site' } };
    const run = await runWorkflow(github, file, { name: 'schedule', payload, jobs: ['notify'] });
    expect([run.conclusion, heard.at(-1)?.includes(`By the schedule of ${file}`)], file).toEqual(['success', true]);
  }
});

test('of two moments the earlier one wakes, and what is no moment is an error', async () => {
  const wakes = async (due: string, next: string) => {
    slept(github);
    program(github.programs[0] ?? '', 'npm', `printf 'due=${due}\\nnext=${next}\\n' >> "$GITHUB_OUTPUT"`);
    try {
      const jobs = ['ingest', 'notify', 'wake'];
      const { jobs: done } = await runWorkflow(github, 'alert.yml', { name: 'schedule', payload: {}, jobs });
      return [done['wake']?.result, slept(github).at(-1)];
    } finally {
      rmSync(`${github.programs[0]}/npm`);
    }
  };
  const soon = Math.floor(Date.now() / 1_000) + 300;
  const late = soon + 300;
  for (const [due, next] of [
    [soon, late],
    [late, soon],
    [soon, ''],
    ['', soon],
  ]) {
    const [result, seconds = 0] = await wakes(String(due), String(next));
    expect([result, Math.abs(Number(seconds) - 280) < 60], `${due} ${next}`).toEqual(['success', true]);
  }
  expect((await wakes('', ''))[0]).toBe('skipped');
  expect((await wakes('soon', ''))[0]).toBe('failure');
});

const UNTOUCHED = { console: 'success', deploy: 'skipped', notify: 'skipped', answered: 'skipped' };
const TOLD = { notify: 'success', 'notify / notify': 'success', 'notify / told': 'skipped' };
const PUBLISHED = {
  ...UNTOUCHED,
  deploy: 'success',
  'deploy / build': 'success',
  'deploy / pages': 'success',
  'deploy / second': 'skipped',
  'deploy / compare': 'skipped',
  'deploy / notify': 'skipped',
  'deploy / complete': 'skipped',
  ...TOLD,
};

function run(name: 'issues' | 'issue_comment', event: IssueEvent, jobs?: string[]): Promise<Run> {
  const payload = { ...event, repository: { default_branch: 'main', full_name: 'octo/site' } };
  return runWorkflow(github, 'console.yml', { name, payload, ...(jobs && { jobs }) });
}

function results({ jobs }: Run): Record<string, JobRun['result']> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
}

function tip(): string {
  return git(github.origin, 'rev-parse', 'main').trim();
}
