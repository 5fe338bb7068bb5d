import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Store } from '../../src/alerts/store.ts';
import { drain } from '../../src/drain.ts';
import { gitStore } from '../../src/io/git-store.ts';
import { githubStore } from '../../src/io/github-store.ts';
import { openSpool } from '../../src/io/spool.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { git } from '../support/command.ts';
import { type Fault, type Github, startGithub } from '../support/github.ts';
import { cloneOf, gitBeside, makeOrigin, temporary } from '../support/repository.ts';
import { SMALL_SITE, write } from '../support/small-site.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;
const ALERTS = 100;
const PEOPLE = ['ann', 'bob', 'eve', 'joe'];
const EACH = 5;

const github: Github[] = [];
afterEach(async () => {
  await Promise.all(github.splice(0).map((one) => one.close()));
});

test('100 alerts and 20 commits that people push meanwhile: each alert is in main once, and so is each commit', async () => {
  const site = { ...SMALL_SITE, ...Object.fromEntries(Array.from({ length: ALERTS }, (_, index) => component(index))) };
  const origin = makeOrigin(site);
  const spool = openSpool(join(temporary('spool'), 'spool'));
  const store = gitStore({ folder: join(cloneOf(origin), 'content'), remote: 'origin', note: () => {} });
  const begun = performance.now();
  let arriving = true;
  const arrival = async (): Promise<void> => {
    for (let index = 0; index < ALERTS; index++) {
      for (let copy = 0; copy <= index % 3; copy++) await spool.add(message(index));
      await wait(20);
    }
    arriving = false;
  };
  const draining = async (): Promise<{ commits: number; moved: number }> => {
    const total = { commits: 0, moved: 0 };
    for (let last = false; !last; ) {
      last = !arriving;
      const { commits, moved } = await drain({ spool, store, now: () => NOW, wait });
      total.commits += commits;
      total.moved += moved;
    }
    return total;
  };
  const [, { commits, moved }] = await Promise.all([
    arrival(),
    draining(),
    ...PEOPLE.map((name) => person(cloneOf(origin), name)),
  ]);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `${ALERTS} alerts in ${commits} commits beside ${PEOPLE.length * EACH} of people: ${moved} tries in vain, ${seconds} s`,
  );
  check(origin);
  expect((await spool.backlog()).waiting).toBe(0);
}, 180_000);

/** Looks at the branch with git alone, and knows nothing of how it came about. */
function check(origin: string): void {
  expect(git(origin, 'fsck', '--strict', '--no-dangling')).toBe('');
  const found = git(origin, 'grep', '--line-number', '-E', '^    key: ', 'main', '--', 'content/incidents');
  const keys = found
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^.*key: /, ''));
  expect(keys.sort()).toEqual(Array.from({ length: ALERTS }, (_, index) => `alert-${index}`).sort());
  const subjects = git(origin, 'log', '--no-merges', '--format=%s', 'main').split('\n');
  for (const name of PEOPLE) {
    expect(subjects.filter((subject) => subject.startsWith(`${name} `)).sort()).toEqual(
      Array.from({ length: EACH }, (_, index) => `${name} ${index}`),
    );
    expect(git(origin, 'show', `main:content/people-${name}.txt`)).toBe(`${EACH - 1}\n`);
  }
  const own = subjects.filter((subject) => !/^(?:Begin$|(?:ann|bob|eve|joe) \d$)/.test(subject) && subject !== '');
  for (const subject of own) expect(subject).toMatch(/^(?:incident [a-z0-9-]+: [a-z, ]+|alerts: \d+ incidents)$/);
}

const FAULTS: Record<string, Fault> = {
  conflict: { how: 'answer', answer: { status: 409, body: '{"message":"Conflict"}' } },
  'moved branch': { how: 'answer', answer: { status: 422, body: '{"message":"Update is not a fast forward"}' } },
  'secondary limit': {
    how: 'answer',
    answer: {
      status: 403,
      body: '{"message":"You have exceeded a secondary rate limit."}',
      headers: { 'retry-after': '1' },
    },
  },
  'too many': {
    how: 'answer',
    answer: { status: 429, body: '{"message":"Slow down"}', headers: { 'retry-after': '1' } },
  },
  'server error': { how: 'answer', answer: { status: 502, body: '<html>' } },
  'server error, though done': { how: 'answer', answer: { status: 500, body: '{}' }, done: true },
  'no answer': { how: 'silence' },
  'no answer, though done': { how: 'silence', done: true },
  reset: { how: 'reset' },
  'reset, though done': { how: 'reset', done: true },
  'half an answer, though done': { how: 'half', done: true },
};

for (const call of ['GET ref', 'GET commits', 'GET trees', 'GET blobs', 'POST trees', 'POST commits', 'PATCH refs']) {
  test(`the API fails at ${call}, in each way it can: the alert is in main once, in one commit`, async () => {
    const hub = await startGithub();
    github.push(hub);
    const counts: number[] = [];
    for (const [index, [name, fault]] of Object.entries(FAULTS).entries()) {
      const spool = openSpool(join(temporary('spool'), 'spool'));
      const store = storeOn(hub);
      // What a process knows from before needs fewer requests, and these would never be made.
      if (call.startsWith('POST') || call.startsWith('PATCH')) await store.read();
      const before = (await hub.subjects()).length;
      hub.requests.length = 0;
      hub.failAt(call, 0, fault);
      await spool.add(message(index, 'api', index * 300));
      await untilDrained(spool, store);
      counts.push(hub.requests.length);
      const subjects = (await hub.subjects()).slice(before);
      expect(subjects, name).toHaveLength(1);
      expect(await hub.file(pathIn(subjects[0] ?? '')), name).toContain(`key: alert-${index}\n`);
      expect((await spool.backlog()).waiting, name).toBe(0);
    }
    expect(Math.max(...counts)).toBeLessThan(40);
  }, 120_000);
}

test('an alert takes at most five requests in the median, also where people push in between', async () => {
  const hub = await startGithub();
  github.push(hub);
  const spool = openSpool(join(temporary('spool'), 'spool'));
  const store = storeOn(hub);
  await store.read();
  const counts: number[] = [];
  for (let index = 0; index < 21; index++) {
    if (index % 5 === 4) await hub.push('By a person', { 'content/note.txt': `${index}\n` });
    hub.requests.length = 0;
    await spool.add(message(index, 'api', index * 300));
    await untilDrained(spool, store);
    counts.push(hub.requests.length);
  }
  const median = counts.sort((a, b) => a - b)[10] ?? 0;
  console.log(`requests for each incident: ${median} in the median, ${counts.at(-1)} at most`);
  expect(median).toBeLessThanOrEqual(5);
}, 120_000);

function storeOn(hub: Github): Store {
  return githubStore({
    owner: hub.owner,
    repo: hub.repo,
    token: hub.token,
    apiUrl: hub.apiUrl,
    branch: 'main',
    folder: 'content',
    requestMs: 300,
    sleep: async () => {},
  });
}

/** As the relay does: what fails stays in the spool, and is tried again. */
async function untilDrained(spool: Spool, store: Store): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const failed = await drain({ spool, store, now: () => NOW, wait: async () => {} }).then(
      () => false,
      () => true,
    );
    if (!failed) return;
  }
}

function pathIn(subject: string): string {
  const id = /^incident ([a-z0-9-]+): open, resolve$/.exec(subject)?.[1] ?? subject;
  return `content/incidents/${id.slice(0, 4)}/${id}.md`;
}

/** Each is about a component of its own, or about one at a time of its own; so each is an incident. */
function message(index: number, service = `c${index}`, minutes = 0) {
  const startedAt = new Date(NOW - 4 * 86_400_000 + minutes * MINUTE).toISOString();
  const endedAt = new Date(NOW - 4 * 86_400_000 + (minutes + 10) * MINUTE).toISOString();
  const labels = { service, severity: 'sev2' };
  const state = { key: `alert-${index}`, state: 'ended', title: 'Down', labels, startedAt, endedAt };
  return { source: 'generic' as const, receivedAt: NOW, headers: {}, body: JSON.stringify(state) };
}

function component(index: number): [string, string] {
  return [`components/c${index}.md`, `---\nname: C${index}\ngroup: core\nsince: 2024-01-01\n---\n\nText.\n`];
}

async function person(clone: string, name: string): Promise<void> {
  for (let index = 0; index < EACH; index++) {
    write(clone, `content/people-${name}.txt`, `${index}\n`);
    await gitBeside(clone, 'add', '.');
    await gitBeside(clone, 'commit', '--quiet', '-m', `${name} ${index}`);
    for (let pushed = false; !pushed; ) {
      await gitBeside(clone, 'pull', '--quiet', '--rebase', 'origin', 'main');
      pushed = await gitBeside(clone, 'push', '--quiet', 'origin', 'HEAD:main').then(
        () => true,
        () => false,
      );
    }
    await wait(100 + Math.random() * 200);
  }
}
