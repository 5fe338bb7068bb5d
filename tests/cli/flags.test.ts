import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { makeRepository, temporary } from '../support/repository.ts';
import { BEGAN, FOUND, OVER, SITE, STORY, STORY_COMMITS, STORY_ID, STORY_PATH } from './story.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('the story that prompts tell, told by options: the same file, the same commits', async () => {
  const folder = makeRepository(SITE);
  const components = ['--component', 'api=degraded', '--component', 'web=partial outage'];
  const opened = await incident(folder, BEGAN, [
    ...['new', '--title', 'Payments are slow', '--severity', 'sev2', ...components],
    ...['--text', 'Some payments take a minute.', '--next', '30 min'],
  ]);
  expect(opened).toMatchObject({ code: 0, stderr: expect.not.stringContaining('✗') });
  expect(opened.stdout).toContain(`✓ incident ${STORY_ID}: open\n  commit ${tip(folder).slice(0, 10)} on main\n`);
  expect(opened.stdout).toContain('Who will hear\n  team  Investigating: Payments are slow\n');
  const file = join(temporary('words'), 'words.md');
  writeFileSync(file, 'A disk failed.\n');
  const found = ['--state', 'identified', '--component', 'api=major', '--next', '13:20 UTC', '--file', file];
  expect((await incident(folder, FOUND, ['update', 'slow', ...found])).code).toBe(0);
  const over = await piped(folder, OVER, ['resolve', '--text', '-'], 'Payments are back to normal.\n');
  expect(over).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`About ${STORY_ID}, the only one that can be meant.\n`),
  });
  expect(readFileSync(join(folder, STORY_PATH), 'utf8')).toBe(STORY);
  expect(subjects(folder)).toEqual([...STORY_COMMITS].reverse());
});

test('everything else about an incident: taken on, graver, somebody leads, back again, a draft confirmed', async () => {
  const folder = makeRepository({ ...SITE, [path('slow')]: incidentText('investigating') });
  for (const args of [
    ['ack', '--at', '10 min ago'],
    ['severity', '--to', 'SEV1'],
    ['assign', '--role', 'commander', '--name', 'Ana Lind'],
    ['resolve', '--text', 'Over.', '--at', '12:50 UTC'],
    ['reopen', 'slow', '--text', 'Back.', '--component', 'web=degraded'],
    ['new', '--title', 'Odd', '--severity', 'sev2', '--text', 'A.', '--draft', '--started', '2026-11-24 11:00 UTC'],
  ]) {
    expect(await incident(folder, OVER, args), args.join(' ')).toMatchObject({ code: 0 });
  }
  expect(read(folder, path('slow'))).toBe(
    '---\ntitle: Slow\nseverity: sev1\nacknowledged: 2026-11-24T12:50:00Z\nroles:\n  commander: Ana Lind\n---\n\n## 2026-11-24 12:00 UTC · investigating\n\nLooking.\n\n## 2026-11-24 12:50 UTC · resolved\n\nOver.\n\n## 2026-11-24 13:00 UTC · investigating · web: degraded\n\nBack.\n',
  );
  const draft = await incident(folder, OVER, ['list']);
  expect(draft.stdout).toBe(
    [
      'id               severity  state                 since                 last word  title',
      '2026-11-24-slow  sev1      investigating         2026-11-24 12:00 UTC  just now   Slow',
      '2026-11-24-odd   sev2      investigating, draft  2026-11-24 11:00 UTC  just now   Odd',
      '',
    ].join('\n'),
  );
  const confirmed = await incident(folder, OVER, ['confirm', '--text', 'We look.']);
  expect(confirmed.stdout).toContain('│ We look.\n');
  expect(read(folder, path('odd'))).not.toContain('draft');
});

test('a maintenance is planned, moved, begun, spoken of, finished; another is cancelled', async () => {
  const folder = makeRepository(SITE);
  const plan = ['--start', '2026-11-24 14:00 UTC', '--component', 'api', '--text', 'Answers may pause.'];
  for (const args of [
    ['plan', '--title', 'New disks', '--for', '2 h', ...plan],
    ['move', '--start', '15:00 UTC', '--end', '18:00 UTC'],
    ['start'],
    ['update', '--text', 'Half of it is done.'],
    ['finish', 'disks', '--text', 'Done.'],
    ['plan', '--title', 'Other', '--end', '16:00 UTC', ...plan],
    ['cancel'],
  ]) {
    expect(await maintenance(folder, OVER, args), args.join(' ')).toMatchObject({ code: 0 });
  }
  expect(read(folder, 'maintenance/2026/2026-11-24-new-disks.md')).toBe(
    `---\ntitle: New disks\nstart: 2026-11-24T15:00:00Z\nend: 2026-11-24T18:00:00Z\ncomponents:\n  - api\n---\n\nAnswers may pause.\n\n${[
      'scheduled\n\nMoved: it now begins at 2026-11-24 15:00 UTC and ends at 2026-11-24 18:00 UTC.',
      'in progress\n\nThe maintenance has begun.',
      'update\n\nHalf of it is done.',
      'completed\n\nDone.',
    ]
      .map((update) => `## 2026-11-24 13:00 UTC · ${update}\n`)
      .join('\n')}`,
  );
  expect((await maintenance(folder, OVER, ['list'])).stdout).toMatch(/^No maintenance is planned\.\n2 more/);
  const all = JSON.parse((await maintenance(folder, OVER, ['list', '--all', '--json'])).stdout);
  expect(all.map(({ state }: { state: string }) => state).sort()).toEqual(['cancelled', 'completed']);
});

test('--dry-run shows what would be read and what would change, and writes nothing', async () => {
  const folder = makeRepository({ ...SITE, [path('slow')]: incidentText('investigating') });
  const before = stateOf(folder);
  const args = ['update', '--state', 'identified', '--text', 'A disk.', '--dry-run'];
  const { stdout, code } = await incident(folder, FOUND, args);
  expect(code).toBe(0);
  expect(stdout).toContain(
    `${path('slow')}\n  + \n  + ## 2026-11-24 12:20 UTC · identified\n  + \n  + A disk.\n\nNothing was written.\n`,
  );
  const json = JSON.parse((await incident(folder, FOUND, [...args, '--json'])).stdout);
  expect(json).toMatchObject({ id: '2026-11-24-slow', path: path('slow'), written: false });
  expect(json.text).toContain('A disk.');
  expect(stateOf(folder)).toEqual(before);
});

test('--json says what was done, what would be, what is open, and why not', async () => {
  const folder = makeRepository({ ...SITE, [path('slow')]: incidentText('investigating') });
  const ask = async (...args: string[]) => JSON.parse((await incident(folder, FOUND, [...args, '--json'])).stdout);
  expect(await ask('update', '--text', 'Still.')).toEqual({
    id: '2026-11-24-slow',
    path: path('slow'),
    message: 'incident 2026-11-24-slow: update',
    page: 'https://status.small.example/incidents/2026-11-24-slow/',
    written: true,
    commit: tip(folder),
    branch: 'main',
    notices: [{ channel: 'team', subject: 'Investigating: Slow' }],
  });
  expect(await ask('severity', '--to', 'sev2')).toMatchObject({ written: false });
  expect(await ask('list')).toMatchObject([{ id: '2026-11-24-slow', state: 'investigating', components: {} }]);
  expect(await ask('update', '--state', 'fixed', '--text', 'A.')).toEqual({
    refusals: [{ what: '"fixed" is no state of an incident.', remedy: expect.stringContaining('identified') }],
  });
});

test('the preview shows how it stands after the act, what no reader will see, and how long a channel may take', async () => {
  const folder = makeRepository({
    ...SITE,
    'site.yaml': `${SITE['site.yaml']}    every: 30 min\n`,
    [path('slow')]: incidentText('investigating', 'components:\n  api: degraded\n'),
  });
  const asked = (...args: string[]) => incident(folder, FOUND, args);
  const graver = await asked('update', '--component', 'api=major', '--text', 'Calls with <id> fail.');
  expect(graver.stdout).toContain('│ sev2 · api: major outage\n');
  expect(graver.stdout).toContain('  ✗ "<id>" will not be shown; write it as code: `<id>`\n');
  expect(graver.stdout).toContain('  team  Investigating: Slow (within 30 min)\n');
  const over = await asked('resolve', '--text', 'Over.');
  expect(over.stdout).toContain('│ sev2 · resolved\n');
  expect(over.stdout).toContain('  team  Resolved: Slow\n');
  const back = await incident(folder, OVER, [
    'reopen',
    'slow',
    '--component',
    'api=partial',
    '--text',
    'Back.',
    '--dry-run',
  ]);
  expect(back.stdout).toContain('│ sev2 · api: partial outage\n');
});

test('the list of the sample says that its dates are moved', async () => {
  const { stdout } = await command('incident', ['list'], { CONTENT: join(ROOT, 'content') });
  expect(stdout).toContain('This is the sample: its dates are moved to today');
});

test('a note is a commit of the internal timeline alone; nobody hears of it', async () => {
  const folder = makeRepository({ ...SITE, [path('slow')]: incidentText('investigating') });
  git(folder, 'config', 'user.name', 'Jo Berg');
  const first = await incident(folder, FOUND, ['note', 'slow', 'The disk is full.', '--as', 'observation']);
  expect(first).toMatchObject({ code: 0, stderr: expect.not.stringContaining('✗') });
  expect(first.stdout).toContain(
    'What the team will read, and nobody else\n  │ Slow\n  │ sev2\n  │\n  │ 2026-11-24 12:20 UTC · Jo Berg · observation\n  │\n  │ The disk is full.\n',
  );
  expect(first.stdout).toContain('Nobody is told');
  const second = ['note', '--text', 'Half of it is logs.', '--who', 'Ana Lind', '--at', '12:10 UTC', '--yes'];
  expect((await incident(folder, FOUND, second)).code).toBe(0);
  expect(read(folder, path('slow').replace('incidents', 'logs'))).toBe(
    '## 2026-11-24 12:20 UTC · Jo Berg · observation\n\nThe disk is full.\n\n## 2026-11-24 12:10 UTC · Ana Lind\n\nHalf of it is logs.\n',
  );
  expect(subjects(folder)).toEqual(Array(2).fill('incident 2026-11-24-slow: note'));
  expect(await incident(folder, FOUND, [...second, '--as', 'thought'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"thought" is no kind of note.'),
  });
});

test('text from content does not steer the terminal', async () => {
  const steering = `${incidentText('investigating', 'visibility: draft\n')}\n\u001B[2J\u001B]0;gone\u0007 \u202Eback\n`;
  const folder = makeRepository({ ...SITE, [path('slow')]: steering });
  const { stdout } = await incident(folder, FOUND, ['confirm', '--dry-run']);
  expect(stdout).toContain('gone');
  expect(stdout).not.toMatch(/[\u001B\u0007\u202E]/);
});

test('what is missing is named where there is nobody to ask', async () => {
  const folder = makeRepository(SITE);
  const { code, stderr } = await incident(folder, FOUND, ['new', '--title', 'Slow']);
  expect([code, stderr]).toEqual([
    2,
    '✗ --severity and --text are missing, and there is no terminal to ask at. Write: npm run incident -- new --title "…" --severity sev2 --text "…"\nnpm run incident -- new --help tells how it is used.\n',
  ]);
  for (const [args, said] of [
    [['nwe'], 'Did you mean "new"?'],
    [[], 'Say what to do: new, update'],
    [['new', '--titel', 'A'], '--titel is no option of incident new. Did you mean "--title"?'],
    [['resolve', 'a', 'b', '--text', 'A.'], '"b" is one word too many'],
    [['resolve', 'a', '--file', '/no/such/file'], '"/no/such/file" cannot be read'],
  ] as const) {
    expect(await incident(folder, FOUND, args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  }
});

function incident(folder: string, now: string, args: readonly string[]) {
  return command('incident', args, { CONTENT: join(folder, 'content'), NOW: now });
}

function maintenance(folder: string, now: string, args: readonly string[]) {
  return command('maintenance', args, { CONTENT: join(folder, 'content'), NOW: now });
}

async function piped(folder: string, now: string, args: readonly string[], input: string) {
  const env = { ...process.env, CONTENT: join(folder, 'content'), NOW: now };
  const child = spawn(process.execPath, ['scripts/incident.ts', ...args], { cwd: ROOT, env });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdin.end(input);
  const code = await new Promise((done) => child.on('close', done));
  return { code, stderr };
}

function incidentText(state: string, fields = ''): string {
  return `---\ntitle: Slow\nseverity: sev2\n${fields}---\n\n## 2026-11-24 12:00 UTC · ${state}\n\nLooking.\n`;
}

function path(slug: string): string {
  return `incidents/2026/2026-11-24-${slug}.md`;
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, 'content', file), 'utf8');
}

function tip(folder: string): string {
  return git(folder, 'rev-parse', 'HEAD').trim();
}

function subjects(folder: string): string[] {
  return git(folder, 'log', '--format=%s').trim().split('\n').slice(0, -1);
}

function stateOf(folder: string) {
  return [tip(folder), git(folder, 'status', '--porcelain')];
}
