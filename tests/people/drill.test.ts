import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith, SMALL_SITE } from '../support/small-site.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RULE =
  '---\nname: Web errors\nmatch: { alertname: "Web*", severity: [critical] }\ncomponent: web\nseverity: sev2\nhold: 3 min\n---\n\nThe website fails for many.\n';

let folder: string;
let temporary: string;

beforeAll(() => {
  folder = folderWith({ ...SMALL_SITE, 'rules/web.md': RULE });
  temporary = mkdtempSync(join(tmpdir(), 'allclear-drills-'));
});

afterAll(() => {
  for (const place of [folder, temporary]) rmSync(place, { recursive: true, force: true });
});

test("a drill plays the whole story with the site's own rule and words, and leaves nothing behind", () => {
  const before = hashOf(folder);
  const { status, stdout } = drill(['--speed', '0']);
  expect(status).toBe(0);
  const scenes = [
    'Drill: ',
    'The first alert comes in',
    'hold ',
    'The website fails for many.',
    'acknowledge',
    'assign',
    'identified',
    'monitoring',
    'resolved',
    'A post-mortem of',
  ];
  const found = scenes.map((scene) => stdout.indexOf(scene));
  expect(
    found.every((at, index) => at >= 0 && at > (found[index - 1] ?? -1)),
    stdout,
  ).toBe(true);
  expect(stdout).toMatch(/TTA +Time to acknowledge +\d+ min/);
  expect([hashOf(folder), readdirSync(temporary)]).toEqual([before, []]);
});

test('what a program reads of it: every scene, the incident at its end and the post-mortem, which validation takes', () => {
  const { stdout } = drill(['--json', '--component', 'api', '--keep']);
  const scenes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(scenes[0]).toEqual({ kind: 'cast', component: 'api', minutes: expect.any(Number) });
  expect(scenes.at(-1)).toMatchObject({
    kind: 'end',
    postmortem: { path: expect.stringMatching(/^postmortems\/.*\.mdx$/) },
  });
  const [kept = ''] = readdirSync(temporary);
  const content = join(temporary, kept, 'content');
  const checked = spawnSync('npm', ['run', '--silent', 'validate'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CONTENT: content, NOW: '2026-11-21T14:00:00Z' },
  });
  expect(checked.stdout + checked.stderr).toContain('no problems');
  const log = execFileSync('git', ['log', '--format=%s'], { cwd: content, encoding: 'utf8' })
    .trim()
    .split('\n')
    .reverse()
    .slice(2);
  expect(log.map((line) => line.replace(/2026-11-21-api-[0-9a-f]{8}/, 'ID'))).toEqual([
    'incident ID: open',
    'incident ID: note alerts',
    'incident ID: acknowledge',
    'incident ID: assign',
    'incident ID: update',
    'incident ID: update',
    'incident ID: note alerts',
    'incident ID: resolve',
    'postmortem ID: draft',
  ]);
  rmSync(join(temporary, kept), { recursive: true, force: true });
});

test('what goes on or is just over with that component does not get mixed up with it', () => {
  const incident = (updates: string): string =>
    `---\ntitle: Real\nseverity: sev2\ncomponents: { api: degraded }\n---\n\n${updates}\n`;
  const busy = folderWith({
    ...SMALL_SITE,
    'incidents/2026/2026-11-21-open.md': incident('## 2026-11-21 11:00 UTC · investigating\n\nReal words.'),
    'incidents/2026/2026-11-21-over.md': incident(
      '## 2026-11-21 11:00 UTC · investigating\n\nReal words.\n\n## 2026-11-21 11:55 UTC · resolved\n\nOver.',
    ),
    'maintenance/2026/2026-11-21-work.md':
      '---\ntitle: Work\nstart: 2026-11-21T11:00:00Z\nend: 2026-11-21T15:00:00Z\ncomponents: [api]\n---\n\nWork.\n',
  });
  const { status, stdout, stderr } = drill(['--component', 'api'], busy);
  rmSync(busy, { recursive: true, force: true });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('A new incident');
  expect(stdout).not.toMatch(/Real|Work/);
});

test('its moments agree with each other, in one form, and commands stand whole on a line', () => {
  const { stdout } = drill(['--component', 'web']);
  // Held for 3 min from 12:01, noticed at 12:02.
  expect(stdout).toMatch(/12:02 UTC {2}\+2 min .*first alert[\s\S]*hold +Published at 12:04 UTC/);
  expect(stdout).toMatch(/12:04 UTC {2}\+4 min .*The hold is over[\s\S]*A new incident, as of 12:04 UTC/);
  expect(stdout).toMatch(/12:04 UTC {2}investigating +web: degraded\n/);
  expect(stdout).toMatch(/Time to detect +1 min\n[\s\S]*Time to first update +2 min\n/);
  expect(stdout).not.toMatch(/\dT\d\d:/);
  expect(stdout.split('The website fails for many.')).toHaveLength(2);
  expect(stdout).toMatch(/^ +npm run incident -- update --state identified .* --text ".*"$/m);
});

test.each([
  [['--component', 'wbe'], 'There is no component "wbe"'],
  [['--speed', 'fast'], '--speed is "fast"; write a number'],
])('%s is refused with what to write instead, and nothing is left behind', (args, reason) => {
  const { status, stderr } = drill(args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
  expect(readdirSync(temporary)).toEqual([]);
});

test('it plays with the content that comes with the project', () => {
  const content = join(ROOT, 'content');
  const before = hashOf(content);
  const { status, stdout, stderr } = drill(['--speed', '0'], content);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('What is left to do');
  expect([hashOf(content), readdirSync(temporary)]).toEqual([before, []]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stopped by %s it leaves nothing behind', async (signal) => {
  const child = begin('--speed', '1');
  await once(child.stdout, 'data');
  child.kill(signal);
  const [code] = await once(child, 'close');
  expect([code, readdirSync(temporary)]).toEqual([{ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], []]);
});

test('it says so where a file has changed meanwhile, be it by a byte that no reader sees', async () => {
  const path = join(folder, 'components/web.md');
  const text = readFileSync(path, 'utf8');
  const child = begin('--speed', '2000');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await once(child.stdout, 'data');
  try {
    writeFileSync(path, text.replaceAll('\n', '\r\n'));
    child.stdout.resume();
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([2, expect.stringContaining('has changed during the drill')]);
  } finally {
    writeFileSync(path, text);
  }
});

function begin(...args: string[]) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/drill.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, CONTENT: folder, TMPDIR: temporary, NOW: '2026-11-21T12:00:00Z' },
  });
}

function drill(args: string[], content = folder): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, CONTENT: content, TMPDIR: temporary, NOW: '2026-11-21T12:00:00Z' };
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/drill.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env,
  });
}

function hashOf(place: string): string {
  const hash = createHash('sha256');
  for (const path of readdirSync(place, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(path);
    try {
      hash.update(readFileSync(join(place, path)));
    } catch {
      hash.update('folder');
    }
  }
  return hash.digest('hex');
}
