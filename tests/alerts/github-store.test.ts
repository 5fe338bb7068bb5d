import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { GithubError } from '../../src/io/github/error.ts';
import { type GithubStoreOptions, githubStore } from '../../src/io/github-store.ts';
import { type Fault, type Github, startGithub } from '../support/github.ts';
import { SMALL_SITE } from '../support/small-site.ts';
import { SHARED, writeChange, writeChanges } from '../support/store-loop.ts';

const REQUEST_MS = 250;
const LONGEST_WAIT_MS = 120_000;
const CHANGE = [{ path: 'incidents/a.md', text: 'a\n' }];
const NOW = Date.parse('2026-11-21T14:00:00Z');

const open: Github[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((github) => github.close()));
});

const STEPS = ['GET ref', 'GET commits', 'GET trees', 'GET blobs', 'POST trees', 'POST commits', 'PATCH refs'];

const FAULTS: Readonly<Record<string, Fault>> = {
  '409': answer(409, 'Conflict'),
  '422': answer(422, 'Validation Failed'),
  '403 secondary, told how long': answer(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '30' }),
  '403 secondary, not told': answer(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.'),
  '403 primary': answer(403, 'API rate limit exceeded for user ID 1.', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(NOW / 1000 + 60),
  }),
  '429, told how long': answer(429, 'Too Many Requests', { 'retry-after': '5' }),
  '429, not told': answer(429, 'Too Many Requests'),
  '500': answer(500, 'Server Error'),
  '502': {
    how: 'answer',
    answer: { status: 502, body: '<html>Bad Gateway</html>', headers: { 'content-type': 'text/html' } },
  },
  '503, told how long': answer(503, 'Unavailable', { 'retry-after': '2' }),
  'no answer': { how: 'silence' },
  'a reset': { how: 'reset' },
  '500, done all the same': { ...answer(500, 'Server Error'), done: true },
  '502, done all the same': { ...answer(502, 'Bad Gateway'), done: true },
  'no answer, done all the same': { how: 'silence', done: true },
  'a reset, done all the same': { how: 'reset', done: true },
  'half an answer, done all the same': { how: 'half', done: true },
  'an answer cut short, done all the same': { how: 'cut', done: true },
};

describe('steady', () => {
  test('one request to see that nothing changed, four to commit', async () => {
    const { github, store } = await begin();
    await store.read();
    const counts: number[] = [];
    for (let index = 0; index < 21; index++) {
      github.requests.length = 0;
      expect(await writeChange(store, `change ${index}`)).toBe(1);
      counts.push(github.requests.length);
    }
    const median = counts.sort((a, b) => a - b)[10];
    console.log(`steady: ${median} requests for a commit in the median, ${counts.at(-1)} at most`);
    expect(counts.at(-1)).toBe(4);
    github.requests.length = 0;
    await store.read();
    expect(github.requests).toEqual(['GET ref']);
  });

  test('a file that somebody else changed is the only one that is read again', async () => {
    const { github, store } = await begin();
    await store.read();
    await github.push('By a person', { 'content/site.yaml': 'name: Other\n', 'README.md': 'x' });
    github.requests.length = 0;
    const head = await store.read();
    expect(github.requests).toEqual(['GET ref', 'GET commits', 'GET trees', 'GET blobs']);
    expect(head.files.find(({ path }) => path === 'site.yaml')?.text).toBe('name: Other\n');
  });

  test('what was read once need not be read by the next process', async () => {
    const kept = new Map<string, string>();
    const cache = { get: (id: string) => kept.get(id), set: (id: string, text: string) => void kept.set(id, text) };
    const { github, store } = await begin({ cache });
    const head = await store.read();
    await store.commit(head, 'a', CHANGE);
    const before = await store.read();
    github.requests.length = 0;
    expect(await githubStore({ ...optionsFor(github), cache }).read()).toEqual(before);
    expect(github.requests).toEqual(['GET ref', 'GET commits', 'GET trees']);
  });

  test('files are written, changed and removed in one commit, hidden ones at the top included', async () => {
    const { github, store } = await begin();
    const changes = [
      { path: '.alerts.jsonl', text: '{}\n' },
      { path: 'incidents/é "x".md', text: 'é 🔥 \uD800\n' },
      { path: 'site.yaml', text: 'name: New\n' },
      { path: 'components/web.md', text: undefined },
      { path: 'never/there.md', text: undefined },
    ];
    expect(await store.commit(await store.read(), 'all', changes)).toBe('committed');
    expect(await github.subjects()).toEqual(['Initial commit', 'Begin', 'all']);
    const known = await store.read();
    expect(await githubStore(optionsFor(github)).read()).toEqual(known);
    expect(known.files.map(({ path }) => path)).toEqual([
      '.alerts.jsonl',
      'components/api.md',
      'incidents/é "x".md',
      'severities/sev2.md',
      'site.yaml',
    ]);
    expect(known.files[2]?.text).toBe('é 🔥 \uFFFD\n');
  });

  test('changes that change nothing make no commit', async () => {
    const { github, store } = await begin();
    const head = await store.read();
    expect(await store.commit(head, 'a', [{ path: 'site.yaml', text: SMALL_SITE['site.yaml'] }])).toBe('committed');
    expect(await store.commit(head, 'a', [{ path: 'gone.md', text: undefined }])).toBe('committed');
    expect(await github.subjects()).toEqual(['Initial commit', 'Begin']);
  });

  test('a path that leads elsewhere is refused', async () => {
    const { store } = await begin();
    const head = await store.read();
    await expect(store.commit(head, 'a', [{ path: '../README.md', text: 'x' }])).rejects.toThrow(
      'is no path in the content folder',
    );
  });
});

describe('a race', () => {
  test('two writers and people who push: nothing is lost, nothing is there twice', async () => {
    const github = await started();
    const begun = performance.now();
    const people = async (): Promise<void> => {
      for (let index = 0; index < 20; index++) {
        const push = (): Promise<void> => github.push(`person ${index}`, { [`content/people/${index}.md`]: 'x\n' });
        while (
          !(await push().then(
            () => true,
            () => false,
          ))
        );
        await wait(Math.random() * 30);
      }
    };
    const [left, right] = await Promise.all([
      writeChanges(githubStore(optionsFor(github)), 'left', 25),
      writeChanges(githubStore(optionsFor(github)), 'right', 25),
      people(),
    ]);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(
      `race: 50 changes in ${left + right} tries beside 20 pushes, ${github.requests.length} requests, ${seconds} s`,
    );
    const expected = ['left', 'right'].flatMap((name) => Array.from({ length: 25 }, (_, index) => `${name} ${index}`));
    const persons = Array.from({ length: 20 }, (_, index) => `person ${index}`);
    const subjects = await github.subjects();
    expect(subjects.slice(2).sort()).toEqual([...expected, ...persons].sort());
    expect((await github.file(`content/${SHARED}`))?.trim().split('\n').sort()).toEqual(expected.sort());
  });

  test('a branch that moved costs no second request and no waiting', async () => {
    const { github, store } = await begin();
    const head = await store.read();
    await github.push('By a person', { 'content/b.md': 'b' });
    github.requests.length = 0;
    const begun = performance.now();
    expect(await store.commit(head, 'a', CHANGE)).toBe('moved');
    expect(github.requests).toEqual(['POST trees', 'POST commits', 'PATCH refs']);
    github.failAt('PATCH refs', 0, answer(409, 'refs/heads/main is at a but expected b'));
    expect(await store.commit(head, 'a', CHANGE)).toBe('moved');
    expect(github.requests.slice(3)).toEqual(['POST trees', 'POST commits', 'PATCH refs', 'GET ref', 'GET compare']);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});

describe('each fault at each step', () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`${name}: once, and nothing is lost or written twice`, async () => {
      const counts: number[] = [];
      for (const step of STEPS) {
        const { github, store, waited } = await begin();
        github.failAt(step, step === 'GET blobs' ? 2 : 0, fault);
        if (step.startsWith('P')) github.failAt(step, 1, fault);
        const errors = await persist(store, ['change 0', 'change 1']);
        expect(await github.subjects(), step).toEqual(['Initial commit', 'Begin', 'change 0', 'change 1']);
        expect(await github.file(`content/${SHARED}`), step).toBe('change 0\nchange 1\n');
        expect(errors, step).toBeLessThanOrEqual(2);
        expect(waited(), step).toBeLessThanOrEqual(LONGEST_WAIT_MS * 2);
        counts.push(github.requests.length);
      }
      console.log(`${name}: ${counts.join(', ')} requests for two commits, 15 without faults`);
      expect(Math.max(...counts)).toBeLessThanOrEqual(26);
    });

    test(`${name}: again and again, and it ends with a word on what to do`, async () => {
      for (const step of STEPS) {
        const { github, store, waited } = await begin();
        for (let nth = 0; nth < 100; nth++) github.failAt(step, 0, fault);
        const outcome = await writeChange(store, 'change 0').catch((error: unknown) => error);
        const written = step === 'PATCH refs' && fault.done === true;
        if (!written) {
          expect(outcome, step).toBeInstanceOf(GithubError);
          expect((outcome as GithubError).remedy, step).not.toBe('');
        }
        const subjects = await github.subjects();
        expect(
          subjects.filter((subject) => subject === 'change 0'),
          step,
        ).toHaveLength(written ? 1 : 0);
        expect(github.requests.length, step).toBeLessThanOrEqual(40);
        expect(waited(), step).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }
    });
  }
});

describe('an answer that leaves open whether the branch moved', () => {
  const ambiguous = ['reset', 'half', 'cut', 'silence'] as const;

  test('it did, and somebody has built on it since', async () => {
    for (const how of ambiguous) {
      const { github, store } = await begin();
      github.failAt('PATCH refs', 0, {
        how,
        done: true,
        meanwhile: () => github.push('Next', { 'content/b.md': 'b' }),
      });
      expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('committed');
      expect(await github.subjects()).toEqual(['Initial commit', 'Begin', 'a', 'Next']);
      expect((await store.read()).files.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['b.md', 'incidents/a.md']),
      );
    }
  });

  test('it did not, because somebody else was first', async () => {
    for (const how of ambiguous) {
      const { github, store } = await begin();
      github.failAt('PATCH refs', 0, { how, meanwhile: () => github.push('First', { 'content/b.md': 'b' }) });
      expect(await store.commit(await store.read(), 'a', CHANGE)).toBe('moved');
      expect(await github.subjects()).toEqual(['Initial commit', 'Begin', 'First']);
    }
  });

  test('it did only after it was asked, and somebody has built on it since', async () => {
    const { github, store } = await begin();
    let sent: () => Promise<unknown> = async () => undefined;
    const remember: typeof fetch = (input, init) => {
      if (init?.method === 'PATCH') sent = () => fetch(input, init && { ...init, signal: null });
      return fetch(input, init);
    };
    const watched = githubStore({ ...optionsFor(github), fetch: remember });
    const head = await store.read();
    const land = async (): Promise<void> => {
      await sent();
      await github.push('Next', { 'content/b.md': 'b' });
    };
    github.failAt('PATCH refs', 0, { how: 'reset' });
    github.failAt('GET ref', 0, { how: 'answer', done: true, answer: { status: 200 }, meanwhile: land });
    expect(await watched.commit(head, 'a', CHANGE)).toBe('committed');
    expect(await github.subjects()).toEqual(['Initial commit', 'Begin', 'a', 'Next']);
  });

  test('every request that finds it out may fail once too', async () => {
    for (const [name, fault] of Object.entries(FAULTS)) {
      const { github, store } = await begin();
      const head = await store.read();
      github.failAt('PATCH refs', 0, {
        how: 'reset',
        done: true,
        meanwhile: () => github.push('Next', { 'content/b.md': 'b' }),
      });
      github.failAt('GET ref', 0, fault);
      github.failAt('GET compare', 0, fault);
      const outcome = await store.commit(head, 'a', CHANGE).catch((error: unknown) => error);
      if (name !== '422') expect(outcome, name).toBe('committed');
      expect(await persist(store, []), name).toBe(0);
      expect(
        (await store.read()).files.map(({ path }) => path),
        name,
      ).toContain('incidents/a.md');
      expect(await github.subjects(), name).toEqual(['Initial commit', 'Begin', 'a', 'Next']);
    }
  });
});

describe('what a person has to mend is said', () => {
  for (const [what, options, expected] of [
    ['a token that is not known', { token: 'other' }, /401 Bad credentials.*GITHUB_TOKEN is no token that it knows/],
    [
      'a repository that is not there',
      { repo: 'other' },
      /404 .*names of the repository and the branch.*"contents: write"/,
    ],
    ['a branch that is not there', { branch: 'live' }, /404 .*names of the repository and the branch/],
    ['a folder that is not there', { folder: 'status' }, /The folder "status" is not on the branch "main".*CONTENT/],
  ] as const) {
    test(what, async () => {
      const { store } = await begin(options);
      await expect(store.read()).rejects.toThrow(GithubError);
      await expect(store.read()).rejects.toThrow(expected);
    });
  }

  test('a token that may not write', async () => {
    const { github, store } = await begin();
    const head = await store.read();
    for (const step of ['POST trees', 'POST commits', 'PATCH refs']) {
      github.failAt(step, 0, answer(403, 'Resource not accessible by integration'));
      await expect(store.commit(head, 'a', CHANGE)).rejects.toThrow(
        /Resource not accessible by integration.*"contents: write"/,
      );
    }
  });

  test('a quota that is used up, with the time when it is not', async () => {
    const { github, store, waited } = await begin();
    const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 3_000) };
    github.failAt('GET ref', 0, answer(403, 'API rate limit exceeded', reset));
    for (let turn = 0; turn < 3; turn++) {
      await expect(store.read()).rejects.toThrow(/takes them again at 2026-11-21T14:50:01/);
    }
    expect(github.requests).toEqual(['GET ref']);
    expect(waited()).toBe(0);
  });

  test('a branch that is protected', async () => {
    const { github, store } = await begin();
    const head = await store.read();
    github.failAt('PATCH refs', 0, answer(422, 'Required status check "test" is expected.'));
    await expect(store.commit(head, 'a', CHANGE)).rejects.toThrow(
      /Required status check.*rules that protect the branch/,
    );
  });
});

test('a tree too large for one answer is walked, and only below the content folder', async () => {
  const { github, store } = await begin();
  await github.push('More', { 'src/a/b/c.ts': 'x', 'content/incidents/2026/a.md': 'a\n' });
  const whole = await githubStore(optionsFor(github)).read();
  github.failAt('GET trees', 0, {
    how: 'answer',
    done: true,
    answer: { status: 200, body: '{"tree":[],"truncated":true}' },
  });
  github.requests.length = 0;
  expect(await store.read()).toEqual(whole);
  expect(github.requests.filter((kind) => kind === 'GET trees')).toHaveLength(7);
});

/** As the drainer does: what could not be written is kept and written at the next turn. */
async function persist(store: ReturnType<typeof githubStore>, subjects: readonly string[]): Promise<number> {
  let errors = 0;
  for (const subject of subjects) {
    for (let done = false; !done; ) {
      done = await writeChange(store, subject).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof GithubError) || ++errors > 10) throw error;
          return false;
        },
      );
    }
  }
  return errors;
}

async function begin(options: Partial<GithubStoreOptions> = {}) {
  const github = await started();
  let clock = NOW;
  const now = (): number => clock;
  const sleep = async (milliseconds: number): Promise<void> => {
    const until = clock + milliseconds;
    await wait(0);
    clock = Math.max(clock, until);
  };
  return { github, store: githubStore({ ...optionsFor(github), sleep, now, ...options }), waited: () => clock - NOW };
}

async function started(): Promise<Github> {
  const github = await startGithub();
  open.push(github);
  return github;
}

function optionsFor({ apiUrl, owner, repo, token }: Github): GithubStoreOptions {
  const sleep = async (): Promise<void> => undefined;
  return {
    apiUrl,
    owner,
    repo,
    token,
    branch: 'main',
    folder: 'content',
    requestMs: REQUEST_MS,
    now: () => NOW,
    sleep,
  };
}

function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return { how: 'answer', answer: { status, body: JSON.stringify({ message }), headers } };
}
