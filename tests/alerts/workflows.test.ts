import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/build.ts';
import { written } from '../support/workflow-expressions.ts';
import { parse, RULES, type Rule, usedBy } from '../support/workflow-rules.ts';

const FILES = new Map(
  globSync('.github/{workflows/*,actions/*/action}.yml', { cwd: ROOT })
    .sort()
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
const PARSED = new Map([...FILES].map(([path, text]) => [path, parse(path, text)]));

/** Each rule, with changes that break it. */
const CASES: [sentence: string, rule: Rule, ...breaks: [from: string | RegExp, to: string][]][] = [
  [
    'no script holds an expression',
    'scripts',
    ['run: bash .ci/run', `run: echo ${written('github.ref')}`],
    ['id: pages\n', `id: pages\n        with:\n          script: x(${written('github.ref')})\n`],
  ],
  [
    'every action is pinned to a commit, with its version beside it',
    'pins',
    [/@[0-9a-f]{40} # v[\d.]+/, '@v7'],
    [/ # v\d+\.\d+\.\d+/, ''],
    [/@[0-9a-f]{40}/, '@3d3c42e'],
    [/uses: .*cache\/save@/, 'uses: docker://'],
  ],
  [
    'a workflow may do nothing, and each job says what it may',
    'permissions',
    ['permissions: {}\n', ''],
    ['permissions: {}\n', 'permissions:\n  contents: write\n'],
    [/ {4}permissions: \{\}\n/, ''],
  ],
  [
    'nothing runs for a pull request with more than the pull request may',
    'triggers',
    ['  pull_request:', '  pull_request_target:'],
    ['  workflow_call:', '  workflow_run:\n    workflows: [Checks]\n  workflow_call:'],
  ],
  ['every job ends some day', 'timeouts', [/ {4}timeout-minutes: \d+\n/, '']],
  [
    'only a job that pushes keeps the means to',
    'credentials',
    ['persist-credentials: false', 'persist-credentials: true'],
    [/ {10}persist-credentials: false\n/, ''],
    ['persist-credentials: true', 'persist-credentials: false'],
  ],
  [
    'a queue of alerts is never cancelled',
    'queues',
    ['queue: max\n      cancel-in-progress: false', 'queue: max\n      cancel-in-progress: true'],
    ['queue: max\n      cancel-in-progress: false', 'queue: max'],
    [/(group: ingest\n) {6}queue: max\n/, '$1'],
    [/('issues' \}\}\n) {6}queue: max\n/, '$1'],
    [/('issues' \}\}\n) {6}queue: max\n/, '$1      queue: single\n'],
  ],
  [
    'no word of an event reaches a shell, a variable or an output',
    'events',
    [written('github.token'), written('github.event.client_payload.title')],
    [written('github.token'), written("github['event'].client_payload.x")],
    ['github.event.comment.author_association', 'github.event.comment.body'],
    ['github.event.comment.author_association', 'github.event.issue.title'],
    ["startsWith(github.event.comment.body, '/')", 'github.event.comment.body'],
    ["startsWith(github.event.comment.body, '/')", 'format(github.event.comment.body, 1)'],
    ["github.event_name != 'repository_dispatch'", "github.event.inputs.source != ''"],
    ['sleep "$seconds"', 'eval "sleep $seconds"'],
    ['sleep "$seconds"', 'jq .inputs "$GITHUB_EVENT_PATH"'],
    ['sleep "$seconds"', 'echo "TITLE=$title" >> "$GITHUB_ENV"'],
    ['sleep "$seconds"', 'echo "title=$title" >> "$GITHUB_OUTPUT"'],
  ],
  [
    'nothing that an ingest prints counts as a command',
    'logs',
    ['            echo "::stop-commands::$token"\n', ''],
    ['          echo "::$token::"\n', ''],
    ['sleep "$seconds"', 'npm run ingest'],
    ['sleep "$seconds"', 'npm run console'],
    ['sleep "$seconds"', 'npm run notify'],
    ['sleep "$seconds"', 'npm run actions'],
  ],
  [
    'secrets go into the environment of one step, or by name into a called workflow',
    'secrets',
    ["vars.SECOND_REPOSITORY != ''", "secrets.DEPLOY_KEY != ''"],
    [written('secrets.DEPLOY_KEY'), written('toJSON(secrets)')],
    [/secrets:\n {6}DEPLOY_KEY: .*/, 'secrets: inherit'],
  ],
  [
    'names are plain words',
    'names',
    ['name: Ingest\n', `name: Ingest ${written('github.event.client_payload.source')}\n`],
    ['name: Validate', 'name: "::error::"'],
  ],
  [
    'scripts run in bash, which ends at the first failure, in a pipe as well',
    'shells',
    ['    shell: bash\n', '    shell: sh\n'],
    ['defaults:\n  run:\n    shell: bash\n', ''],
  ],
  [
    'schedules keep away from the full hour, when they are left out most',
    'schedules',
    ['"23 *', '"0 *'],
    ['"37 1,4', '"*/5 1,4'],
  ],
];

for (const [sentence, rule, ...breaks] of CASES) {
  test(sentence, () => {
    expect(broken(rule, FILES)).toEqual([]);
    for (const [from, to] of breaks) {
      const changed = [...FILES].map(([path, text]): [string, string] => [path, text.replace(from, to)]);
      expect(
        changed.map(([, text]) => text),
        `${from} is nowhere`,
      ).not.toEqual([...FILES.values()]);
      expect(broken(rule, new Map(changed)), `${from} → ${to}`).not.toEqual([]);
    }
  });
}

test('each job may do exactly what it has to', () => {
  const granted = [...PARSED].flatMap(([path, { jobs }]) =>
    jobs.map(([id, { permissions = {} }]) => [
      `${path.replace(/^.*\/|\.yml$/g, '')} ${id}`,
      Object.entries(permissions)
        .map((pair) => pair.join(': '))
        .join(', '),
    ]),
  );
  expect(Object.fromEntries(granted)).toEqual({
    'actions sync': 'contents: write, issues: write',
    'actions deploy': 'contents: write, pages: write, id-token: write',
    'actions whole': '',
    'alert ingest': 'contents: write',
    'alert deploy': 'contents: write, pages: write, id-token: write',
    'alert notify': 'contents: write',
    'alert wake': 'contents: write',
    'alert understood': '',
    'console console': 'contents: write, issues: write',
    'console deploy': 'contents: write, pages: write, id-token: write',
    'console notify': 'contents: write',
    'console answered': '',
    'notify notify': 'contents: write',
    'notify told': '',
    'deploy build': 'contents: read, pages: read',
    'deploy pages': 'pages: write, id-token: write',
    'deploy second': '',
    'deploy compare': '',
    'deploy notify': 'contents: write',
    'deploy complete': '',
    'ci content': 'contents: read',
    'ci project': 'contents: read',
  });
});

test('one version of an action is used everywhere', () => {
  const used = [...PARSED.values()].flatMap(({ steps }) => steps).filter(({ uses }) => uses && !uses.startsWith('./'));
  const versions = Map.groupBy(used, (step) => usedBy(step).split('/').slice(0, 2).join('/'));
  const several = [...versions].filter(([, steps]) => new Set(steps.map(({ uses }) => uses?.split('@')[1])).size > 1);
  expect(several.map(([name]) => name)).toEqual([]);
});

test('a called workflow waits in another queue than its caller, which would wait for itself', () => {
  const groupsOf = (path: string) => {
    const { workflow, jobs } = PARSED.get(path) ?? {};
    return [workflow, ...(jobs ?? []).map(([, job]) => job)].flatMap((one) => one?.concurrency?.group ?? []);
  };
  const groups = ['actions', 'alert', 'console', 'deploy', 'notify'].map((name) =>
    groupsOf(`.github/workflows/${name}.yml`),
  );
  expect(groups).toEqual([
    ['actions'],
    ['ingest', 'wake'],
    [expect.stringMatching(/ && 'ingest' \|\| 'issues' \}\}$/)],
    ['deploy'],
    ['notify'],
  ]);
});

test('a called workflow asks for no more than its caller allows, in no job, or GitHub starts none of them', () => {
  const rank = { none: 0, read: 1, write: 2 };
  const excess = [...PARSED].flatMap(([path, { jobs }]) =>
    jobs.flatMap(([id, { uses, permissions: allowed = {} }]) =>
      (PARSED.get(uses?.replace('./', '') ?? '')?.jobs ?? []).flatMap(([inner, { permissions = {} }]) =>
        Object.entries(permissions).flatMap(([name, level]) =>
          rank[level] > rank[allowed[name] ?? 'none'] ? `${path} ${id}: ${inner} wants ${name}: ${level}` : [],
        ),
      ),
    ),
  );
  expect(excess).toEqual([]);
});

test('GitHub’s own parser finds nothing wrong, and does find a wrong word, context or value', async () => {
  for (const [path, text] of FILES) if (path.includes('/workflows/')) expect(await complaints(path, text)).toEqual([]);
  const alert = FILES.get('.github/workflows/alert.yml') ?? '';
  const faults: [string, string, RegExp][] = [
    ['queue: max', 'queue: most', /Unexpected value 'most'/],
    [written('github.token'), written('gitub.token'), /Unrecognized named-value: 'gitub'/],
    ["vars.ALERTMANAGER_URL != ''", "secrets.ALERTMANAGER_TOKEN != ''", /Unrecognized named-value: 'secrets'/],
    ['timeout-minutes: 25', 'timeout: 25', /Unexpected value 'timeout'/],
    ['contents: write', 'contents: wrote', /Unexpected value 'wrote'/],
  ];
  for (const [from, to, said] of faults) {
    expect(await complaints('alert.yml', alert.replace(from, to))).toContainEqual(expect.stringMatching(said));
  }
});

function broken(rule: Rule, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => RULES[rule](parse(path, text)).map((problem) => `${path}: ${problem}`));
}

async function complaints(name: string, content: string): Promise<string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await loadParser();
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

// It imports JSON without saying so, which Node refuses.
async function loadParser() {
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  try {
    return await import('@actions/workflow-parser');
  } finally {
    hooks.deregister();
  }
}
