import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/io/environment.ts';
import { SITE } from '../cli/story.ts';
import { HAS_TMUX, openTerminal, type Terminal } from '../cli/terminal.ts';
import { command, git } from '../support/command.ts';
import { makeRepository, temporary } from '../support/repository.ts';

const NOW = '2026-11-24T12:00:00Z';
const SECRETS = { typed: 'correct-horse-7', held: 'xk29-deploy-me', printed: 'ghp_abcdefghijklmnopqrstuvwxyz012345' };
const INCIDENT =
  '---\ntitle: Slow\nseverity: sev2\ncomponents:\n  api: degraded\n---\n\n## 2026-11-24 11:30 UTC · investigating\n\nLooking.\n';
const RUNBOOK = `---
title: The API is slow
components: [api]
reviewBy: 2027-01-01
variables:
  host: { about: the host that is slow, pattern: "[a-z]+" }
  key: { about: the key of the host, secret: true }
  incident: { about: the incident, from: incident.id }
---

## Symptoms

- Answers take long.

## Diagnosis

1. Who answers?

   \`\`\`sh
   echo "$PPID" > "$TRACE/pid"; echo asked >> "$TRACE/ran"
   echo "{{ host }} answers in {{ incident }}"
   \`\`\`

2. Does it let us in?

   \`\`\`sh
   echo in >> "$TRACE/ran"
   echo key {{ key }}, $DEPLOY_TOKEN, $(printf %s%s ghp_ ${SECRETS.printed.slice(4)}); false
   \`\`\`

## Resolution

**Too much load:** wait until it is over.

\`\`\`sh
echo waiting; sh -c 'echo "$$" > "$TRACE/waits"; sleep 300'
\`\`\`

**It is down:** start it.

\`\`\`sh
echo started >> "$TRACE/ran"
\`\`\`

## Escalation

Call the secondary.

## Prevention

More hosts.
`;

const journals: string[] = [];
afterAll(() => {
  for (const folder of journals) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!HAS_TMUX)('in a terminal (skipped where there is no tmux)', () => {
  test('a walk that is killed and taken up again: nothing runs twice, all is written down, no secret is kept', async () => {
    const { folder, terminal, traced, runs } = begin();
    const first = terminal(['slow', '--incident', 'slow']);
    await first.see(asked('Read?'));
    first.press('Enter');
    await first.see('host: the host that is slow');
    first.type('DB 1');
    first.press('Enter');
    await first.see('It must look like [a-z]+.');
    first.press('BSpace', 'BSpace', 'BSpace', 'BSpace');
    first.type('gimli');
    first.press('Enter');
    expect(await first.see(asked('Run it?'))).toContain('> echo "gimli answers in 2026-11-24-slow"');
    expect(existsSync(join(traced, 'ran'))).toBe(false);
    first.press('Enter');
    expect(await first.see('key: the key of the host')).toContain('│ gimli answers in 2026-11-24-slow');
    first.type(SECRETS.typed);
    first.press('Enter');
    expect(await first.see(asked('Run it?'))).toContain('> echo key {{ key }}, $DEPLOY_TOKEN, $(printf');
    first.press('Enter');
    expect(await first.see(asked('What now?'))).toContain('│ key ••••••, ••••••, ••••••\n  ✗ It ended with 1 after');
    first.press('Down', 'Down', 'Enter');
    await first.see('Note:');
    first.type(`Let us in with ${SECRETS.typed}, says the log`);
    first.press('Enter');
    await first.see(/says the log\n\? What now\?\n❯ Again/);
    first.press('Down', 'Enter');
    await first.see(asked('Is that the case?'));
    process.kill(Number(trace('pid')), 'SIGKILL');
    expect((await first.ended()).code).toBe(137);
    expect(subjects(folder)).toEqual([]);

    const second = terminal(['slow', '--incident', 'slow']);
    expect(await second.see('Go on from there')).toContain('Jo Berg began it before, and has done 2 things.');
    second.press('Enter');
    const resumed = await second.see(asked('Is that the case?'));
    expect(resumed).toContain('✓ Diagnosis 1: Who answers?  (run, 2026-11-24 12:00 UTC)');
    expect(resumed).toContain('✓ Diagnosis 2: Does it let us in?  (gone on, though it failed, 2026');
    second.press('Enter');
    await second.see(asked('Run it?'));
    second.press('Enter');
    await second.see('│ waiting');
    await until(() => existsSync(join(traced, 'waits')));
    second.press('C-c');
    expect(await second.see(asked('What now?'))).toContain('✗ It was ended by hand after');
    expect(isRunning(Number(trace('waits')))).toBe(false);
    second.press('Down', 'Enter');
    await second.see(/It is down[\s\S]*\? Is that the case\?\n❯/);
    second.press('Down', 'Enter');
    await second.see(/Call the secondary\.\n\? Read\?\n❯/);
    second.press('Enter');
    await second.see(/More hosts\.\n\? Read\?\n❯/);
    second.press('Enter');
    const end = await second.ended();
    expect([end.code, end.seen]).toEqual([0, expect.stringContaining('✓ incident 2026-11-24-slow: note')]);

    expect(trace('ran')).toBe('asked\nin\n');
    const log = readFileSync(join(folder, 'content/logs/2026/2026-11-24-slow.md'), 'utf8');
    expect(log.replaceAll(/after \d+ s/g, 'after 0 s')).toBe(LOG);
    expect(subjects(folder)).toEqual(['incident 2026-11-24-slow: note']);
    expect((await command('validate', [], { CONTENT: join(folder, 'content'), NOW })).stdout).toContain('no problems');
    expect(readdirSync(runs)).toEqual([]);
    for (const secret of Object.values(SECRETS)) expect(everyByteOf(folder), secret).not.toContain(secret);

    function trace(name: string): string {
      return readFileSync(join(traced, name), 'utf8');
    }
  });

  test('Ctrl+C at a question stops it: what was done is written, and --resume goes on from there', async () => {
    const { folder, terminal, runs } = begin();
    const args = ['run', 'slow', '--incident', 'slow', '--set', 'host=gimli'];
    const first = terminal(args, { KEY: SECRETS.typed });
    await first.see(asked('Read?'));
    first.press('Enter');
    await first.see(asked('Run it?'));
    first.press('Enter');
    await first.see(/> echo key[\s\S]*\? Run it\?\n❯/);
    first.press('C-c');
    const stopped = await first.ended();
    expect([stopped.code, stopped.seen]).toEqual([
      130,
      expect.stringContaining('Go on: npm run runbook -- api-slow --incident slow --resume'),
    ]);
    const kept = readdirSync(runs)
      .map((name) => readFileSync(join(runs, name), 'utf8'))
      .join('');
    expect(kept).toContain('gimli');
    for (const secret of Object.values(SECRETS)) expect(everyByteOf(folder) + kept, secret).not.toContain(secret);

    const second = terminal([...args, '--resume'], { KEY: SECRETS.typed });
    await second.see(asked('Run it?'));
    for (const key of ['Down', 'Down', 'Down']) second.press(key);
    second.press('Enter');
    await second.see(asked('Is that the case?'));
    second.press('Down', 'Enter');
    await second.see(/It is down[\s\S]*\? Is that the case\?\n❯/);
    second.press('Down', 'Enter');
    await second.see(/Call the secondary\.\n\? Read\?\n❯/);
    second.press('Enter');
    await second.see(/More hosts\.\n\? Read\?\n❯/);
    second.press('Enter');
    expect((await second.ended()).code).toBe(0);
    const log = readFileSync(join(folder, 'content/logs/2026/2026-11-24-slow.md'), 'utf8');
    expect(log.match(/^Runbook.*$/gm)).toEqual([
      'Runbook `api-slow`, Diagnosis 1: Who answers?',
      'Runbook `api-slow`: stopped after Diagnosis 1.',
      'Runbook `api-slow`, Diagnosis 2, done by hand: Does it let us in?',
      'Runbook `api-slow`, Resolution 1, does not apply: Too much load',
      'Runbook `api-slow`, Resolution 2, does not apply: It is down',
      'Runbook `api-slow`: walked to its end.',
    ]);
    expect(subjects(folder)).toHaveLength(2);
  });

  test('a command may be changed before it runs, and one that takes too long is ended with all that it started', async () => {
    const { terminal, traced } = begin({
      runbook: RUNBOOK.replace('echo "$PPID" > "$TRACE/pid"; echo asked >> "$TRACE/ran"\n   ', ''),
    });
    const walk = terminal(['slow', '--set', 'host=gimli', '--set', 'incident=none', '--timeout', '1 s']);
    await walk.see(asked('Read?'));
    walk.press('Enter');
    await walk.see(asked('Run it?'));
    walk.press('Down', 'Enter');
    await walk.see('Command: echo "gimli');
    walk.press('C-u');
    walk.type('sh -c \'echo "$$" > "$TRACE/waits"; sleep 300\' & wait');
    walk.press('Enter');
    await walk.see(/\$ sh -c .*\n\n\? Run it\?/);
    walk.press('Enter');
    expect(await walk.see(asked('What now?'))).toContain('because it took too long');
    expect(isRunning(Number(readFileSync(join(traced, 'waits'), 'utf8')))).toBe(false);
    walk.press('C-c');
    expect((await walk.ended()).code).toBe(130);
  });
});

test('without a terminal nothing runs: it says how to read the steps, and prints them', async () => {
  const { folder, traced } = begin();
  const variables = { CONTENT: join(folder, 'content'), NOW, TRACE: traced };
  expect(await command('runbook', ['slow'], variables)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('npm run runbook -- api-slow --print'),
  });
  const { code, stdout } = await command('runbook', ['slow', '--print', '--set', 'host=gimli'], variables);
  expect([code, stdout]).toEqual([0, expect.stringContaining('> echo "gimli answers in {{ incident }}"')]);
  expect(readdirSync(traced)).toEqual([]);
});

const LOG = `## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Diagnosis 1: Who answers?

\`\`\`sh
echo "$PPID" > "$TRACE/pid"; echo asked >> "$TRACE/ran"
echo "gimli answers in 2026-11-24-slow"
\`\`\`

\`\`\`text
gimli answers in 2026-11-24-slow
\`\`\`

It ended with 0 after 0 s.

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Diagnosis 2: Does it let us in?

\`\`\`sh
echo in >> "$TRACE/ran"
echo key {{ key }}, $DEPLOY_TOKEN, $(printf %s%s ghp_ ${SECRETS.printed.slice(4)}); false
\`\`\`

\`\`\`text
key ••••••, ••••••, ••••••
\`\`\`

It ended with 1 after 0 s.

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Diagnosis 2, note: Let us in with ••••••, says the log

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Diagnosis 2, gone on, though it failed: Does it let us in?

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Resolution 1: Too much load

\`\`\`sh
echo waiting; sh -c 'echo "$$" > "$TRACE/waits"; sleep 300'
\`\`\`

\`\`\`text
waiting
\`\`\`

It was ended by hand after 0 s.

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Resolution 1, gone on, though it failed: Too much load

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`, Resolution 2, does not apply: It is down

## 2026-11-24 12:00 UTC · Jo Berg · runbook

Runbook \`api-slow\`: walked to its end.
`;

function begin({ runbook = RUNBOOK } = {}) {
  const folder = makeRepository({
    ...SITE,
    'incidents/2026/2026-11-24-slow.md': INCIDENT,
    'runbooks/api-slow.md': runbook,
  });
  git(folder, 'config', 'user.name', 'Jo Berg');
  const traced = temporary('trace');
  const { runs } = readEnvironment({ CONTENT: join(folder, 'content') });
  journals.push(runs);
  const terminal = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Terminal =>
    openTerminal('runbook', args, {
      ...{ CONTENT: join(folder, 'content'), NOW, TRACE: traced, DEPLOY_TOKEN: SECRETS.held },
      ...more,
    });
  return { folder, terminal, traced, runs };
}

function everyByteOf(folder: string): string {
  const objects = git(folder, 'cat-file', '--batch-all-objects', '--batch');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return objects + files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1')).join('\n');
}

/** A question that waits; one that was answered stands on the screen, too. */
function asked(question: string): string {
  return `? ${question}\n❯ `;
}

function subjects(folder: string): string[] {
  return git(folder, 'log', '--format=%s').trim().split('\n').slice(0, -1);
}

function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  // Nobody may have asked yet how it ended.
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = performance.now() + 30_000; !isSo(); ) {
    if (performance.now() > end) throw new Error('It does not become so.');
    await new Promise((done) => setTimeout(done, 50));
  }
}
