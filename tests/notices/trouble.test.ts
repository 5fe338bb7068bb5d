import { expect, test } from 'vitest';
import type { Store } from '../../src/alerts/store.ts';
import { ChannelProblem } from '../../src/deliver.ts';
import { NotTaken } from '../../src/io/channels/not-taken.ts';
import { LEDGER_FILE } from '../../src/notices/ledger.ts';
import type { Channel, Notice } from '../../src/notices/notice.ts';
import { foresee, type Notified, notify } from '../../src/notify.ts';
import { desk, INCIDENT, incident, moment } from './desk.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

/** A site with two channels, `world` and `team`, that have begun at nine. */
interface World {
  store: MemoryStore;
  ledger: MemoryStore;
  /** What was sent, such as `world Investigating: Slow answers`. */
  heard: string[];
  run: (clock: string, more?: Partial<Parameters<typeof notify>[0]>) => Promise<Notified>;
}

async function world(send?: (notice: Notice, channel: Channel) => void): Promise<World> {
  const store = memoryStore(Object.fromEntries(desk().files));
  const ledger = memoryStore();
  const heard: string[] = [];
  const run: World['run'] = (clock, more = {}) =>
    notify({
      store,
      ledger,
      now: () => moment(clock),
      variables: { WORLD: 'https://world.example/token', TEAM: 'https://team.example/token', LATE: 'x' },
      send: async (notice, channel) => {
        heard.push(`${notice.channel} ${notice.subject}`);
        send?.(notice, channel);
        return [];
      },
      ...more,
    });
  await run('2026-11-20 09:00');
  return { store, ledger, heard, run };
}

function change({ store }: World, path: string, from: string, to: string): void {
  const text = store.text(path) ?? '';
  expect(text).toContain(from);
  store.write(path, text.replace(from, to));
}

const OPENED = 'Investigating: Slow answers';

test('a channel with a mistake is a problem and holds up no other; mended a day later, it is told what it missed', async () => {
  const one = await world();
  change(one, 'site.yaml', 'kind: slack', 'kind: slak');
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  const { sent, problems } = await one.run('10:05');
  expect([sent, one.heard]).toEqual([1, [`world ${OPENED}`]]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^site\.yaml:8 .*"slak".*Did you mean "slack"/);
  change(one, 'site.yaml', 'kind: slak', 'kind: slack');
  expect(await one.run('2026-11-25 12:00')).toMatchObject({ sent: 1, problems: [] });
  expect(one.heard.at(-1)).toBe(`team ${OPENED}`);
});

test('settings that cannot be read at all are a problem; nobody is told, and nothing is lost', async () => {
  for (const path of ['site.yaml', 'severities/sev2.md']) {
    const one = await world();
    const good = one.store.text(path);
    one.store.write(path, path === 'site.yaml' ? 'name: [\n' : '---\nname: [\n---\n');
    one.store.write(INCIDENT, incident(['10:00 investigating']));
    const { sent, problems } = await one.run('10:05');
    expect([sent, problems.length]).toEqual([0, 1]);
    expect(problems[0]).toContain(`${path}:`);
    one.store.write(path, good);
    expect(await one.run('2026-11-26 12:00')).toMatchObject({ sent: 2, problems: [] });
    expect(one.heard).toEqual([`world ${OPENED}`, `team ${OPENED}`]);
  }
});

test('a severity that names a channel which is not there leads to the others', async () => {
  const one = await world();
  change(one, 'severities/sev2.md', '[world, team]', '[world, teem]');
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  const { problems } = await one.run('10:05');
  expect([one.heard, problems.length]).toEqual([[`world ${OPENED}`], 1]);
});

test('where the ledger cannot be written, nothing is sent', async () => {
  const one = await world();
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  const refuses: Store = { ...one.ledger, commit: () => Promise.reject(new Error('protected branch')) };
  await expect(one.run('10:05', { ledger: refuses })).rejects.toThrow('protected');
  expect(one.heard).toEqual([]);
});

test('a ledger that is damaged is a problem: nothing is sent, and it is left as it is', async () => {
  const one = await world();
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  await one.run('10:05');
  const text = one.ledger.text(LEDGER_FILE) ?? '';
  const damaged = text.replace('"sent":"', '"sent":"x');
  one.ledger.write(LEDGER_FILE, damaged);
  const { sent, problems } = await one.run('10:06');
  expect([sent, one.heard.length, one.ledger.text(LEDGER_FILE)]).toEqual([0, 2, damaged]);
  const line = /^Line \d of \.notices\.jsonl on the branch allclear-notices cannot/;
  expect(problems).toEqual([expect.stringMatching(line)]);
  const foreseen = await foresee({ ...one, now: () => moment('10:06'), variables: {} });
  expect([foreseen.notices, foreseen.problems]).toEqual([[], [expect.stringMatching(line)]]);
});

test('the ledger is written down though others move it meanwhile', async () => {
  const one = await world();
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  let others = 0;
  const busy: Store = {
    ...one.ledger,
    commit: async (...args) => (others++ % 3 < 2 ? 'moved' : one.ledger.commit(...args)),
  };
  expect(await one.run('10:05', { ledger: busy })).toMatchObject({ sent: 2, problems: [] });
  expect(await one.run('10:06')).toMatchObject({ sent: 0 });
});

test('a channel that is added later, or has another name, is told nothing old', async () => {
  const one = await world();
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  await one.run('10:05');
  change(one, 'site.yaml', '  team:', '  late: { kind: slack, secret: LATE }\n  team:');
  change(one, 'severities/sev2.md', '[world, team]', '[world, team, late]');
  expect(await one.run('14:00')).toMatchObject({ sent: 0, problems: [] });
  one.store.write(INCIDENT, incident(['10:00 investigating', '14:05 identified']));
  await one.run('14:06');
  expect(one.heard.slice(2).map((line) => line.split(' ')[0])).toEqual(['world', 'late', 'team']);
});

test('a receiver that takes a message and never says so is sent it three times, and that is said', async () => {
  const one = await world((_, { id }) => {
    if (id === 'team') throw new NotTaken('No answer within 15 s.', { unsure: true });
  });
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  const said: string[] = [];
  let last: Notified | undefined;
  for (let minute = 1; minute < 24 * 60; minute += 1) {
    last = await one.run(new Date(moment('10:00') + minute * 60_000).toISOString().slice(0, 16).replace('T', ' '));
    said.push(...last.problems);
  }
  expect(one.heard).toEqual([`world ${OPENED}`, ...Array.from({ length: 3 }, () => `team ${OPENED}`)]);
  expect(said.at(-1)).toMatch(
    /^The channel "team" has been sent "Investigating: Slow answers" 3 times without an answer/,
  );
  expect(last?.next).toBeUndefined();
}, 120_000);

test('a receiver that is not there is asked again less and less often, and told all once it is', async () => {
  let isThere = false;
  const one = await world(() => {
    if (!isThere) throw new NotTaken('It cannot be reached (ECONNREFUSED).');
  });
  one.store.write(INCIDENT, incident(['10:00 investigating']));
  let [at, tries] = [moment('10:00'), 0];
  for (; at < moment('14:00'); tries++) {
    const { retry } = await one.run(new Date(at).toISOString().slice(0, 16).replace('T', ' '));
    at = retry ?? Number.POSITIVE_INFINITY;
  }
  expect(tries).toBeLessThan(25);
  isThere = true;
  expect(await one.run('14:20')).toMatchObject({ sent: 2, problems: [] });
});

test('after its first failure a channel is left alone for this time, and its others wait with it', async () => {
  const one = await world((_, { id }) => {
    if (id === 'team') throw new NotTaken('It answered 500.');
  });
  for (const name of ['a', 'b', 'c'])
    one.store.write(INCIDENT.replace('slow', name), incident(['10:00 investigating']));
  const { sent, problems } = await one.run('10:05');
  expect([sent, one.heard.filter((line) => line.startsWith('team')).length, problems.length]).toEqual([3, 1, 1]);
  const soon = await one.run('10:05');
  expect([soon.sent, soon.problems]).toEqual([
    0,
    ['The channel "team" is not told yet: it failed before, and is tried again at 24 Nov 2026, 10:06 UTC.'],
  ]);
});

test('whatever goes wrong with a channel is its own trouble, and no secret is said', async () => {
  const errors = [
    new TypeError('https://world.example/token is bad'),
    new ChannelProblem('https://world.example/token is bad.'),
  ];
  for (const error of errors) {
    const one = await world((_, { id }) => {
      if (id === 'world') throw error;
    });
    one.store.write(INCIDENT, incident(['10:00 investigating']));
    const { sent, problems } = await one.run('10:05');
    expect([sent, problems.length]).toEqual([1, 1]);
    expect(problems[0]).toMatch(/^The channel "world" is (?:perhaps )?not told: /);
    expect(problems[0]).not.toContain('token');
  }
});

test('a clock that was wrong mutes nobody', async () => {
  const ahead = '2030-01-01T00:00:00.000Z';
  const lines = {
    since: { since: ahead, channel: 'team', known: [] },
    until: { until: ahead, channel: 'team', by: 'x' },
    again: { again: ahead, channel: 'team', thread: 'x', whole: true, asked: false, failures: 1, unsure: 0 },
  };
  for (const [kind, line] of Object.entries(lines)) {
    const one = await world();
    one.store.write(INCIDENT, incident(['10:00 investigating']));
    const others = (one.ledger.text(LEDGER_FILE) ?? '')
      .split('\n')
      .filter((text) => kind !== 'since' || !text.includes('"team"'));
    one.ledger.write(LEDGER_FILE, [JSON.stringify(line), ...others].join('\n'));
    await one.run('10:05');
    expect(one.heard, kind).toEqual([`world ${OPENED}`, `team ${OPENED}`]);
  }
});

test('before the first run nothing older than an hour is told', async () => {
  const one = await world();
  const first = memoryStore();
  one.store.write(INCIDENT, incident(['09:00 investigating']));
  one.store.write(INCIDENT.replace('slow', 'new'), incident(['09:10 investigating'], '', 'New'));
  expect(await one.run('10:05', { ledger: first })).toMatchObject({ sent: 2 });
  expect(one.heard).toEqual(['world Investigating: New', 'team Investigating: New']);
});
