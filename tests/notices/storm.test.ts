import { expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { loadAudiences } from '../../src/load-audiences.ts';
import type { Notice } from '../../src/notices/notice.ts';
import { notify } from '../../src/notify.ts';
import { alert, at, world } from '../alerts/world.ts';
import { memoryStore } from './memory-store.ts';

const ALERTS = 5_000;
const COMPONENTS = 60;
const LEVELS = [1, 2, 3, 4] as const;
const MOST = 10;
const BATCH = 500;

test(`${ALERTS} alerts in a minute are a bounded number of messages, and every incident of the worst severity is told by itself`, async () => {
  const severities = Object.fromEntries(
    LEVELS.map((level) => [
      `severities/sev${level}.md`,
      `---\nname: SEV${level}\nlevel: ${level}\nsummary: Some.\nchannels: [world, team]\n---\n\nText.\n`,
    ]),
  );
  const components = Object.fromEntries(
    Array.from({ length: COMPONENTS }, (_, index) => [
      `components/part-${index}.md`,
      `---\nname: Part ${index}\nsince: 2025-01-01\n---\n\nA part.\n`,
    ]),
  );
  const site = `name: Example\nurl: https://status.example.com\nchannels:
  world: { kind: webhook, secret: W, audience: public }
  team: { kind: slack, secret: T }\n`;
  const folder = world({ 'site.yaml': site, ...severities, ...components });
  const alerts = Array.from({ length: ALERTS }, (_, index): Alert => {
    const part = index % COMPONENTS;
    const severity = `sev${LEVELS[part % LEVELS.length]}`;
    const startedAt = at('10:00') + Math.floor((index / ALERTS) * 60_000);
    const labels = { alertname: `a${index}`, component: `part-${part}`, severity };
    return alert(`a${index}`, 'firing', { labels, at: startedAt, startedAt });
  });
  const store = memoryStore();
  const ledger = memoryStore();
  const heard: Notice[] = [];
  let now = at('10:01');
  const run = async (): Promise<number | undefined> => {
    const known = new Set(folder.files.keys());
    for (const { path } of (await store.read()).files) if (!known.has(path)) store.write(path, undefined);
    for (const [path, text] of folder.files) if (store.text(path) !== text) store.write(path, text);
    const { next, problems } = await notify({
      store,
      ledger,
      now: () => now,
      variables: { W: 'w', T: 't' },
      send: async (notice) => {
        heard.push(notice);
        return [];
      },
    });
    expect(problems).toEqual([]);
    return next;
  };
  await run();
  heard.length = 0;
  for (let from = 0; from < ALERTS; from += BATCH) {
    folder.tell(now, ...alerts.slice(from, from + BATCH));
    await run();
  }
  const soon = [...heard];
  for (let next = await run(), tries = 0; next !== undefined && tries < 20; tries++) {
    now = next;
    next = await run();
  }
  const { incidents } = loadAudiences((await store.read()).files, now).public;
  const fromStorm = incidents.filter(({ started }) => started >= at('10:00'));
  const worst = fromStorm.filter(({ severity }) => severity === 'sev1').map(({ id }) => `incidents/${id}`);
  expect(worst.length).toBeGreaterThanOrEqual(15);
  for (const channel of ['world', 'team']) {
    const mine = soon.filter((one) => one.channel === channel);
    const apart = mine.filter(({ event }) => event !== 'digest').map(({ thread }) => thread);
    for (const about of worst) expect(apart, about).toContain(about);
    const ordinary = mine.filter(({ thread }) => !worst.includes(thread));
    expect(ordinary.length).toBeLessThanOrEqual(MOST);
    const all = heard.filter((one) => one.channel === channel);
    const told = new Set(all.flatMap(({ tells }) => tells.map(({ about }) => about)));
    for (const { id } of fromStorm) expect(told).toContain(`incidents/${id}`);
    process.stdout.write(
      `${ALERTS} alerts, ${fromStorm.length} incidents, ${worst.length} of them the worst: ${mine.length} messages to ${channel} in that minute, ${all.length} in all\n`,
    );
  }
}, 240_000);
