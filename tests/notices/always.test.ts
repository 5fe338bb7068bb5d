import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newsOf } from '../../src/domain/news.ts';
import { NotTaken } from '../../src/io/channels/not-taken.ts';
import { loadAudiences } from '../../src/load-audiences.ts';
import type { Notice } from '../../src/notices/notice.ts';
import { soonest } from '../../src/notices/storm.ts';
import { notify } from '../../src/notify.ts';
import { SMALL_SITE } from '../support/small-site.ts';
import { memoryStore } from './memory-store.ts';

const SEED = Number(process.env['SEED'] ?? 20_261_124);
const RUNS = Number(process.env['RUNS'] ?? 300);
const MINUTE = 60_000;
const BEGIN = Date.parse('2026-11-24T09:00:00Z');

const CHANNELS = {
  world: { audience: 'public', more: ', most: { count: 3, within: 20 min }' },
  calm: { audience: 'public', more: ', every: 45 min' },
  team: { audience: 'internal', more: '' },
} as const;

const SITE: Record<string, string> = {
  ...SMALL_SITE,
  'site.yaml': `${SMALL_SITE['site.yaml']}channels:\n${Object.entries(CHANNELS)
    .map(([id, { audience, more }]) => `  ${id}: { kind: webhook, secret: X, audience: ${audience}${more} }\n`)
    .join('')}`,
  ...Object.fromEntries(
    [1, 2].map((level) => [
      `severities/sev${level}.md`,
      `---\nname: SEV${level}\nlevel: ${level}\nsummary: Some.\nchannels: [world, calm, team]\n---\n\nText.\n`,
    ]),
  ),
};

/** One sender: after how many effects it is killed, and how long it lags behind before each. */
interface Sender {
  killAt: number | undefined;
  lags: number[];
}

/** What happens in one history: time goes on, people write, and senders run, together, are killed, or find a channel out of order. */
type Step =
  | { do: 'write'; incident: number; state: string; level: number; hidden: boolean }
  | { do: 'run'; senders: Sender[]; broken: string | undefined }
  | { do: 'wait'; minutes: number };

const sender: fc.Arbitrary<Sender> = fc.record({
  killAt: fc.option(fc.nat(6), { nil: undefined }),
  lags: fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      incident: fc.nat(5),
      state: fc.constantFrom('investigating', 'identified', 'update', 'monitoring', 'resolved'),
      level: fc.integer({ min: 1, max: 2 }),
      hidden: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      senders: fc.array(sender, { minLength: 1, maxLength: 3 }),
      broken: fc.option(fc.constantFrom(...Object.keys(CHANNELS)), { nil: undefined, freq: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }) },
);

const ALONE: Sender = { killAt: undefined, lags: [0] };

class Killed extends Error {}

interface Told {
  heard: { notice: Notice; at: number }[];
  kills: number;
  wanted: Map<string, Set<string>>;
}

async function play(steps: readonly Step[], withKills: boolean): Promise<Told> {
  const store = memoryStore(SITE);
  const ledger = memoryStore();
  const incidents = new Map<number, { level: number; hidden: boolean; updates: string[] }>();
  const told: Told = { heard: [], kills: 0, wanted: new Map() };
  let now = BEGIN;

  const run = async ({ killAt, lags }: Sender, broken?: string): Promise<number | undefined> => {
    let effects = 0;
    let isDead = false;
    const effect = async (): Promise<void> => {
      // Who is killed does nothing more, whatever its own code would do about an error.
      isDead ||= withKills && killAt === effects;
      if (isDead) throw new Killed();
      for (let lag = lags[effects % lags.length] ?? 0; lag > 0; lag--) await Promise.resolve();
      effects++;
    };
    const guarded = {
      read: async () => {
        await effect();
        return ledger.read();
      },
      commit: async (...args: Parameters<typeof ledger.commit>) => {
        await effect();
        return ledger.commit(...args);
      },
    };
    try {
      const { next, retry } = await notify({
        store,
        ledger: guarded,
        now: () => now,
        variables: { X: 'x' },
        send: async (notice, channel) => {
          await effect();
          if (channel.id === broken) throw new NotTaken('Out of order.');
          told.heard.push({ notice, at: now });
          await effect();
          return [];
        },
      });
      return soonest([next, retry]);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      told.kills++;
      return now;
    }
  };

  const write = (index: number, state: string, level: number, hidden: boolean): void => {
    now += MINUTE;
    const before = incidents.get(index);
    const one = { level, hidden: before ? before.hidden && hidden : hidden, updates: before?.updates ?? [] };
    const stamp = new Date(now).toISOString();
    const first = one.updates.length === 0 ? 'investigating' : state;
    one.updates.push(`## ${stamp.slice(0, 10)} ${stamp.slice(11, 16)} UTC · ${first}\n\nText of ${stamp}.\n`);
    incidents.set(index, one);
    const visibility = one.hidden ? 'visibility: draft\n' : '';
    const fields = `title: Trouble ${index}\nseverity: sev${level}\n${visibility}`;
    store.write(`incidents/2026/2026-11-24-n${index}.md`, `---\n${fields}---\n\n${one.updates.join('\n')}`);
  };

  await run(ALONE);
  for (const one of steps) {
    if (one.do === 'wait') now += one.minutes * MINUTE;
    else if (one.do === 'run') await Promise.all(one.senders.map((each) => run(each, one.broken)));
    else write(one.incident, one.state, one.level, one.hidden);
  }
  for (let tries = 0, next: number | undefined = now; next !== undefined && tries < 200; tries++) {
    now = Math.max(now, next);
    next = await run(ALONE);
  }
  const audiences = loadAudiences((await store.read()).files, now);
  for (const [id, { audience }] of Object.entries(CHANNELS)) {
    told.wanted.set(id, new Set(newsOf(audiences[audience]).map(({ key }) => key)));
  }
  return told;
}

function keysOf(told: Told, channel: string): string[] {
  return told.heard
    .filter(({ notice }) => notice.channel === channel)
    .flatMap(({ notice }) => notice.tells.flatMap(({ keys }) => keys));
}

function checkOrder(told: Told): void {
  const last = new Map<string, string>();
  const seen = new Set<string>();
  for (const { notice } of told.heard) {
    for (const { about, keys } of notice.tells) {
      for (const key of keys) {
        const place = `${notice.channel} ${about}`;
        if (!seen.has(`${notice.channel} ${key}`)) expect(key > (last.get(place) ?? '')).toBe(true);
        seen.add(`${notice.channel} ${key}`);
        last.set(place, key);
      }
    }
  }
}

test(`in ${RUNS} histories without kills, all news reaches each of its channels once, in order, and drafts only the team, however many senders are at work`, async () => {
  let notices = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const told = await play(steps, false);
      notices += told.heard.length;
      for (const [channel, wanted] of told.wanted) expect(keysOf(told, channel).sort()).toEqual([...wanted].sort());
      checkOrder(told);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  process.stdout.write(`${RUNS} histories, ${notices} notices, each piece of news once, seed ${SEED}\n`);
});

test(`in ${RUNS} histories with kills, none is missing, and at most one notice is repeated for each kill`, async () => {
  const sum = { notices: 0, kills: 0, repeats: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const told = await play(steps, true);
      let repeats = 0;
      for (const [channel, wanted] of told.wanted) {
        expect([...new Set(keysOf(told, channel))].sort()).toEqual([...wanted].sort());
      }
      const seen = new Set<string>();
      for (const { notice } of told.heard) {
        const keys = notice.tells.flatMap(({ keys }) => keys.map((key) => `${notice.channel} ${key}`));
        if (keys.some((key) => seen.has(key))) repeats++;
        for (const key of keys) seen.add(key);
      }
      expect(repeats).toBeLessThanOrEqual(told.kills);
      checkOrder(told);
      sum.notices += told.heard.length;
      sum.kills += told.kills;
      sum.repeats += repeats;
    }),
    { seed: SEED, numRuns: RUNS },
  );
  process.stdout.write(
    `${RUNS} histories, ${sum.kills} kills, ${sum.notices} notices, ${sum.repeats} of them repeated, none missing, seed ${SEED}\n`,
  );
});
