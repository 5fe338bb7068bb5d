import { describe, expect, test } from 'vitest';
import { snapshotWith } from '../../tests/fixtures/content.ts';
import type { Maintenance } from './maintenance.ts';
import { newsOf } from './news.ts';
import { type Snapshot, upcomingMaintenance } from './snapshot.ts';
import { ledgerOf } from './uptime.ts';

const PATH = 'maintenance/2026/2026-10-04-upkeep.md';
const AT = Date.parse('2026-11-21T12:00:00Z');
const fields = 'title: Upkeep\nstart: 2026-10-04T01:00:00Z\nend: 2026-10-04T02:00:00Z\ncomponents: [ledger]\n';
const weekly = (updates = '', more = 'repeat: every week\n'): string =>
  `---\n${fields}${more}---\n\nPatches.\n\n${updates}`;
const OWN = 'maintenance/2026/2026-11-29-upkeep.md';
const own = (updates = '', more = ''): string =>
  `---\ntitle: Upkeep, later\nstart: 2026-12-01T02:00:00Z\nend: 2026-12-01T03:00:00Z\ncomponents: [ledger]\noccurrence: {of: 2026-10-04-upkeep, start: 2026-11-29T02:00:00Z}\n${more}---\n\nPatches.\n\n${updates}`;

describe('which windows there are', () => {
  test('all that have been, those of the time that the site looks ahead, each with its own id and times', () => {
    const windows = windowsOf(snapshotWith({ [PATH]: weekly() }));
    expect(windows.map(({ id }) => id)).toEqual(
      [
        ...['2026-10-04', '2026-10-11', '2026-10-18', '2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15'],
        ...['2026-11-22', '2026-11-29', '2026-12-06', '2026-12-13', '2026-12-20'],
      ].map((day) => `${day}-upkeep`),
    );
    expect(windows.map(({ start }) => new Date(start).getUTCHours())).toEqual([1, 1, 1, ...Array(9).fill(2)]);
  });

  test('the next, however far it is', () => {
    const yearly = weekly('', 'repeat: every 5 years\n');
    expect(windowsOf(snapshotWith({ [PATH]: yearly })).map(({ id }) => id)).toEqual([
      '2026-10-04-upkeep',
      '2031-10-05-upkeep',
    ]);
  });

  test('a window that has been keeps its address and its words as time goes on', () => {
    const told = '## 2026-11-15 02:01 UTC · in progress\n\nNow.\n\n## 2026-11-15 02:30 UTC · completed\n\nDone.\n';
    const now = windowsOf(snapshotWith({ [PATH]: weekly(told) }));
    const later = windowsOf(snapshotWith({ [PATH]: weekly(told) }, { now: AT + 200 * 86_400_000 }));
    const past = now.filter(({ window }) => window.to <= AT);
    expect(later.filter(({ window }) => window.to <= AT)).toEqual(past);
    expect(later.length).toBe(now.length + 28);
  });
});

describe('an update in the file of a series is about the window that runs or comes next', () => {
  const cases: [heading: string, window: string][] = [
    ['2026-11-15 01:59 UTC · in progress', '2026-11-15'],
    ['2026-11-15 02:59 UTC · update', '2026-11-15'],
    ['2026-11-15 03:00 UTC · in progress', '2026-11-22'],
    ['2026-11-15 03:20 UTC · completed', '2026-11-15'],
    ['2026-11-16 02:59 UTC · verifying', '2026-11-15'],
    ['2026-11-16 03:00 UTC · completed', '2026-11-22'],
    ['2026-11-15 03:20 UTC · cancelled', '2026-11-22'],
    ['2026-11-15 03:20 UTC · update', '2026-11-22'],
    ['2026-09-30 10:00 UTC · scheduled', '2026-10-04'],
  ];
  test.each(cases)('%s: %s', (heading, day) => {
    const windows = windowsOf(snapshotWith({ [PATH]: weekly(`## ${heading}\n\nWords.\n`) }));
    expect(windows.filter(({ updates }) => updates.length > 0).map(({ id }) => id)).toEqual([`${day}-upkeep`]);
  });

  test('a word after the planned end is about the one that was begun, until it is told to be over', () => {
    const begun = '## 2026-11-15 02:01 UTC · in progress\n\nNow.\n\n';
    const late = `${begun}## 2026-11-15 03:10 UTC · update\n\nLonger.\n\n## 2026-11-15 03:30 UTC · completed\n\nDone.\n\n`;
    const windows = windowsOf(
      snapshotWith({ [PATH]: weekly(`${late}## 2026-11-15 03:40 UTC · update\n\nNext time.\n`) }),
    );
    expect(windows.flatMap(({ id, updates }) => updates.map(({ text }) => `${id.slice(0, 10)} ${text}`))).toEqual([
      '2026-11-15 Now.',
      '2026-11-15 Longer.',
      '2026-11-15 Done.',
      '2026-11-22 Next time.',
    ]);
    expect(of(windows, '2026-11-15').window.to).toBe(Date.parse('2026-11-15T03:30:00Z'));
  });

  test('so one is cancelled or shortened, and the others are not', () => {
    const windows = windowsOf(snapshotWith({ [PATH]: weekly('## 2026-11-20 10:00 UTC · cancelled\n\nNo.\n') }));
    expect(windows.filter(({ cancelled }) => cancelled).map(({ id }) => id)).toEqual(['2026-11-22-upkeep']);
  });
});

describe('a window with a file of its own', () => {
  test('is what that file says, under the address it had', () => {
    const windows = windowsOf(snapshotWith({ [PATH]: weekly(), [OWN]: own() }));
    expect(of(windows, '2026-11-29')).toMatchObject({
      title: 'Upkeep, later',
      start: Date.parse('2026-12-01T02:00:00Z'),
    });
    expect(windows.filter(({ id }) => id === '2026-11-29-upkeep')).toHaveLength(1);
    expect(of(windows, '2026-11-22').series?.following.map(({ start }) => start)).toEqual(
      ['2026-12-01T02:00Z', '2026-12-06T02:00Z', '2026-12-13T02:00Z'].map(Date.parse),
    );
  });

  test('keeps what was told of it in the file of the series before', () => {
    const told = '## 2026-11-09 10:00 UTC · scheduled\n\nWords.\n\n## 2026-11-15 04:00 UTC · update\n\nLater.\n';
    const moved = own('## 2026-11-10 10:00 UTC · scheduled\n\nMoved.\n').replaceAll('11-29', '11-15');
    const windows = windowsOf(snapshotWith({ [PATH]: weekly(told), 'maintenance/2026/2026-11-15-upkeep.md': moved }));
    expect(of(windows, '2026-11-15').updates.map(({ text }) => text)).toEqual(['Words.', 'Moved.']);
    expect(of(windows, '2026-11-22').updates.map(({ text }) => text)).toEqual(['Later.']);
  });

  test('stands also where the series has ended before', () => {
    const ended = weekly('', 'repeat: every week\nuntil: 2026-11-22\n');
    expect(windowsOf(snapshotWith({ [PATH]: ended, [OWN]: own() })).at(-1)?.id).toBe('2026-11-29-upkeep');
  });

  test('of the first window has another name, and its address all the same', () => {
    const first = own().replace('11-29T02', '10-04T01');
    const snapshot = snapshotWith({ [PATH]: weekly(), 'maintenance/2026/2026-10-04-upkeep-first.md': first });
    expect(of(windowsOf(snapshot), '2026-10-04').title).toBe('Upkeep, later');
  });
});

describe('nothing internal is public', () => {
  test('a hidden window leaves a gap: neither its time nor its old one is told', () => {
    const snapshot = snapshotWith({ [PATH]: weekly(), [OWN]: own('', 'visibility: internal\n') });
    const windows = windowsOf(snapshot);
    expect(windows.some(({ id }) => id.startsWith('2026-11-29'))).toBe(false);
    expect(JSON.stringify(windows.map(({ series }) => series))).not.toContain('2026-11-29');
  });

  test('of a hidden series, a public window tells only what its own file says', () => {
    const hidden = weekly(
      '## 2026-11-20 10:00 UTC · update\n\nSecret.\n',
      'repeat: every week\nvisibility: internal\n',
    );
    const windows = windowsOf(snapshotWith({ [PATH]: hidden, [OWN]: own() }));
    expect(windows.map(({ id, series, updates }) => ({ id, series, updates }))).toEqual([
      { id: '2026-11-29-upkeep', series: undefined, updates: [] },
    ]);
  });
});

describe('subscribers are not flooded', () => {
  const plans = (snapshot: Snapshot): string[] =>
    newsOf(snapshot)
      .filter((news) => news.kind === 'maintenance' && !news.update && news.key.includes('upkeep'))
      .map(({ key, at }) => `${key} ${new Date(at).toISOString().slice(0, 16)}`);

  test('each window is told once, when the one before is over', () => {
    expect(plans(snapshotWith({ [PATH]: weekly() })).slice(0, 3)).toEqual([
      'maintenance/2026-11-22-upkeep/plan 2026-11-15T03:00',
      'maintenance/2026-11-15-upkeep/plan 2026-11-08T03:00',
      'maintenance/2026-11-08-upkeep/plan 2026-11-01T03:00',
    ]);
  });

  test('no earlier than any maintenance', () => {
    const rare = weekly('', 'repeat: every 7 weeks\n');
    expect(plans(snapshotWith({ [PATH]: rare }))[0]).toBe('maintenance/2026-11-22-upkeep/plan 2026-10-23T02:00');
  });

  test('those that come closer together only with the first', () => {
    const daily = weekly('', 'repeat: every day\n');
    expect(plans(snapshotWith({ [PATH]: daily })).map((plan) => plan.slice(0, 22))).toEqual(['maintenance/2026-10-04']);
  });

  test('a window that is moved stays told as it was', () => {
    const moved = own('## 2026-11-20 10:00 UTC · scheduled\n\nMoved.\n').replaceAll('11-29', '11-22');
    const files = { [PATH]: weekly(), 'maintenance/2026/2026-11-22-upkeep.md': moved };
    const told = newsOf(snapshotWith(files)).filter(({ key }) => key.includes('2026-11-22'));
    expect(told.map(({ key, at }) => [key, at])).toEqual([
      ['maintenance/2026-11-22-upkeep/u20261120t1000z', Date.parse('2026-11-20T10:00Z')],
      ['maintenance/2026-11-22-upkeep/plan', Date.parse('2026-11-15T03:00Z')],
    ]);
  });

  test('what comes up shows the next of a series, and those that something was written about', () => {
    const snapshot = snapshotWith({ [PATH]: weekly('', 'repeat: every day\n'), [OWN]: own() });
    const coming = upcomingMaintenance(snapshot).filter(({ series }) => series);
    expect(coming.map(({ id }) => id)).toEqual(['2026-11-22-upkeep', '2026-11-29-upkeep']);
  });
});

test('every window that has been is taken out of uptime', () => {
  const { components, site } = snapshotWith({ [PATH]: weekly('', 'repeat: every day\n') });
  const component = components.find(({ id }) => id === 'ledger');
  if (!component) throw new Error('The ledger is gone.');
  const { rows } = ledgerOf(component, { from: Date.parse('2026-10-01T00:00Z'), to: AT }, site.uptime.weights);
  expect(rows.map(({ state, from, to }) => [state, to - from])).toEqual(Array(49).fill(['maintenance', 3_600_000]));
});

function windowsOf(snapshot: Snapshot): Maintenance[] {
  return snapshot.maintenance.filter(({ id }) => id.includes('upkeep')).reverse();
}

function of(windows: readonly Maintenance[], day: string): Maintenance {
  const found = windows.find(({ id }) => id === `${day}-upkeep`);
  if (!found) throw new Error(`There is no window on ${day}.`);
  return found;
}
