import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './command.ts';
import { type Annotation, readCommands } from './workflow-commands.ts';
import { Closed, fill, holds, type Scope } from './workflow-expressions.ts';
import { type Job, outputsOf, type Permissions, readWorkflow, type Workflow } from './workflow-file.ts';
import { type JobPlace, runSteps, type StepRun } from './workflow-steps.ts';

/**
 * Runs workflows as GitHub would, one job after another: conditions and expressions by GitHub's own evaluator, scripts by bash, the
 * actions by stand-ins. It does not queue, cancel, time out or mask, and it has one kind of machine.
 */
export async function runWorkflow(github: Hosting, file: string, event: WorkflowEvent): Promise<Run> {
  const id = String(github.nextRun++);
  const folder = mkdtempSync(join(github.folder, `run-${id}-`));
  const ref = event.ref ?? 'refs/heads/main';
  const sha = git(github.origin, 'rev-parse', ref).trim();
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify(event.payload));
  const run: Run = { conclusion: 'success', jobs: {}, summary: '', artifacts: join(folder, 'artifacts') };
  const workflow = readWorkflow(git(github.origin, 'show', `${sha}:.github/workflows/${file}`));
  const context: RunContext = { github, id, folder, ref, sha, event, eventPath, run, name: workflow.name };
  if (!(event.name in workflow.on)) throw new Error(`${file} does not listen to ${event.name}.`);
  await runJobs(workflow, context, { prefix: '', secrets: github.secrets, allowed: undefined });
  if (Object.values(run.jobs).some(({ result }) => result === 'failure')) run.conclusion = 'failure';
  return run;
}

async function runJobs(workflow: Workflow, context: RunContext, call: Call): Promise<JobResult> {
  const { github, run, event } = context;
  const results: Record<string, JobResult> = {};
  for (const id of inOrder(workflow.jobs)) {
    const job = workflow.jobs[id] as Job;
    const name = call.prefix + id;
    const needs = Object.fromEntries(job.needs.map((one) => [one, results[one] as JobResult]));
    const token =
      permissionsOf(workflow, job, call.allowed)['contents'] === 'write' ? github.api.token : 'may-not-write';
    const contexts = {
      github: githubContext(context, token),
      needs: new Closed(
        'needs',
        mapValues(needs, (one) => ({ ...one, outputs: new Closed('outputs', one.outputs) })),
      ),
      vars: github.vars,
      inputs: {},
    };
    // A job is left out with those that it needs, however far away one of them failed.
    const status = Object.values(needs).every(({ result }) => result === 'success') ? 'success' : 'failure';
    const called = job.uses
      ? readWorkflow(git(github.origin, 'show', `${context.sha}:${job.uses.replace('./', '')}`))
      : undefined;
    const empty = mapValues(called ? outputsOf(called) : job.outputs, () => '');
    if (call.prefix === '' && event.jobs && !event.jobs.includes(id)) {
      results[id] = { result: 'skipped', outputs: empty };
      continue;
    }
    if (!holds(job.if, { contexts, status })) {
      results[id] = { result: 'skipped', outputs: empty };
      run.jobs[name] = { result: 'skipped', outputs: empty, steps: [], log: '', annotations: [], setting: [] };
      continue;
    }
    const permissions = permissionsOf(workflow, job, call.allowed);
    if (called) {
      const scope: Scope = { contexts: { ...contexts, secrets: call.secrets }, status: 'success' };
      if (job.secrets === 'inherit') throw new Error(`${id} hands on all secrets.`);
      const secrets = mapValues(job.secrets, (value) => fill(value, scope));
      if (!('workflow_call' in called.on)) throw new Error(`${job.uses} cannot be called.`);
      const done = await runJobs(called, context, { prefix: `${name} / `, secrets, allowed: permissions });
      results[id] = done;
      run.jobs[name] = { ...done, steps: [], log: '', annotations: [], setting: [] };
      continue;
    }
    const done = await runJob({ id: name, job, workflow, permissions, contexts, secrets: call.secrets }, context);
    results[id] = { result: done.result, outputs: done.outputs };
    run.jobs[name] = done;
  }
  const isFailed = Object.values(results).some(({ result }) => result === 'failure');
  const scope: Scope = { contexts: { jobs: results }, status: 'success' };
  const outputs = mapValues(outputsOf(workflow), (value) => fill(value, scope));
  return { result: isFailed ? 'failure' : 'success', outputs };
}

async function runJob(
  { id, job, workflow, permissions, contexts, secrets }: StartedJob,
  { github, folder, ref, eventPath, run, ...context }: RunContext,
): Promise<JobRun> {
  if (!job['runs-on']) throw new Error(`${id} says nowhere to run.`);
  const workspace = join(github.folder, 'work/site');
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  const temp = mkdtempSync(join(folder, 'temp-'));
  const home = mkdtempSync(join(folder, 'home-'));
  const early: Scope = { contexts, status: 'success' };
  const env = mapValues(workflow.env, (value) => fill(value, early));
  const token = (contexts['github'] as Closed).members['token'];
  const place: JobPlace = {
    workspace,
    temp,
    permissions,
    ref,
    sha: context.sha,
    origin: github.origin,
    cache: join(github.folder, 'cache'),
    artifacts: run.artifacts,
    pages: github.pages,
    env,
    after: [],
    job: id,
    contexts: {
      ...contexts,
      secrets: { ...secrets, GITHUB_TOKEN: token },
      runner: new Closed('runner', { os: 'Linux', arch: 'X64', temp }),
    },
    machine: {
      ...github.env,
      PATH: [...github.programs, ...outside(process.env['PATH'] ?? '')].join(':'),
      HOME: home,
      LANG: 'C.UTF-8',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: github.api.url,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_EVENT_NAME: context.event.name,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REF: ref,
      GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|pull)\//, ''),
      GITHUB_SHA: context.sha,
      GITHUB_RUN_ID: context.id,
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
    },
    before: (step) => github.before?.({ job: id, step, workspace }),
    hashFiles: (path) =>
      createHash('sha256')
        .update(readFileSync(join(workspace, path)))
        .digest('hex'),
  };
  const { steps, outputs, failed, summary, written } = await runSteps(job.steps, place);
  if (!failed) for (const one of place.after) one();
  run.summary += summary;
  const log = steps.map((step) => step.log).join('');
  const { annotations, setting } = readCommands(log);
  const late: Scope = { contexts: { ...place.contexts, steps: outputs, env }, status: 'success' };
  return {
    result: failed ? 'failure' : 'success',
    outputs: mapValues(job.outputs, (value) => fill(value, late)),
    steps,
    log,
    annotations,
    setting: [...setting, ...written],
  };
}

function githubContext({ github, id, ref, sha, event, name }: RunContext, token: string): Closed {
  return new Closed('github', {
    event: event.payload,
    event_name: event.name,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|pull)\//, ''),
    sha,
    repository: github.repository,
    run_id: id,
    run_attempt: '1',
    token,
    // In a called workflow as well, it is the one that was started.
    workflow: name,
  });
}

/** Nothing is allowed unless it is said, and a called workflow is allowed no more than its caller. */
function permissionsOf(workflow: Workflow, job: Job, allowed: Permissions | undefined): Permissions {
  const asked = job.permissions ?? workflow.permissions;
  if (!asked) throw new Error('Without permissions, a job has whatever the repository gives.');
  const rank = { none: 0, read: 1, write: 2 };
  for (const [name, level] of Object.entries(asked)) {
    if (allowed && rank[level] > rank[allowed[name] ?? 'none']) throw new Error(`The caller does not allow ${name}.`);
  }
  return asked;
}

function inOrder(jobs: Workflow['jobs']): string[] {
  const order: string[] = [];
  const visit = (id: string, from: string[]): void => {
    const job = jobs[id];
    if (!job) throw new Error(`There is no job ${id}.`);
    if (from.includes(id)) throw new Error(`${id} needs itself.`);
    for (const one of job.needs) visit(one, [...from, id]);
    if (!order.includes(id)) order.push(id);
  };
  for (const id of Object.keys(jobs)) visit(id, []);
  return order;
}

function outside(path: string): string[] {
  return path.split(':').filter((folder) => !folder.includes('node_modules'));
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** A repository with what its owner has set, and where its pages are served from. */
export interface Hosting {
  /** The bare repository. */
  origin: string;
  repository: string;
  /** Where all of this may write. */
  folder: string;
  api: { url: string; token: string };
  pages: { address: string; base: string; folder: string };
  vars: Record<string, string>;
  secrets: Record<string, string>;
  /** Folders whose programs come before those of this machine. */
  programs: readonly string[];
  env: Record<string, string>;
  nextRun: number;
  /** Told before each step, for what happens in the world meanwhile. */
  before?: (at: { job: string; step: string; workspace: string }) => void;
}

export interface WorkflowEvent {
  name: string;
  payload: unknown;
  ref?: string;
  /** Only these jobs of the workflow; all, unless said. */
  jobs?: readonly string[];
}

export interface JobRun {
  result: 'success' | 'failure' | 'skipped';
  outputs: Record<string, string>;
  steps: StepRun[];
  log: string;
  annotations: Annotation[];
  /** Attempts to set variables for later steps. */
  setting: string[];
}

export interface Run {
  conclusion: 'success' | 'failure';
  /** `build`, and `deploy / build` in a called workflow. */
  jobs: Record<string, JobRun>;
  summary: string;
  artifacts: string;
}

interface RunContext {
  github: Hosting;
  id: string;
  folder: string;
  ref: string;
  sha: string;
  event: WorkflowEvent;
  eventPath: string;
  run: Run;
  name: string;
}

interface Call {
  prefix: string;
  secrets: Readonly<Record<string, string>>;
  allowed: Permissions | undefined;
}

interface StartedJob {
  id: string;
  job: Job;
  workflow: Workflow;
  permissions: Permissions;
  contexts: Record<string, unknown>;
  secrets: Readonly<Record<string, string>>;
}

type JobResult = Pick<JobRun, 'result' | 'outputs'>;
