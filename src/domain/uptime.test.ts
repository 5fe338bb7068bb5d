import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  at,
  clock,
  component,
  componentWith,
  DAY,
  HOUR,
  incident,
  MINUTE,
  maintenance,
} from '../../tests/fixtures/domain.ts';
import type { Cause, Component } from './component.ts';
import { type Ledger, ledgerOf, percent, uptimeBasisPoints } from './uptime.ts';

const WEIGHTS = { degraded: 0, partial: 0.3, major: 1 };
const KIND = {
  degraded: 'incident',
  partial: 'incident',
  major: 'incident',
  maintenance: 'maintenance',
  operational: 'override',
} as const;
const TODAY = { from: at('00:00'), to: at('2026-11-22 00:00') };

describe('a day by hand', () => {
  test('nothing happened', () => {
    expect(read(component())).toEqual({ observed: '24 h', excluded: '0 h', down: '0 h', uptime: '100.00', rows: [] });
  });

  test('a major outage of 6 hours is a quarter of the day', () => {
    expect(read(component({ incidents: [outage('06:00', '12:00', 'major')] }))).toEqual({
      observed: '24 h',
      excluded: '0 h',
      down: '6 h',
      uptime: '75.00',
      rows: ['06:00–12:00 major × 1'],
    });
  });

  test('a partial outage counts three tenths', () => {
    // 12 h × 0.3 = 3.6 h of 24 h = 15 %.
    expect(read(component({ incidents: [outage('06:00', '18:00', 'partial')] })).uptime).toBe('85.00');
  });

  test('slow but working is up, and still in the ledger', () => {
    const { uptime, rows } = read(component({ incidents: [outage('06:00', '18:00', 'degraded')] }));
    expect([uptime, rows]).toEqual(['100.00', ['06:00–18:00 degraded × 0']]);
  });

  test('where two incidents overlap, the worse counts, once', () => {
    const incidents = [outage('06:00', '12:00', 'partial', 'a'), outage('10:00', '14:00', 'major', 'b')];
    // 4 h × 0.3 + 4 h × 1 = 5.2 h; 1 − 5.2 ÷ 24 = 78.333… %, rounded down.
    expect(read(component({ incidents }))).toEqual({
      observed: '24 h',
      excluded: '0 h',
      down: '5.2 h',
      uptime: '78.33',
      rows: ['06:00–10:00 partial × 0.3', '10:00–12:00 major × 1', '12:00–14:00 major × 1'],
    });
  });

  test('the same outage told twice counts once', () => {
    const incidents = [outage('06:00', '12:00', 'major', 'a'), outage('06:00', '12:00', 'major', 'b')];
    expect(read(component({ incidents }))).toMatchObject({ down: '6 h', uptime: '75.00' });
  });

  test('maintenance is taken out of the time looked at', () => {
    const one = component({ maintenance: [maintenance()], incidents: [outage('00:00', '11:00', 'major')] });
    // 2 h are out. Of the other 22 h, those from 00:00 to 10:00 were down: 1 − 10 ÷ 22 = 54.54… %.
    expect(read(one)).toEqual({
      observed: '24 h',
      excluded: '2 h',
      down: '10 h',
      uptime: '54.54',
      rows: ['00:00–10:00 major × 1', '10:00–11:00 major not counted', '11:00–12:00 maintenance not counted'],
    });
  });

  test('time before it came into service is not looked at', () => {
    const one = component({ inService: at('12:00'), incidents: [outage('06:00', '18:00', 'major')] });
    expect(read(one)).toMatchObject({ observed: '12 h', down: '6 h', uptime: '50.00' });
  });

  test('an incident that goes on counts until now', () => {
    const open = incident([['18:00', 'investigating', { api: 'major' }]]);
    expect(read(component({ incidents: [open] }))).toMatchObject({ down: '6 h', uptime: '75.00' });
  });

  test('nothing is said where nothing was looked at', () => {
    expect(read(component({ inService: at('2026-11-22 00:00') })).uptime).toBeUndefined();
    const allDay = maintenance([], { start: '00:00', end: '2026-11-22 00:00' });
    expect(read(component({ maintenance: [allDay] })).uptime).toBeUndefined();
  });

  test('an override may add down time', () => {
    const one = component({ override: override('major outage') });
    expect(read(one)).toMatchObject({ down: '3 h', uptime: '87.50' });
  });

  for (const state of ['operational', 'degraded', 'under maintenance', 'partial outage', 'major outage']) {
    test(`an override never removes down time: ${state}`, () => {
      const incidents = [outage('06:00', '12:00', 'major')];
      const down = ledgerOf(component({ incidents, override: override(state) }), TODAY, WEIGHTS).down / HOUR;
      expect(down).toBeGreaterThanOrEqual(6);
    });
  }

  test('rows that say the same and touch are one', () => {
    const cause: Cause = { from: at('01:00'), to: at('02:00'), state: 'major', kind: 'incident', id: 'a' };
    const rows = read(componentWith([cause, { ...cause, from: at('02:00'), to: at('03:00') }])).rows;
    expect(rows).toEqual(['01:00–03:00 major × 1']);
  });
});

describe('a figure never flatters', () => {
  for (const [down, of, uptime] of [
    [1, 10_000, '99.99'],
    [1, 10_001, '99.99'],
    [1, 9_999, '99.98'],
    [1, 1_000_000_000, '99.99'],
    [0, 10_000, '100.00'],
    [10_000, 10_000, '0.00'],
    [9_999, 10_000, '0.01'],
    [1, 3, '66.66'],
    [2, 3, '33.33'],
  ] as const) {
    test(`${down} of ${of} seconds down are ${uptime} %`, () => {
      expect(percent(uptimeBasisPoints([ledger(of * 1000, down * 1000)]) ?? -1)).toBe(uptime);
    });
  }

  test('a thousandth of a second in a year is not 100 %', () => {
    expect(percent(uptimeBasisPoints([ledger(366 * DAY, 1)]) ?? -1)).toBe('99.99');
  });

  test('weights that binary numbers cannot hold do not turn 99.99 into 99.98', () => {
    for (const weight of [0.1, 0.2, 0.3, 0.6, 0.7]) {
      const weights = { degraded: 0, partial: weight, major: 1 };
      const observed = 100 * DAY;
      // So long that exactly one ten-thousandth of the time counts as down.
      const length = Math.round(observed / 10_000 / weight);
      const cause: Cause = { from: 0, to: length, state: 'partial', kind: 'incident', id: 'a' };
      const found = ledgerOf(componentWith([cause]), { from: 0, to: length * weight * 10_000 }, weights);
      expect([weight, percent(uptimeBasisPoints([found]) ?? -1)]).toEqual([weight, '99.99']);
    }
  });

  test('several components count by their time together', () => {
    expect(uptimeBasisPoints([ledger(10 * HOUR, HOUR), ledger(30 * HOUR, 0)])).toBe(9_750);
    expect(uptimeBasisPoints([])).toBeUndefined();
  });

  test('it is rounded down for any time and any down time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * DAY }), fc.double({ min: 0, max: 1, noNaN: true }), (time, part) => {
        const down = Math.floor(time * part);
        const points = uptimeBasisPoints([ledger(time, down)]) ?? -1;
        expect(points).toBe(Number((BigInt(time - down) * 10_000n) / BigInt(time)));
        expect(points === 10_000).toBe(down === 0);
      }),
    );
  });
});

describe('uptime by intervals equals uptime minute by minute', () => {
  const LENGTH = 3 * 24 * 60;
  const moment = fc.integer({ min: -500, max: LENGTH + 500 });
  const cause = fc
    .record({
      from: moment,
      length: fc.integer({ min: 1, max: 900 }),
      state: fc.constantFrom<Cause['state']>('degraded', 'partial', 'major', 'maintenance', 'operational'),
    })
    .map(({ from, length, state }) => ({
      from: from * MINUTE,
      to: length > 880 ? Number.POSITIVE_INFINITY : (from + length) * MINUTE,
      state,
      kind: KIND[state],
    }));
  const causes = fc
    .array(cause, { maxLength: 12 })
    .map((found) => found.map((one, index) => ({ ...one, id: `i${index}` })));
  const weights = fc.record({
    degraded: fc.constantFrom(0, 0.1, 0.25),
    partial: fc.constantFrom(0.3, 0.5, 1 / 3),
    major: fc.constantFrom(1, 0.9),
  });
  const since = fc.oneof(fc.constant(-1_000), fc.integer({ min: -100, max: LENGTH + 100 }));

  test('whatever overlaps, is maintained, overridden or comes late', () => {
    fc.assert(
      fc.property(causes, weights, since, (found, share, first) => {
        const one = componentWith(found, first * MINUTE);
        const window = { from: 0, to: LENGTH * MINUTE };
        const { observed, excluded, down, rows } = ledgerOf(one, window, share);
        const brute = byMinutes(one, LENGTH, share);
        expect({ observed, excluded }).toEqual({ observed: brute.observed, excluded: brute.excluded });
        expect(down).toBeCloseTo(brute.down, 3);
        expect(rows.every((row, index) => row.from < row.to && row.from >= (rows[index - 1]?.to ?? 0))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('adding windows next to each other changes nothing', () => {
    fc.assert(
      fc.property(causes, weights, fc.integer({ min: 1, max: LENGTH - 1 }), (found, share, cut) => {
        const one = componentWith(found);
        const [start, middle, end] = [0, cut * MINUTE, LENGTH * MINUTE];
        const whole = ledgerOf(one, { from: start, to: end }, share);
        const parts = [
          ledgerOf(one, { from: start, to: middle }, share),
          ledgerOf(one, { from: middle, to: end }, share),
        ];
        expect(uptimeBasisPoints(parts)).toBe(uptimeBasisPoints([whole]));
      }),
      { numRuns: 200 },
    );
  });
});

/** The same figures in the plainest way: each minute looked at by itself. */
function byMinutes(one: Component, length: number, weights: Record<string, number>) {
  const sums = { observed: 0, excluded: 0, down: 0 };
  for (let minute = 0; minute < length; minute++) {
    const moment = minute * MINUTE;
    if (moment < one.inService) continue;
    const states = one.causes.filter((cause) => cause.from <= moment && moment < cause.to).map((cause) => cause.state);
    sums.observed += MINUTE;
    if (states.includes('maintenance')) sums.excluded += MINUTE;
    else sums.down += MINUTE * share(states, weights);
  }
  return sums;
}

function share(states: readonly string[], weights: Record<string, number>): number {
  const worst = ['major', 'partial', 'degraded'].find((state) => states.includes(state));
  return worst ? (weights[worst] ?? 0) : 0;
}

function outage(from: string, to: string, impact: 'degraded' | 'partial' | 'major', id = 'a') {
  return incident(
    [
      [from, 'investigating', { api: impact }],
      [to, 'resolved'],
    ],
    {},
    `2026-11-21-${id}`,
  );
}

function override(state: string) {
  return { state, from: '2026-11-21T09:00:00Z', until: '2026-11-21T12:00:00Z', reason: 'By hand.' };
}

function ledger(observed: number, down: number): Ledger {
  return { window: { from: 0, to: observed }, observed, excluded: 0, down, rows: [] };
}

function read(one: Component) {
  const found = ledgerOf(one, TODAY, WEIGHTS);
  const points = uptimeBasisPoints([found]);
  const hours = (ms: number) => `${Math.round((ms / HOUR) * 1e6) / 1e6} h`;
  return {
    observed: hours(found.observed),
    excluded: hours(found.excluded),
    down: hours(found.down),
    uptime: points === undefined ? undefined : percent(points),
    rows: found.rows.map(
      (row) => `${clock(row.from)}–${clock(row.to)} ${row.state} ${row.excluded ? 'not counted' : `× ${row.weight}`}`,
    ),
  };
}
