import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { copyProject } from './project.ts';
import { folderForFiles, plainEnvironment } from './run.ts';

const CONTENT = join(dirname(import.meta.dirname), 'content');
/** So far apart that each is an incident of its own. */
const APART_MS = 2 * 3_600_000;
const POLL_MS = 50;
const LONGEST_MS = 60_000;

/** What each alert took, from the request to the changed page as a browser would get it. */
export interface AlertTimes {
  /** Until the request was answered: the alert is safe on disk. */
  answeredMs: number[];
  openedMs: number[];
  resolvedMs: number[];
}

/** Sends alerts to `npm start` on the sample, one after another, each of them to its end. */
export async function benchAlerts(runs: number, log: (line: string) => void): Promise<AlertTimes> {
  const folder = mkdtempSync(join(folderForFiles(), 'allclear-bench-'));
  const project = join(folder, 'project');
  copyProject(project);
  cpSync(CONTENT, join(project, 'content'), { recursive: true });
  const { child, address } = await start(project);
  const times: AlertTimes = { answeredMs: [], openedMs: [], resolvedMs: [] };
  try {
    // The first is not counted: it fills the caches of the operating system and of Node.
    for (let run = 0; run <= runs; run++) {
      const one = await tellAlert(address, runs - run + 1);
      if (run === 0) continue;
      for (const name of Object.keys(times) as (keyof AlertTimes)[]) times[name].push(one[name]);
      log(`alert ${run} of ${runs}: opened after ${seconds(one.openedMs)}, resolved after ${seconds(one.resolvedMs)}`);
    }
  } finally {
    child.kill('SIGTERM');
    await new Promise((done) => child.on('exit', done));
    rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

async function tellAlert(address: string, ago: number): Promise<Record<keyof AlertTimes, number>> {
  const begins = Date.now() - ago * APART_MS;
  const [startedAt, endedAt] = [begins, begins + 60_000].map((moment) => new Date(moment).toISOString());
  const labels = { service: 'sandbox', severity: 'critical' };
  const alert = { key: `bench-${ago}`, title: 'Bench', labels, startedAt };
  const post = async (state: string): Promise<{ begun: number; answeredMs: number }> => {
    const begun = performance.now();
    const response = await fetch(new URL('/alerts/generic', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...alert, state, ...(state === 'resolved' && { endedAt }) }),
    });
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
    return { begun, answeredMs: performance.now() - begun };
  };
  const known = new Set(await incidentsOn(address));
  const opened = await post('firing');
  let page = '';
  await until(async () => {
    page = (await incidentsOn(address)).find((one) => !known.has(one)) ?? '';
    return page !== '';
  });
  const openedMs = performance.now() - opened.begun;
  const resolved = await post('resolved');
  await until(async () => (await text(new URL(page, address))).includes('sees no more trouble'));
  return { answeredMs: opened.answeredMs, openedMs, resolvedMs: performance.now() - resolved.begun };
}

/** Addresses of incidents on the first page. */
async function incidentsOn(address: string): Promise<string[]> {
  return [...new Set((await text(address)).match(/\/incidents\/[a-z0-9-]+\//g) ?? [])];
}

async function start(project: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(project, 'scripts/start.ts')], {
    cwd: project,
    env: { ...plainEnvironment(), PORT: '0', OUT: join(project, 'out') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  await until(async () => /http:\S+\//.test(said));
  return { child, address: /http:\S+\//.exec(said)?.[0] ?? '' };
}

async function text(address: string | URL): Promise<string> {
  return (await fetch(address)).text();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!(await condition())) {
    if (performance.now() - begun > LONGEST_MS) throw new Error('It did not happen within a minute.');
    await wait(POLL_MS);
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
