import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith, SMALL_SITE } from '../support/small-site.ts';

const CHILD = resolve(import.meta.dirname, 'kill-child.ts');
const AT_ONCE = 2;

const SITE: Record<string, string> = {
  ...SMALL_SITE,
  'site.yaml': `${SMALL_SITE['site.yaml']}channels:\n  hook:\n    kind: webhook\n    secret: HOOK\n    audience: public\n`,
  'severities/sev2.md': '---\nname: SEV2\nlevel: 2\nsummary: A main function fails.\nchannels: [hook]\n---\n\nText.\n',
  'rules/held.md':
    '---\nname: Held\nmatch: { alertname: Held }\ncomponent: web\nseverity: sev2\nhold: 12 h\n---\n\nThe website is slow.\n',
};

/** Three mixes: what opens, what goes on and ends, and what comes mixed up, twice or broken. */
const MIXES: Record<string, { before: string[]; messages: string[] }> = {
  'three alerts begin, one of them held': {
    before: [],
    messages: [
      message('a', { component: 'api' }, '2026-11-24T11:00:00Z'),
      message('b', { component: 'web' }, '2026-11-24T11:05:00Z'),
      message('c', { alertname: 'Held' }, '2026-11-24T11:10:00Z'),
    ],
  },
  'an incident goes on and ends, another begins': {
    before: [message('a', { component: 'api' }, '2026-11-24T10:00:00Z')],
    messages: [
      message('b', { component: 'api' }, '2026-11-24T10:30:00Z', '2026-11-24T11:00:00Z'),
      message('a', { component: 'api' }, '2026-11-24T10:00:00Z', '2026-11-24T11:10:00Z'),
      message('d', { host: 'nobody knows' }, '2026-11-24T11:30:00Z'),
    ],
  },
  'late, twice, and one that cannot be read': {
    before: [message('a', { component: 'api' }, '2026-11-24T11:00:00Z')],
    messages: [
      message('z', { component: 'api' }, '2026-11-24T10:50:00Z', '2026-11-24T11:20:00Z'),
      message('z', { component: 'api' }, '2026-11-24T10:50:00Z', '2026-11-24T11:20:00Z'),
      '{"key":"x","state":"perhaps","title":"x"}',
    ],
  },
};

let server: Server;
let heard: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      heard.push(`${request.url} ${request.headers['webhook-id']}`);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterAll(() => server.close());

for (const [name, { before, messages }] of Object.entries(MIXES)) {
  test(`${name}: killed before any effect, what follows ends the same, and at most one message is sent twice`, async () => {
    const start = repository();
    await run(start, before);
    const whole = copyOf(start);
    heard = [];
    const { effects } = await run(whole, messages);
    const [wanted, told] = [stateOf(whole), heard.map((line) => line.split(' ')[1]).sort()];
    expect(effects).toBeGreaterThanOrEqual(40);
    heard = [];
    const points = Array.from({ length: effects }, (_, index) => index + 1);
    const worker = async (): Promise<void> => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const place = copyOf(start);
        const killed = await run(place, messages, point);
        expect(killed.signal, `killed at ${point}`).toBe('SIGKILL');
        await run(
          place,
          messages.map((text, index) => (killed.taken.has(index) ? null : text)),
        );
        expect(stateOf(place), `killed before effect ${point} of ${effects}`).toEqual(wanted);
        const mine = heard.filter((line) => line.startsWith(`/${place.id} `)).map((line) => line.split(' ')[1] ?? '');
        expect([...new Set(mine)].sort(), `messages, killed at ${point}`).toEqual(told);
        expect(mine.length - told.length, `repeats, killed at ${point}`).toBeLessThanOrEqual(1);
        rmSync(place.root, { recursive: true, force: true });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    process.stdout.write(`killed before each of ${effects} effects: ${name}\n`);
  }, 600_000);
}

interface Place {
  root: string;
  id: string;
}

/** A repository with the site, committed and checked out. */
function repository(): Place {
  const content = folderWith(SITE);
  const root = mkdtempSync(join(tmpdir(), 'allclear-kill-'));
  cpSync(content, join(root, 'repository/content'), { recursive: true });
  const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: join(root, 'repository') });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message=Content');
  return { root, id: 'start' };
}

let copies = 0;

function copyOf({ root }: Place): Place {
  const copy = mkdtempSync(join(tmpdir(), 'allclear-kill-'));
  cpSync(root, copy, { recursive: true });
  return { root: copy, id: String(++copies) };
}

/** Everything that must be the same: the branch, the files, the spool, and what was told. */
function stateOf({ root }: Place): object {
  const cwd = join(root, 'repository');
  const git = (...args: string[]): string => execFileSync('git', args, { cwd, encoding: 'utf8' });
  expect(git('fsck', '--strict', '--no-dangling')).toBe('');
  return {
    tree: git('ls-tree', '-r', 'HEAD'),
    // What was under way is told when its claim has ended.
    told: git('show', 'allclear-notices:content/.notices.jsonl')
      .replaceAll(/"sent":"[^"]*"/g, '')
      .split('\n')
      .sort(),
    changed: git('status', '--porcelain', '--untracked-files=all'),
    waiting: readdirSync(join(root, 'spool')).filter((file) => file.endsWith('.json')),
    // Sent again because its sender was not told that it was taken, it is put aside again.
    dead: readdirSync(join(root, 'spool/dead')).some((file) => file.endsWith('.json')),
  };
}

async function run(
  { root, id }: Place,
  messages: readonly (string | null)[],
  killAt?: number,
): Promise<{ effects: number; taken: Set<number>; signal: NodeJS.Signals | null }> {
  const { port } = server.address() as AddressInfo;
  const args = [
    join(root, 'repository/content'),
    join(root, 'spool'),
    JSON.stringify(messages),
    `http://127.0.0.1:${port}/${id}`,
  ];
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CHILD, ...args, String(killAt ?? '')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done) =>
    child.on('close', (...args) => done(args)),
  );
  if (killAt === undefined) expect(code, said).toBe(0);
  const taken = new Set([...said.matchAll(/^taken (\d+)$/gm)].map(([, index]) => Number(index)));
  return { effects: Number(/^effects: (\d+)$/m.exec(said)?.[1] ?? 0), taken, signal };
}

function message(key: string, labels: Record<string, string>, startedAt: string, endedAt?: string): string {
  const state = endedAt === undefined ? 'firing' : 'ended';
  return JSON.stringify({ key, state, title: key, labels: { severity: 'sev2', ...labels }, startedAt, endedAt });
}
