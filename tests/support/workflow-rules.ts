import { type Action, type Job, readAction, readWorkflow, type Step, type Workflow } from './workflow-file.ts';

/** What is wrong with a file by each rule; the file's name decides whether it is a workflow or an action. */
export const RULES: Readonly<Record<Rule, (file: Parsed) => string[]>> = {
  scripts: ({ steps }) =>
    steps.flatMap(({ name, run = '', with: inputs }) =>
      [run, String(inputs['script'] ?? '')].some((text) => text.includes('${{')) ? `${name} has an expression` : [],
    ),
  pins: ({ text }) =>
    [...text.matchAll(/^\s*(?:- )?uses:\s*(.*)$/gm)].flatMap(([, used = '']) =>
      /^(?:\.\/[\w./-]+|[\w-]+(?:\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(used) ? [] : used,
    ),
  permissions: ({ workflow, jobs }) => [
    ...(workflow && JSON.stringify(workflow.permissions) !== '{}' ? ['the workflow'] : []),
    ...jobs.flatMap(([id, { permissions }]) => (permissions ? [] : id)),
  ],
  triggers: ({ workflow }) =>
    Object.keys(workflow?.on ?? {}).filter((name) => ['pull_request_target', 'workflow_run'].includes(name)),
  timeouts: ({ jobs }) => jobs.flatMap(([id, job]) => (job.uses || job['timeout-minutes'] ? [] : id)),
  credentials: ({ jobs }) =>
    jobs.flatMap(([id, { steps, permissions }]) =>
      steps.filter(isCheckout).flatMap((step) => {
        const kept = step.with['persist-credentials'];
        return kept === (permissions?.['contents'] === 'write') ? [] : id;
      }),
    ),
  queues: ({ workflow, jobs }) =>
    [workflow, ...jobs.map(([, job]) => job)].flatMap((one) =>
      one?.concurrency &&
      (one.concurrency.queue === 'max' || one.concurrency.group.includes('ingest')) &&
      !(one.concurrency.queue === 'max' && one.concurrency['cancel-in-progress'] === false)
        ? one.name
        : [],
    ),
  events: ({ text, steps }) => [
    ...expressionsIn(text)
      .map(withoutLooks)
      .filter((expression) =>
        // What somebody is to the repository is one word of GitHub's own.
        /github\.(?:head_ref|base_ref|event(?!_name|\.repository\.default_branch|\.comment\.author_association))|client_payload/.test(
          expression,
        ),
      ),
    ...steps.flatMap(({ name, run = '' }) =>
      /^\s*(?:eval|source|\.) |\b(?:GITHUB_EVENT_PATH|GITHUB_ENV|GITHUB_PATH)\b|\b(?:ba)?sh -c/m.test(run) ? name : [],
    ),
    ...steps.flatMap(({ name, run = '' }) =>
      outputsIn(run).flatMap((line) => (line === 'code=$code' ? [] : `${name}: ${line}`)),
    ),
  ],
  logs: ({ steps }) => steps.flatMap(({ name, run = '' }) => (run.split('\n').every(isGuarded) ? [] : name)),
  secrets: ({ text, steps, jobs }) => [
    ...[...steps, ...jobs.map(([, job]) => job)].flatMap((one) => (one.if?.includes('secrets') ? one.name : [])),
    ...expressionsIn(text).filter((expression) => /secrets/.test(expression) && !/^secrets\.[A-Z_]+$/.test(expression)),
    ...(/secrets:\s*inherit/.test(text) ? ['secrets: inherit'] : []),
  ],
  names: ({ workflow, action, steps, jobs }) =>
    [workflow, action, ...steps, ...jobs.map(([, job]) => job)].flatMap((one) =>
      one && !/^[A-Z][A-Za-z ,-]+$/.test(one.name) ? one.name : [],
    ),
  shells: ({ workflow, action }) => [
    ...(workflow && workflow.defaults?.run.shell !== 'bash' ? ['the workflow'] : []),
    ...(action?.runs.steps ?? []).flatMap(({ name, run, shell }) => (run && shell !== 'bash' ? name : [])),
  ],
  schedules: ({ workflow }) => {
    const crons = (workflow?.on['schedule'] ?? []) as { cron: string }[];
    return crons.flatMap(({ cron }) =>
      cron
        .split(' ')[0]
        ?.split(',')
        .every((minute) => /^[1-9]\d?$/.test(minute))
        ? []
        : cron,
    );
  },
};

export function parse(path: string, text: string): Parsed {
  if (path.includes('/actions/')) {
    const action = readAction(text);
    return { text, workflow: undefined, action, jobs: [], steps: action.runs.steps };
  }
  const workflow = readWorkflow(text);
  const jobs = Object.entries(workflow.jobs);
  return { text, workflow, action: undefined, jobs, steps: jobs.flatMap(([, { steps }]) => steps) };
}

/** The name of a step's action, without its version. */
export function usedBy({ uses = '' }: Step): string {
  return uses.split('@')[0] ?? '';
}

function isCheckout(step: Step): boolean {
  return usedBy(step) === 'actions/checkout';
}

function expressionsIn(text: string): string[] {
  return [...text.matchAll(/\$\{\{(.*?)\}\}|^\s*if: (.*)$/gm)].map(([, one, two]) => (one ?? two ?? '').trim());
}

// Whether a comment may hold a command, and is one on an issue, is all that a condition may learn of it.
function withoutLooks(expression: string): string {
  return expression.replaceAll(
    /\b(?:startsWith|contains)\(github\.event\.comment\.body, (?:'[^']*'|fromJSON\('[^']*'\))\)|!github\.event\.issue\.pull_request(?= &&)/g,
    'true',
  );
}

function outputsIn(script: string): string[] {
  return [...script.matchAll(/^\s*(?:echo|printf) (.*?)>>? *"?\$\{?GITHUB_OUTPUT/gm)].map(([, line = '']) =>
    line.trim().replaceAll('"', ''),
  );
}

// What prints words of others stands between a line that stops commands and one that lets them through again.
function isGuarded(line: string, at: number, lines: readonly string[]): boolean {
  if (!/\b(?:ingest|console|notify|actions)\b/.test(line)) return true;
  return lines[at - 1]?.trim() === 'echo "::stop-commands::$token"' && lines[at + 1]?.trim() === 'echo "::$token::"';
}

export interface Parsed {
  text: string;
  workflow: Workflow | undefined;
  action: Action | undefined;
  jobs: [id: string, job: Job][];
  steps: Step[];
}

export type Rule =
  | 'scripts'
  | 'pins'
  | 'permissions'
  | 'triggers'
  | 'timeouts'
  | 'credentials'
  | 'queues'
  | 'events'
  | 'logs'
  | 'secrets'
  | 'names'
  | 'shells'
  | 'schedules';
