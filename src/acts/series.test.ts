import { describe, expect, test } from 'vitest';
import { filesWith } from '../../tests/fixtures/content.ts';
import { deskOf } from '../load-desk.ts';
import type { Act, MaintenanceAct } from './act.ts';
import { perform } from './perform.ts';
import { worksOf } from './works.ts';

const PATH = 'maintenance/2026/2026-11-08-upkeep.md';
const SERIES = `---
title: Upkeep
start: 2026-11-08T01:00:00Z
end: 2026-11-08T02:00:00Z
repeat: every week # on Sundays
components: [ledger]
links:
  - label: Why
    url: https://example.com/why
owner: Ana
---

Patches.
`;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const STARTED = `${SERIES}\n## 2026-11-15 01:02 UTC · in progress\n\nGo.\n`;

describe('planned', () => {
  const plan: MaintenanceAct = {
    kind: 'plan',
    title: 'New disks',
    start: at('2026-12-05T23:30'),
    end: at('2026-12-06T00:30'),
    components: ['ledger'],
    text: 'Payments may pause.',
    repeat: 'every month',
    timezone: 'Europe/Berlin',
    until: '2027-06-30',
  };

  test('named by the day where it is at home', () => {
    expect(done(plan, {})).toEqual({
      id: '2026-12-06-new-disks',
      path: 'maintenance/2026/2026-12-06-new-disks.md',
      text: '---\ntitle: New disks\nstart: 2026-12-05T23:30:00Z\nend: 2026-12-06T00:30:00Z\nrepeat: every month\ntimezone: Europe/Berlin\nuntil: 2027-06-30\ncomponents:\n  - ledger\n---\n\nPayments may pause.\n'.replaceAll(
        "'",
        '',
      ),
    });
  });

  test('what is no rule, zone or day is refused as validation would', () => {
    expect(refused({ ...plan, repeat: 'weekly' })).toContain('"repeat" is "weekly"');
    expect(refused({ ...plan, repeat: 'FREQ=WEEKLY;BYDAY=MO' })).toContain('not a day that "repeat" gives');
    expect(refused({ ...plan, timezone: 'Berlin' })).toContain('is not a time zone');
    expect(refused({ ...plan, until: 'June' })).toContain('"until" is "June"');
  });
});

describe('the series by name means the window that runs or comes next', () => {
  test('which is written about in the file of the series', () => {
    const { id, path, text } = done({ kind: 'cancel', maintenance: 'upkeep', text: 'No.' }, { [PATH]: SERIES });
    expect({ id, path }).toEqual({ id: '2026-11-22-upkeep', path: PATH });
    expect(text).toBe(`${SERIES}\n## 2026-11-20 12:00 UTC · cancelled\n\nNo.\n`);
  });

  test('begun and ended', () => {
    const now = at('2026-11-22T01:01');
    const begun = done({ kind: 'start', maintenance: 'upkeep' }, { [PATH]: STARTED }, now);
    expect(begun.id).toBe('2026-11-22-upkeep');
    const over = done({ kind: 'finish', maintenance: 'upkeep' }, { [PATH]: begun.text }, at('2026-11-22T02:20'));
    expect(over).toMatchObject({ id: '2026-11-22-upkeep', path: PATH });
    expect(windows({ [PATH]: over.text }, at('2026-11-22T03:00')).get('2026-11-22-upkeep')?.window).toEqual({
      from: at('2026-11-22T01:01'),
      to: at('2026-11-22T02:20'),
    });
  });

  test('not ended before it has begun', () => {
    expect(refused({ kind: 'finish', maintenance: 'upkeep' }, { [PATH]: SERIES })).toContain(
      '2026-11-22-upkeep has not begun: it begins at 2026-11-22 01:00 UTC.',
    );
  });

  test('cancelled a second time: the refusal names the one that follows', () => {
    const cancelled = `${SERIES}\n## 2026-11-20 11:00 UTC · cancelled\n\nNo.\n`;
    expect(refused({ kind: 'cancel', maintenance: 'upkeep' }, { [PATH]: cancelled })).toBe(
      '2026-11-22-upkeep is cancelled already. Name another: 2026-11-29-upkeep.',
    );
  });
});

describe('one window by its id', () => {
  test('moved: a file of its own that takes its place and keeps its address', () => {
    const move: Act = { kind: 'move', maintenance: '2026-11-29-upkeep', start: at('2026-12-01T02:00'), mark: 'c1' };
    const { id, path, text } = done(move, { [PATH]: SERIES });
    expect({ id, path }).toEqual({ id: '2026-11-29-upkeep', path: 'maintenance/2026/2026-11-29-upkeep.md' });
    expect(text).toMatchInlineSnapshot(`
      "---
      title: Upkeep
      start: 2026-12-01T02:00:00Z
      end: 2026-12-01T03:00:00Z
      occurrence:
        of: 2026-11-08-upkeep
        start: 2026-11-29T01:00:00Z
      components:
        - ledger
      links:
        - label: Why
          url: https://example.com/why
      owner: Ana
      comments:
        - c1
      ---

      Patches.

      ## 2026-11-20 12:00 UTC · scheduled

      Moved: it now begins at 2026-12-01 02:00 UTC and ends at 2026-12-01 03:00 UTC.
      "
    `);
    const moved = windows({ [PATH]: SERIES, [path]: text });
    expect(moved.get(id)).toMatchObject({ start: at('2026-12-01T02:00'), end: at('2026-12-01T03:00') });
    expect(moved.size).toBe(windows({ [PATH]: SERIES }).size);
    expect(perform({ ...move }, deskOf(filesWith({ [PATH]: SERIES, [path]: text }), NOW)).deed?.changes).toEqual([]);
  });

  test('moved again: the same file', () => {
    const first = done(
      { kind: 'move', maintenance: '2026-11-29-upkeep', start: at('2026-12-01T02:00') },
      { [PATH]: SERIES },
    );
    const files = { [PATH]: SERIES, [first.path]: first.text };
    const again = done({ kind: 'move', maintenance: '2026-11-29-upkeep', start: at('2026-12-02T02:00') }, files);
    expect(again.path).toBe(first.path);
    expect(windows({ ...files, [again.path]: again.text }).get(again.id)).toMatchObject({
      start: at('2026-12-02T02:00'),
      series: { planned: at('2026-11-29T01:00') },
    });
  });

  test('the first, whose name is that of the series', () => {
    const now = at('2026-11-01T12:00');
    const { id, path, text } = done(
      { kind: 'move', maintenance: 'upkeep', start: at('2026-11-10T01:00') },
      { [PATH]: SERIES },
      now,
    );
    expect({ id, path }).toEqual({ id: '2026-11-08-upkeep', path: 'maintenance/2026/2026-11-08-upkeep-first.md' });
    expect(windows({ [PATH]: SERIES, [path]: text }, now).get(id)?.start).toBe(at('2026-11-10T01:00'));
  });

  test('cancelled, and not the next: a file of its own', () => {
    const cancel: Act = { kind: 'cancel', maintenance: '2026-12-06-upkeep' };
    const { id, path, text } = done(cancel, { [PATH]: SERIES });
    expect(path).toBe('maintenance/2026/2026-12-06-upkeep.md');
    const after = windows({ [PATH]: SERIES, [path]: text });
    expect([...after.values()].filter(({ cancelled }) => cancelled).map((one) => one.id)).toEqual([id]);
  });

  test('half a year ahead', () => {
    const move: Act = { kind: 'move', maintenance: '2027-05-02-upkeep', start: at('2027-05-04T01:00') };
    expect(done(move, { [PATH]: SERIES }).path).toBe('maintenance/2027/2027-05-02-upkeep.md');
  });

  test('one that the series does not have is unknown', () => {
    expect(refused({ kind: 'cancel', maintenance: '2026-11-30-upkeep' }, { [PATH]: SERIES })).toContain(
      'There is no maintenance "2026-11-30-upkeep"',
    );
  });

  test('what was told of it before stays with it, though it was told in the same minute', () => {
    const told = `${SERIES}\n## 2026-11-20 12:00 UTC · update\n\nSoon.\n`;
    const { id, path, text } = done(
      { kind: 'move', maintenance: 'upkeep', start: at('2026-11-23T01:00') },
      { [PATH]: told },
    );
    const after = windows({ [PATH]: told, [path]: text });
    expect(after.get(id)?.updates.map((update) => update.text)).toEqual(['Soon.', expect.stringContaining('Moved')]);
  });
});

describe('a series is ended', () => {
  const end: MaintenanceAct = { kind: 'cancel', maintenance: 'upkeep', series: true };

  test('its next window is cancelled, and none comes after it', () => {
    const { id, text } = done(end, { [PATH]: SERIES });
    expect(id).toBe('2026-11-08-upkeep');
    const after = [...windows({ [PATH]: text }, at('2027-06-01T00:00')).values()];
    expect(after.map((one) => [one.id, one.cancelled])).toEqual([
      ['2026-11-08-upkeep', false],
      ['2026-11-15-upkeep', false],
      ['2026-11-22-upkeep', true],
    ]);
  });

  test('a window that runs goes on, and is the last', () => {
    const { text } = done(end, { [PATH]: SERIES }, at('2026-11-22T01:30'));
    const after = [...windows({ [PATH]: text }, at('2027-06-01T00:00')).values()];
    expect(after.at(-1)).toMatchObject({
      id: '2026-11-22-upkeep',
      cancelled: false,
      updates: [{ text: expect.any(String) }],
    });
  });

  test('what does not repeat has no series to end', () => {
    expect(refused(end, { [PATH]: SERIES.replace(/repeat.*\n/, '').replaceAll('11-08', '12-08') })).toContain(
      'is no series',
    );
  });
});

function done(act: Act, files: Record<string, string>, now = NOW): { id: string; path: string; text: string } {
  const { deed, refusals } = perform(act, deskOf(filesWith(files), now));
  if (!deed) throw new Error(refusals.map(({ what }) => what).join(' '));
  expect(deed.after.problems.filter(({ file }) => file.startsWith('maintenance'))).toEqual([]);
  return { id: deed.id, path: deed.path, text: deed.changes[0]?.text ?? '' };
}

function refused(act: Act, files: Record<string, string> = {}): string {
  const { refusals = [] } = perform(act, deskOf(filesWith(files), NOW));
  return refusals.map(({ what, remedy }) => `${what} ${remedy}`).join(' ');
}

function windows(files: Record<string, string>, now = NOW): Map<string, ReturnType<typeof worksOf>[number]> {
  const works = worksOf(deskOf(filesWith(files), now)).filter(({ series }) => series);
  return new Map(works.sort((a, b) => a.start - b.start).map((one) => [one.id, one]));
}

function at(moment: string): number {
  return Date.parse(`${moment}Z`);
}
