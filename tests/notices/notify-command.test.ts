import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { cloneOf, makeOrigin, temporary } from '../support/repository.ts';
import { desk, INCIDENT, incident } from './desk.ts';
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
  origin = makeOrigin(Object.fromEntries(desk({ [INCIDENT]: incident(['10:00 investigating']) }).files));
  clone = cloneOf(origin);
});

const REMOTE = ['--remote', 'origin', '--branch', 'main'];

function notify(args: readonly string[], more: Record<string, string> = {}) {
  const secrets = `WORLD=${receiver.address}/world\nTEAM="${receiver.address}/team"\n`;
  const variables = { CONTENT: join(clone, 'content'), NOW: '2026-11-24T10:05:00Z', CHANNEL_SECRETS: secrets };
  return command('notify', args, { ...variables, GITHUB_OUTPUT: '', ...more });
}

test('it tells each channel once, remembers that on the branch of its own, and adds nothing to main', async () => {
  const before = git(origin, 'rev-parse', 'main');
  expect(await notify(REMOTE)).toEqual({ code: 0, stdout: '✓ 2 messages sent.\n', stderr: '' });
  expect(receiver.heard.map(({ path }) => path)).toEqual(['/world', '/team']);
  expect(git(origin, 'rev-parse', 'main')).toBe(before);
  expect(git(origin, 'log', '--format=%s', 'allclear-notices')).toBe(
    'notices: team was told\nnotices: world was told\n',
  );
  clone = cloneOf(origin, '--depth=1');
  expect(await notify(REMOTE)).toEqual({ code: 0, stdout: '✓ Nothing to tell.\n', stderr: '' });
  expect(receiver.heard).toHaveLength(2);
});

test('a dry run prints what each channel reads, and leaves no trace', async () => {
  const { code, stdout } = await notify([...REMOTE, '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('world  opened\n  Investigating: Slow answers\n\n  Text of 10:00.\n');
  expect(stdout).toContain('✓ 2 messages would be sent. Nothing was.\n');
  expect(receiver.heard).toEqual([]);
  expect(git(origin, 'branch', '--list', 'allclear-notices')).toBe('');
});

test('a channel without its variable is a problem that says what to set, and the others are told', async () => {
  const output = join(temporary('output'), 'output');
  const { code, stdout, stderr } = await notify(REMOTE, {
    CHANNEL_SECRETS: `WORLD=${receiver.address}/world`,
    GITHUB_OUTPUT: output,
  });
  expect([code, stdout]).toEqual([3, '✓ 1 message sent.\n']);
  expect(stderr).toBe('✗ The channel "team" is not told: It has no TEAM; set TEAM.\n');
  expect(readFileSync(output, 'utf8')).toBe('next=\n');
});

test('when a channel is to be tried again is handed to the workflow, and no secret is printed', async () => {
  const output = join(temporary('output'), 'output');
  receiver.answer('/world', (response) => void response.writeHead(429, { 'retry-after': '90' }).end());
  const { code, stdout, stderr } = await notify(REMOTE, { GITHUB_OUTPUT: output });
  receiver.answer('/world', (response) => response.end('ok'));
  expect([code, stdout]).toEqual([3, '✓ 1 message sent.\n']);
  expect(stderr).toBe('✗ The channel "world" is not told: It answered 429, and wants to be asked later.\n');
  expect(readFileSync(output, 'utf8')).toBe(`next=${Date.parse('2026-11-24T10:06:30Z') / 1000}\n`);
});

test('a test message goes to one channel, says that it is one, and is not remembered', async () => {
  expect(await notify(['--channel', 'team', '--test'])).toMatchObject({ code: 0, stdout: '✓ 1 message sent.\n' });
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
