import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  const { status, stdout } = drill('--speed', '0');
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
    'A post-mortem is begun',
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
  const { stdout } = drill('--json', '--component', 'api', '--keep');
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
    .slice(1);
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

test.each([
  [['--component', 'wbe'], 'There is no component "wbe"'],
  [['--speed', 'fast'], '--speed is "fast"; write a number'],
])('%s is refused with what to write instead, and nothing is left behind', (args, reason) => {
  const { status, stderr } = drill(...args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
  expect(readdirSync(temporary)).toEqual([]);
});

function drill(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, CONTENT: folder, TMPDIR: temporary, NOW: '2026-11-21T12:00:00Z' };
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
