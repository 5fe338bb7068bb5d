import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesWith, INCIDENT_PATH, NOW } from '../../tests/fixtures/content.ts';
import { readContent } from '../checks/read-content.ts';
import type { SourceFile } from '../problems/problem.ts';
import { redate, sealOf } from './redate.ts';

const LIVE = 'incidents/2026/2026-11-21-search-down.md';
const PLANNED = 'maintenance/2026/2026-11-25-ledger-upgrade.md';
const FILES = filesWith();
const SEAL = sealOf(FILES, '2026-11-21T12:00:00Z', [LIVE, PLANNED]);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('at the moment at which the story is told', () => {
  test('nothing moves', () => {
    expect(textsOf(redate(FILES, SEAL, NOW))).toEqual(textsOf(FILES));
  });

  test('nothing moves for the next five minutes', () => {
    expect(textsOf(redate(FILES, SEAL, NOW + 4 * MINUTE))).toEqual(textsOf(FILES));
  });
});

describe('later', () => {
  test('history moves by whole weeks, so that weekdays stay', () => {
    expect(moved(INCIDENT_PATH, 6 * DAY)).toContain('## 2026-11-18 09:10 UTC');
    expect(moved('incidents/2026/2026-11-25-slow-payments.md', 7 * DAY)).toContain('## 2026-11-25 09:10 UTC');
    expect(moved('incidents/2027/2027-11-17-slow-payments.md', 370 * DAY)).toContain('started: 2027-11-17T09:00:00Z');
  });

  test('what happens today moves to the minute', () => {
    expect(moved('incidents/2026/2026-11-23-search-down.md', 2 * DAY + 35 * MINUTE)).toContain(
      '## 2026-11-23 12:05 UTC',
    );
    expect(moved('maintenance/2026/2026-11-27-ledger-upgrade.md', 2 * DAY + 35 * MINUTE)).toContain(
      'start: 2026-11-27T02:35:00Z',
    );
  });

  test('the name of a file follows what is in it over midnight', () => {
    const after = redate(FILES, SEAL, NOW + 13 * 60 * MINUTE);
    expect(after.find((file) => file.origin === LIVE)?.path).toBe('incidents/2026/2026-11-22-search-down.md');
    expect(after.find((file) => file.origin === PLANNED)?.path).toBe('maintenance/2026/2026-11-25-ledger-upgrade.md');
  });

  test('a post-mortem goes with its incident', () => {
    const paths = redate(FILES, SEAL, NOW + 30 * DAY).map((file) => file.path);
    expect(paths).toContain('postmortems/2026-12-16-slow-payments.mdx');
    expect(paths).toContain('incidents/2026/2026-12-16-slow-payments.md');
  });

  test('an internal timeline goes with its incident, whenever its own entries were written', () => {
    const path = LIVE.replace('incidents', 'logs');
    const files = [...FILES, { path, text: '## 2026-11-21 23:58 UTC · Ana\n\nA.\n' }];
    for (const seal of [SEAL, sealOf(files, '2026-11-21T12:00:00Z', [LIVE, PLANNED, path])]) {
      for (const hours of [0, 1, 13, 24 * 400]) {
        const after = redate(files, seal, NOW + hours * 60 * MINUTE);
        const incident = after.find((file) => (file.origin ?? file.path) === LIVE);
        expect(after.find((file) => (file.origin ?? file.path) === path)?.path).toBe(
          incident?.path.replace('incidents', 'logs'),
        );
      }
    }
  });

  test('files without a date stay where they are', () => {
    const after = redate(FILES, SEAL, NOW + 370 * DAY).map((file) => file.path);
    expect(after).toEqual(
      expect.arrayContaining(['site.yaml', 'components/payments.md', 'runbooks/restart-payments.md']),
    );
  });

  test('a problem names the file as it is on disk', () => {
    const broken = FILES.map((file) =>
      file.path === LIVE ? { ...file, text: file.text.replace('sev1', 'sev9') } : file,
    );
    const { problems } = readContent(redate(broken, SEAL, NOW + 2 * DAY), NOW + 2 * DAY);
    expect(problems.map((problem) => problem.file)).toEqual([LIVE]);
  });

  test('a time of day in a sentence moves with the day', () => {
    const text = 'Next update by 15:15 UTC.';
    const file = { path: LIVE, text };
    const [after] = redate([file], sealOf([file], '2026-11-21T12:00:00Z', [LIVE]), NOW + DAY + 60 * MINUTE);
    expect(after?.text).toBe('Next update by 16:15 UTC.');
  });
});

describe('what a person writes is read as it stands', () => {
  test('an edited line keeps its words, and what it says of the past moves with the others', () => {
    const edited = withText(INCIDENT_PATH, (text) => text.replace('09:40 UTC', '09:41 UTC'));
    const after = textOf(redate(edited, SEAL, NOW + 7 * DAY), INCIDENT_PATH);
    expect(after).toContain('## 2026-11-25 09:41 UTC · identified');
    expect(after).toContain('## 2026-11-25 09:10 UTC · investigating');
  });

  test('an added line stays', () => {
    const heading = '## 2026-11-28 12:00 UTC · update';
    const added = withText(LIVE, (text) => `${text}\n${heading}\n\nStill.\n`);
    expect(textOf(redate(added, SEAL, NOW + 7 * DAY), LIVE)).toContain(heading);
  });

  test('a story that a person goes on telling stands still from there', () => {
    const heading = '## 2026-11-28 12:00 UTC · resolved';
    const added = withText(LIVE, (text) => `${text}\n${heading}\n\nOver.\n`);
    const then = textOf(redate(added, SEAL, Date.parse('2026-11-28T12:05:00Z')), LIVE);
    expect(textOf(redate(added, SEAL, Date.parse('2026-12-24T18:00:00Z')), LIVE)).toBe(then);
  });

  test('a new file stays', () => {
    const path = 'incidents/2026/2026-11-28-mine.md';
    const mine = { path, text: '## 2026-11-28 12:00 UTC · investigating\n' };
    expect(redate([...FILES, mine], SEAL, NOW + 370 * DAY)).toContainEqual(mine);
  });

  test('a file that no longer has any line as shipped stays', () => {
    const rewritten = withText(LIVE, () => 'All new, 2026-11-28 12:00 UTC.\n');
    const after = redate(rewritten, SEAL, NOW + 7 * DAY).find((file) => (file.origin ?? file.path) === LIVE);
    expect([after?.path, after?.text]).toEqual([LIVE, 'All new, 2026-11-28 12:00 UTC.\n']);
  });
});

test('the same moment gives the same content, and reading it twice changes nothing more', () => {
  const now = NOW + 100 * DAY;
  const once = redate(FILES, SEAL, now);
  expect(redate(FILES, SEAL, now)).toEqual(once);
  const plain = once.map(({ path, text }) => ({ path, text }));
  const again = sealOf(
    plain,
    new Date(now).toISOString(),
    plain.filter((file) => /search-down|ledger-upgrade/.test(file.path)).map((file) => file.path),
  );
  expect(textsOf(redate(plain, again, now))).toEqual(textsOf(once));
});

test('it has no problem and an open incident at any moment from 2025 to 2030', () => {
  const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      const now = date.getTime();
      const { problems, entries } = readContent(redate(FILES, SEAL, now), now);
      expect(problems).toEqual([]);
      const open = entries.incident.find((entry) => entry.id.endsWith('search-down'));
      const age = now - (open?.updates.at(-1)?.at ?? 0);
      expect(age).toBeGreaterThanOrEqual(30 * MINUTE);
      expect(age).toBeLessThan(35 * MINUTE);
    }),
    { numRuns: 200 },
  );
});

function moved(path: string, later: number): string | undefined {
  return redate(FILES, SEAL, NOW + later).find((file) => file.path === path)?.text;
}

function withText(path: string, change: (text: string) => string): SourceFile[] {
  return FILES.map((file) => (file.path === path ? { ...file, text: change(file.text) } : file));
}

function textOf(files: readonly SourceFile[], origin: string): string | undefined {
  return files.find((file) => file.origin === origin)?.text;
}

function textsOf(files: readonly SourceFile[]): string[][] {
  return files.map((file) => [file.path, file.text]);
}
