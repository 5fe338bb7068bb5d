import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Github, startGithub } from '../support/github.ts';
import { temporary } from '../support/repository.ts';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/relay.ts');
const TOKEN = 'a-token-of-alertmanager';
const running: (ChildProcess | Github)[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await ('close' in one ? one.close() : one.kill('SIGTERM'));
});

test('a relay that commits by itself turns a storm into few commits, and asks nothing while nothing comes', async () => {
  const github = await startGithub();
  running.push(github);
  const address = await startRelay(github);
  const startsAt = new Date(Date.now() - 60_000).toISOString();
  const answers = Array.from({ length: 60 }, (_, index) =>
    fetch(`${address}alerts/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(message(index, startsAt)),
    }).then(({ status }) => status),
  );
  expect(new Set(await Promise.all(answers))).toEqual(new Set([202]));
  await until(async () => (await keysIn(github)).size === 60);
  const commits = (await github.subjects()).filter((subject) => subject.startsWith('incident '));
  expect(commits.length).toBeLessThan(20);
  await wait(1_500);
  github.requests.length = 0;
  await wait(2_500);
  expect(github.requests).toEqual([]);
});

function message(index: number, startsAt: string): object {
  const labels = { alertname: 'Down', service: 'api', instance: String(index), severity: 'sev2' };
  return {
    version: '4',
    status: 'firing',
    alerts: [{ status: 'firing', labels, annotations: {}, startsAt, fingerprint: `f${index}` }],
  };
}

/** The alerts that stand in main, in whatever incident. */
async function keysIn(github: Github): Promise<Set<string>> {
  const ids = (await github.subjects()).flatMap((subject) => /^incident ([a-z0-9-]+):/.exec(subject)?.[1] ?? []);
  const files = await Promise.all(
    [...new Set(ids)].map((id) => github.file(`content/incidents/${id.slice(0, 4)}/${id}.md`)),
  );
  return new Set(files.flatMap((text) => [...(text ?? '').matchAll(/^ {4}key: (f\d+)$/gm)].map(([, key = '']) => key)));
}

async function startRelay(github: Github): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT], {
    env: {
      ...process.env,
      RELAY_SPOOL: join(temporary('spool'), 'spool'),
      RELAY_MODE: 'commit',
      HOST: '127.0.0.1',
      PORT: '0',
      GITHUB_TOKEN: github.token,
      GITHUB_REPOSITORY: `${github.owner}/${github.repo}`,
      GITHUB_API_URL: github.apiUrl,
      ALERTS_TOKEN_ALERTMANAGER: TOKEN,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  await until(async () => /"address":"[^"]+"/.test(said));
  return /"address":"([^"]+)"/.exec(said)?.[1] ?? '';
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return;
    await wait(100);
  }
  throw new Error('It did not happen within half a minute.');
}
