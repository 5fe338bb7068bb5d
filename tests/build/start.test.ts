import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { command, git } from '../support/command.ts';
import { makeRepository } from '../support/repository.ts';
import { folderWith, incidentFile, SMALL_SITE, write } from '../support/small-site.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGTERM');
});

test('npm start serves the site, and a changed file shows without a restart', async () => {
  const content = folderWith(SMALL_SITE);
  const { child, address } = await start(content);
  expect(await text(address)).toContain('All systems operational');
  const reloads = listen(`${address}__reload`);
  write(
    content,
    'incidents/2026/2026-11-21-outage.md',
    incidentFile({ fields: 'components:\n  api: major outage\n', updates: OPEN }),
  );
  await until(async () => (await text(address)).includes('API down'));
  expect(await reloads).toContain('data:');
  const missing = await fetch(`${address}no/such/page`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('There is no page at this address');
  expect((await fetch(`${address}..%2f..%2fpackage.json`)).status).toBe(404);
  child.kill('SIGINT');
  expect(await new Promise((done) => child.on('exit', done))).toBe(0);
});

test('alerts that are committed here go to the branch that is named, and one put aside is told with the reason', async () => {
  const repository = makeRepository();
  git(repository, 'switch', '--quiet', '-c', 'mine');
  const { address, said } = await start(join(repository, 'content'), { ALERTS: 'here' });
  await until(async () => said().includes('/alerts/<tool>'));
  expect(said()).toContain('in this repository, on the branch that is checked out: mine.');
  const send = (path: string, body: unknown): Promise<Response> =>
    fetch(new URL(path, address), { method: 'POST', body: JSON.stringify(body) });
  expect((await send('/alerts/pagerduty', { key: 'a', title: 'Down', state: 'firing' })).status).toBe(422);
  await until(async () => said().includes('is put aside'));
  expect(said()).toMatch(
    /✗ A message is put aside: "It looks like the generic shape; send it to \/alerts\/generic\." .* It lies in \S+-spool-here\/dead\/\.\n/,
  );
  const nowhere = await send('/alert/generic', {});
  expect([nowhere.status, (await nowhere.json()).addresses]).toEqual([
    404,
    expect.arrayContaining(['/alerts/generic']),
  ]);
  await send('/alerts/generic', { key: 'a', title: 'Down', state: 'firing', labels: { component: 'api' } });
  await until(async () => git(repository, 'log', '--oneline', 'main..mine') !== '');
});

test('alerts cannot be committed where no branch is checked out, and nothing is built first', async () => {
  const repository = makeRepository();
  git(repository, 'switch', '--quiet', '--detach');
  const outcome = await command('start', [], { CONTENT: join(repository, 'content'), ALERTS: 'here', PORT: '0' });
  expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('No branch is checked out') });
});

const OPEN = '## 2026-11-21 10:00 UTC · investigating\n\nLooking.\n';

interface Started {
  child: ChildProcess;
  address: string;
  /** All that it has printed. */
  said: () => string;
}

async function start(content: string, more: Record<string, string> = {}): Promise<Started> {
  const out = mkdtempSync(join(tmpdir(), 'allclear-out-'));
  const variables = { CONTENT: content, OUT: out, NOW: '2026-11-21T12:00:00Z', PORT: '0', ...more };
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.ts')], { cwd: ROOT, env });
  running.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  await until(async () => /http:\S+/.test(said));
  return { child, address: /http:\S+/.exec(said)?.[0] ?? '', said: () => said };
}

async function text(address: string): Promise<string> {
  return (await fetch(address)).text();
}

async function listen(address: string): Promise<string> {
  const response = await fetch(address);
  const reader = response.body?.getReader();
  let heard = '';
  while (reader && !heard.includes('data:')) heard += new TextDecoder().decode((await reader.read()).value);
  await reader?.cancel();
  return heard;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return;
    await wait(200);
  }
  throw new Error('It did not happen within a minute.');
}
