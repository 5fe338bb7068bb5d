import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS, type Place } from './workflow-actions.ts';
import { Closed, fill, holds, type Scope } from './workflow-expressions.ts';
import { readAction, type Step } from './workflow-file.ts';

/** Runs the steps of a job, or of an action that is made of steps. */
export async function runSteps(steps: readonly Step[], place: JobPlace): Promise<StepsRun> {
  const done: StepsRun = { steps: [], outputs: {}, failed: false, summary: '', written: [] };
  const known = Object.fromEntries(steps.flatMap(({ id }) => (id ? [[id, { outputs: {} as Outputs }]] : [])));
  done.outputs = new Closed('steps', known);
  for (const step of steps) {
    const scope: Scope = {
      contexts: { ...place.contexts, steps: done.outputs, env: new Closed('env', place.env) },
      status: done.failed ? 'failure' : 'success',
      hashFiles: place.hashFiles,
    };
    if (!holds(step.if, scope)) {
      done.steps.push({ name: step.name, outcome: 'skipped', log: '' });
      continue;
    }
    place.before(step.name);
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value, scope)]));
    const { failed, log, outputs, inner } = await (step.run === undefined
      ? useAction(step, scope, place, done)
      : runScript(fill(step.run, scope), { ...place.env, ...env }, place, done));
    if (step.id) (known[step.id] as { outputs: Outputs }).outputs = outputs;
    done.steps.push(...inner, { name: step.name, outcome: failed ? 'failure' : 'success', log });
    done.failed ||= failed;
  }
  return done;
}

async function useAction(step: Step, scope: Scope, place: JobPlace, done: StepsRun): Promise<StepResult> {
  const inputs = Object.fromEntries(Object.entries(step.with).map(([name, value]) => [name, fill(value, scope)]));
  const [name = ''] = (step.uses ?? '').split('@');
  if (name.startsWith('./')) return useOwnAction(name, inputs, place, done);
  const action = ACTIONS[name];
  if (!action) throw new Error(`Nothing stands in for ${name}.`);
  try {
    return { failed: false, log: '', outputs: action(inputs, place), inner: [] };
  } catch (error) {
    return { failed: true, log: `::error::${(error as Error).message}\n`, outputs: {}, inner: [] };
  }
}

async function useOwnAction(name: string, given: Outputs, place: JobPlace, done: StepsRun): Promise<StepResult> {
  const action = readAction(readFileSync(join(place.workspace, name, 'action.yml'), 'utf8'));
  const unknown = Object.keys(given).find((input) => !(input in action.inputs));
  if (unknown) throw new Error(`${name} has no input ${unknown}.`);
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([input, one]) => [input, one.default]));
  const { secrets: _, needs: __, ...contexts } = place.contexts;
  const inputs = new Closed('inputs', { ...defaults, ...given });
  const run = await runSteps(action.runs.steps, { ...place, contexts: { ...contexts, inputs } });
  done.written.push(...run.written);
  done.summary += run.summary;
  return { failed: run.failed, log: '', outputs: {}, inner: run.steps };
}

async function runScript(script: string, env: Outputs, place: JobPlace, done: StepsRun): Promise<StepResult> {
  const folder = mkdtempSync(join(place.temp, 'step-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STEP_SUMMARY: file('summary'),
  };
  const command = ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', file('script.sh', script)];
  const child = spawn('/bin/bash', ['-c', 'exec "$@" 2>&1', 'bash', ...command], {
    cwd: place.workspace,
    env: { ...place.machine, ...env, ...files },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  for (const name of ['GITHUB_ENV', 'GITHUB_PATH'] as const) {
    const text = readFileSync(files[name], 'utf8');
    if (text !== '') done.written.push(`${name}: ${text}`);
  }
  if (existsSync(files.GITHUB_STEP_SUMMARY)) done.summary += readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  return { failed: code !== 0, log, outputs: readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8')), inner: [] };
}

/** One `name=value` a line; a value of several lines would be something new, and is refused. */
function readOutputs(text: string): Outputs {
  const lines = text.split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`This is no output of a step: ${JSON.stringify(line)}`);
      return [name, value];
    }),
  );
}

type Outputs = Record<string, string>;

export interface JobPlace extends Place {
  job: string;
  contexts: Readonly<Record<string, unknown>>;
  /** What the machine itself sets. */
  machine: Readonly<Record<string, string>>;
  before: (step: string) => void;
  hashFiles: (path: string) => string;
}

export interface StepRun {
  name: string;
  outcome: 'success' | 'failure' | 'skipped';
  log: string;
}

export interface StepsRun {
  steps: StepRun[];
  /** The context `steps`. */
  outputs: unknown;
  failed: boolean;
  summary: string;
  /** What was written for later steps to have in their environment; ours never do. */
  written: string[];
}

interface StepResult {
  failed: boolean;
  log: string;
  outputs: Outputs;
  inner: StepRun[];
}
