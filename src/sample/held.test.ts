import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filesWith, INCIDENT_PATH, NOW } from '../../tests/fixtures/content.ts';
import { perform } from '../acts/perform.ts';
import type { Content } from '../checks/content.ts';
import { readContent } from '../checks/read-content.ts';
import { deskOf } from '../load-desk.ts';
import type { SourceFile } from '../problems/problem.ts';
import { redate, sealOf } from './redate.ts';

const LIVE = 'incidents/2026/2026-11-21-search-down.md';
const SERIES = 'maintenance/2026/2026-10-04-upkeep.md';
const FILES = filesWith({
  [SERIES]:
    '---\ntitle: Upkeep\nstart: 2026-10-04T01:00:00Z\nend: 2026-10-04T02:00:00Z\nrepeat: every 4 weeks\ncomponents: [ledger]\n---\n\nPatches.\n',
});
const SEAL = sealOf(FILES, '2026-11-21T12:00:00Z', [LIVE]);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const minutes = (most: number) => fc.integer({ min: 0, max: most / MINUTE }).map((count) => count * MINUTE);

test('a window of the sample that a person moved stays where they moved it, and its series with it', () => {
  fc.assert(
    fc.property(minutes(60 * DAY), minutes(400 * DAY), (first, later) => {
      const [now, then] = [NOW + first, NOW + first + later];
      const desk = deskOf([...FILES, { path: '.sample.json', text: JSON.stringify(SEAL) }], now);
      const start = now + 30 * DAY;
      const { deed } = perform({ kind: 'move', maintenance: 'upkeep', start }, desk);
      const files = [...FILES, ...(deed?.changes ?? []).map(({ path, text = '' }) => ({ path, text }))];
      const [before, after] = [now, then].map((at) => contentAt(files, at));
      expect(after?.problems).toEqual([]);
      expect(maintenanceOf(after)).toEqual(maintenanceOf(before));
      expect(maintenanceOf(after).some((one) => one?.occurrence)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('words added in a file of their own hold an incident at the moment at which they were written', () => {
  fc.assert(
    fc.property(minutes(60 * DAY), minutes(400 * DAY), fc.boolean(), (first, later, byDisk) => {
      const [now, then] = [NOW + first, NOW + first + later];
      const seen = redate(FILES, SEAL, now).find(({ path, origin }) => (origin ?? path) === LIVE);
      const folder = (byDisk ? LIVE : (seen?.path ?? '')).replace(/\.md$/, '');
      const stamp = new Date(now + MINUTE).toISOString().slice(0, 16).replace('T', ' ');
      const files = [...FILES, { path: `${folder}/phone.md`, text: `## ${stamp} UTC · update\n\nStill.\n` }];
      const { problems, entries } = contentAt(files, Math.max(then, now + MINUTE));
      expect(problems).toEqual([]);
      const story = entries.incident.find(({ file }) => file.origin === LIVE || file.path === LIVE);
      expect(story?.file.path).toBe(seen?.path);
      expect(story?.updates.at(-1)?.text).toBe('Still.');
    }),
    { numRuns: 30 },
  );
});

test('a post-mortem keeps the incident of the sample that it is about', () => {
  const { entries } = contentAt(FILES, NOW + 30 * DAY);
  const incident = entries.incident.find(({ file }) => file.origin === INCIDENT_PATH)?.id ?? '';
  const learnt = FILES.find(({ path }) => path.startsWith('postmortems/'));
  const files = FILES.filter((file) => file !== learnt);
  files.push({ path: `postmortems/${incident}.mdx`, text: learnt?.text ?? '' });
  expect(contentAt(files, NOW + 300 * DAY).entries.incident.map(({ id }) => id)).toContain(incident);
});

test('what nobody names moves on', () => {
  const own = { path: 'maintenance/2026/2026-12-20-mine.md', text: 'of: 2026-12-20-other-series\n' };
  expect(redate([...FILES, own], SEAL, NOW + 100 * DAY)).toEqual([...redate(FILES, SEAL, NOW + 100 * DAY), own]);
});

test('a window and words in files of their own that the sample came with move with it', () => {
  const series = FILES.find(({ path }) => path === SERIES)?.text ?? '';
  const start = '2026-11-29T01:00:00Z';
  const files = filesWith({
    // Whole weeks keep an hour of UTC, not one whose clocks change.
    [SERIES]: series.replace('repeat:', 'timezone: UTC\nrepeat:'),
    'maintenance/2026/2026-11-29-upkeep.md': `---\ntitle: Upkeep\nstart: 2026-11-30T01:00:00Z\nend: 2026-11-30T02:00:00Z\noccurrence:\n  of: 2026-10-04-upkeep\n  start: ${start}\ncomponents: [ledger]\n---\n\nLater.\n`,
    [INCIDENT_PATH.replace('.md', '/phone.md')]: '## 2026-11-18 09:20 UTC · update\n\nStill.\n',
  });
  const seal = sealOf(files, '2026-11-21T12:00:00Z', [LIVE]);
  for (const weeks of [0, 1, 5, 60]) {
    const now = NOW + weeks * 7 * DAY;
    const { problems, entries } = readContent(redate(files, seal, now), now);
    expect(problems).toEqual([]);
    expect(entries.incident.some(({ updates }) => updates.some(({ file }) => file !== undefined))).toBe(true);
  }
});

function contentAt(files: readonly SourceFile[], now: number): Content {
  return readContent(redate(files, SEAL, now), now);
}

function maintenanceOf(content: Content | undefined) {
  const all = content?.entries.maintenance ?? [];
  return all.filter(({ id }) => id.endsWith('upkeep')).map(({ data }) => data);
}
