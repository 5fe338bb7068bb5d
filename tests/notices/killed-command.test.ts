import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitStore } from '../../src/io/git-store.ts';
import { LEDGER_BRANCH, LEDGER_FILE } from '../../src/notices/ledger.ts';
import { git } from '../support/command.ts';
import { cloneOf, makeOrigin } from '../support/repository.ts';
import { desk, INCIDENT, incident } from './desk.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const SEED = Number(process.env['SEED'] ?? 20_261_128);
const KILLS = 9;
const INCIDENTS = 6;
const PATHS = ['/world', '/team'];
const COMMAND = [resolve(import.meta.dirname, '../../scripts/notify.ts'), '--remote', 'origin', '--branch', 'main'];

let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});

afterAll(() => receiver.close());

/** When a run is killed: so long after it began, or after it was heard so often; at once, before it is answered. */
interface Blow {
  heard: number;
  after: number;
}

function* blows(): Generator<Blow> {
  let state = SEED;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let index = 0; index < KILLS; index++) {
    // Short enough that even a fast machine is not done before.
    yield index % 3 === 2
      ? { heard: 0, after: 100 + below(600) }
      : { heard: 1 + below(2), after: below(2) * below(60) };
  }
}

/** Runs the command in a clone of its own; the answer is how it ended. */
function run(origin: string, blow?: Blow): Promise<NodeJS.Signals | number | null> {
  const secrets = `WORLD=${receiver.address}/world\nTEAM=${receiver.address}/team\n`;
  const variables = { CONTENT: join(cloneOf(origin, '--depth=1'), 'content'), NOW: '', CHANNEL_SECRETS: secrets };
  const env = { ...process.env, GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', ...variables };
  const child = spawn(process.execPath, COMMAND, { env, stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  let heard = 0;
  for (const path of PATHS) {
    receiver.answer(path, (response) => {
      if (blow && ++heard === blow.heard) {
        if (blow.after === 0) kill();
        else setTimeout(kill, blow.after);
      }
      response.end('ok');
    });
  }
  if (blow?.heard === 0) setTimeout(kill, blow.after);
  return new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)));
}

/** Whoever was killed holds a channel for minutes, which are over now. */
async function claimsEnd(origin: string): Promise<void> {
  const folder = join(cloneOf(origin), 'content');
  const store = gitStore({ folder, branch: LEDGER_BRANCH, remote: 'origin', orphan: true, worktree: false });
  for (let tries = 0; tries < 20; tries++) {
    const head = await store.read();
    const text = head.files.find(({ path }) => path === LEDGER_FILE)?.text ?? '';
    const past = text.replaceAll(/"until":"[^"]*"/g, '"until":"2026-01-01T00:00:00.000Z"');
    if (
      past === text ||
      (await store.commit(head, 'Time passes\n', [{ path: LEDGER_FILE, text: past }])) === 'committed'
    )
      return;
  }
  throw new Error('The ledger does not come to rest.');
}

test(`killed up to ${KILLS} times, wherever it is, the command leaves out no message, and repeats at most one for each kill`, async () => {
  const minute = new Date(Date.now() - 120_000).toISOString().slice(0, 16).replace('T', ' ');
  const incidents = Array.from({ length: INCIDENTS }, (_, index) => {
    const text = incident(['10:00 investigating'], '', `Trouble ${index}.`).replace('2026-11-24 10:00', minute);
    return [INCIDENT.replace('slow', `n${index}`), text];
  });
  const origin = makeOrigin(Object.fromEntries(desk(Object.fromEntries(incidents)).files));
  let kills = 0;
  for (const blow of blows()) {
    if ((await run(origin, blow)) !== 'SIGKILL') break;
    kills++;
    await claimsEnd(origin);
  }
  expect(await run(origin)).toBe(0);

  const told = receiver.heard.map(({ path, body }) => `${path} ${/Trouble \d+\./.exec(body)?.[0]}`);
  const wanted = PATHS.flatMap((path) => incidents.map((_, index) => `${path} Trouble ${index}.`));
  expect([...new Set(told)].sort()).toEqual(wanted.sort());
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(told.length - wanted.length).toBeLessThanOrEqual(kills);
  const ids = receiver.heard.filter(({ path }) => path === '/world').map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(INCIDENTS);
  expect(git(origin, 'fsck', '--strict', '--no-dangling')).toBe('');
  process.stdout.write(
    `${kills} kills, ${wanted.length} messages, ${told.length - wanted.length} repeated, seed ${SEED}\n`,
  );
}, 300_000);
