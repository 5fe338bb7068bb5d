import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { cloneOf, makeOrigin, temporary } from '../support/repository.ts';
import { CHANNELS, desk, INCIDENT, incident } from './desk.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver;
let origin: string;
let clone: string;

beforeAll(async () => {
  receiver = await startReceiver();
});

afterAll(() => receiver.close());

beforeEach(() => {
  receiver.heard.length = 0;
  origin = makeOrigin(Object.fromEntries(desk({ [INCIDENT]: lately() }).files));
  clone = cloneOf(origin);
});

/** An incident that began five minutes ago: people are told at the time that it is. */
function lately(): string {
  const stamp = new Date(Date.now() - 300_000).toISOString().slice(0, 16).replace('T', ' ');
  return incident(['10:00 investigating']).replace('2026-11-24 10:00', stamp);
}

const [WORLD, TEAM] = ['  world  Investigating: Slow answers\n', '  team  Investigating: Slow answers\n'];
const TOLD = `✓ 2 messages sent.\n${WORLD}${TEAM.replace('team', 'team ')}`;
const REMOTE = ['--remote', 'origin', '--branch', 'main'];

function notify(args: readonly string[], more: Record<string, string> = {}) {
  const secrets = `WORLD=${receiver.address}/world\nTEAM="${receiver.address}/team"\n`;
  const variables = { CONTENT: join(clone, 'content'), NOW: '', CHANNEL_SECRETS: secrets };
  return command('notify', args, { ...variables, GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', ...more });
}

test('it tells each channel once, remembers that on the branch of its own, and adds nothing to main', async () => {
  const before = git(origin, 'rev-parse', 'main');
  expect(await notify(REMOTE)).toEqual({ code: 0, stdout: TOLD, stderr: '' });
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/world', '/team']);
  expect(git(origin, 'rev-parse', 'main')).toBe(before);
  expect(git(origin, 'log', '--format=%s', 'allclear-notices')).toBe(
    'notices: team was told\nnotices: world was told\nnotices: world is claimed\n',
  );
  clone = cloneOf(origin, '--depth=1');
  expect(await notify(REMOTE)).toEqual({ code: 0, stdout: '✓ Nothing to tell.\n', stderr: '' });
  expect(receiver.heard).toHaveLength(2);
});

test('two that tell people at the same moment send each message once', async () => {
  const [one, two] = await Promise.all([notify(REMOTE), notify(REMOTE, { CONTENT: join(cloneOf(origin), 'content') })]);
  expect([one.code, one.stderr, two.code, two.stderr]).toEqual([0, '', 0, '']);
  expect(receiver.heard.map(({ path }) => path).sort()).toEqual(['/team', '/world']);
});

test('a dry run prints what each channel reads, and leaves no trace', async () => {
  const { code, stdout } = await notify([...REMOTE, '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('world, team  opened\n  Investigating: Slow answers\n\n  Text of 10:00.\n');
  expect(stdout).toContain('✓ 2 messages would be sent. Nothing was.\n');
  expect(receiver.heard).toEqual([]);
  expect(git(origin, 'branch', '--list', 'allclear-notices')).toBe('');
});

test('a dry run says which channel is set up by half', async () => {
  const half = 'channels:\n  hook: { kind: webhook, secret: HOOK, signing: HOOK_KEY }\n';
  clone = cloneOf(makeOrigin(Object.fromEntries(desk({}, half).files)));
  const { code, stderr } = await notify(['--dry-run'], { CHANNEL_SECRETS: `HOOK=${receiver.address}/hook` });
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining('✗ The channel "hook" would not be told: it has no HOOK_KEY.\n'),
  ]);
});

test('a channel that nobody has set up is said once and is no failure, and the others are told', async () => {
  const [output, summary] = ['output', 'summary'].map((name) => join(temporary(name), name)) as [string, string];
  const secrets = `WORLD=${receiver.address}/world`;
  const { code, stdout, stderr } = await notify(REMOTE, {
    CHANNEL_SECRETS: secrets,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
  });
  const line = 'Not set up here, so not told: team (TEAM).\n';
  expect([code, stdout, stderr]).toEqual([0, `✓ 1 message sent.\n${WORLD}${line}`, '']);
  expect([readFileSync(output, 'utf8'), readFileSync(summary, 'utf8')]).toEqual(['next=\n', line]);
  const tried = await notify(['--channel', 'team', '--test'], { CHANNEL_SECRETS: secrets });
  expect([tried.code, tried.stderr]).toEqual([3, '✗ The channel "team" is not told: It has no TEAM; set TEAM.\n']);
});

test('when a channel is to be tried again is handed to the workflow, and no secret is printed', async () => {
  const output = join(temporary('output'), 'output');
  receiver.answer('/world', (response) => void response.writeHead(429, { 'retry-after': '90' }).end());
  const { code, stdout, stderr } = await notify(REMOTE, { GITHUB_OUTPUT: output });
  receiver.answer('/world', (response) => response.end('ok'));
  expect([code, stdout]).toEqual([3, `✓ 1 message sent.\n${TEAM}`]);
  expect(stderr).toBe('✗ The channel "world" is not told: It answered 429, and wants to be asked later.\n');
  const [, next] = /^next=(\d+)\n$/.exec(readFileSync(output, 'utf8')) ?? [];
  expect(Math.abs(Number(next) - Date.now() / 1000 - 60)).toBeLessThan(60);
});

test('a test message goes to one channel, says that it is one, and is not remembered', async () => {
  expect(await notify(['--channel', 'team', '--test'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^✓ 1 message sent\.\n {2}team {2}Test: messages of Small/),
  });
  expect(JSON.parse(receiver.heard[0]?.body ?? '').text).toMatch(/^Test: messages of Small reach this channel/);
  expect(git(clone, 'branch', '--list', 'allclear-notices')).toBe('');
  const wrong = await notify(['--channel', 'teem', '--test']);
  expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([
    2,
    '✗ site.yaml has no channel "teem"; it has: world, team.',
  ]);
  expect((await notify(['--test'])).code).toBe(2);
});

test('for programs it prints JSON', async () => {
  const { stdout } = await notify([...REMOTE, '--dry-run', '--json']);
  const { notices, sent } = JSON.parse(stdout);
  expect([sent, notices.map(({ channel }: { channel: string }) => channel)]).toEqual([0, ['world', 'team']]);
});

test('at another time than now nothing is sent: NOW is for looking only', async () => {
  const NOW = new Date().toISOString();
  for (const args of [REMOTE, ['--channel', 'team', '--test']]) {
    const { code, stderr } = await notify(args, { NOW });
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      '✗ NOW is set; people are told at the time that it is. Write --dry-run, or unset NOW.',
    ]);
  }
  expect((await notify([...REMOTE, '--dry-run'], { NOW })).stdout).toContain('✓ 2 messages would be sent.');
  expect(receiver.heard).toEqual([]);
});

test('where nothing can be remembered, nothing is sent, however often it is tried', async () => {
  const hook = join(origin, git(origin, 'rev-parse', '--git-path', 'hooks').trim(), 'pre-receive');
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\necho "protected" >&2\nexit 1\n', { mode: 0o755 });
  for (let tries = 0; tries < 2; tries++) {
    const { code, stderr } = await notify(REMOTE);
    expect([code, stderr]).toEqual([2, expect.stringContaining('protected')]);
  }
  expect(receiver.heard).toEqual([]);
});

test('a mistake in the settings is said with its line, exits with 3, and mutes nobody else', async () => {
  const text = desk({}, CHANNELS.replace('kind: slack', 'kind: slak')).files.get('site.yaml') ?? '';
  origin = makeOrigin({ ...Object.fromEntries(desk({ [INCIDENT]: lately() }).files), 'site.yaml': text });
  clone = cloneOf(origin);
  const { code, stdout, stderr } = await notify(REMOTE);
  expect([code, stdout]).toEqual([3, `✓ 1 message sent.\n${WORLD}`]);
  expect(stderr).toMatch(/^✗ site\.yaml:8 .*"slak"/);
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/world']);
});

test('content cannot make a channel of what else the environment holds', async () => {
  const variables = { TEAM: `${receiver.address}/team`, CHANNEL_SECRETS: `WORLD=${receiver.address}/world` };
  const { code, stdout } = await notify(REMOTE, variables);
  expect([code, stdout]).toEqual([0, `✓ 1 message sent.\n${WORLD}Not set up here, so not told: team (TEAM).\n`]);
  const named = { ...variables, CHANNEL_SECRETS: `${variables.CHANNEL_SECRETS}\nTEAM\n` };
  expect((await notify(REMOTE, named)).stdout).toBe(`✓ 1 message sent.\n${TEAM}`);
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/world', '/team']);
});
