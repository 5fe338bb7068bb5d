import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../src/domain/interval.ts';
import { bookOf, observedIn, within } from '../../src/domain/metrics/book.ts';
import { durationsOf, observe, targetsKept } from '../../src/domain/metrics/durations.ts';
import { falsePositives, longestQuiet, repeatsIn } from '../../src/domain/metrics/frequency.ts';
import { hoursOf } from '../../src/domain/metrics/hours.ts';
import { postmortemsDue } from '../../src/domain/metrics/learning.ts';
import { componentReliability, siteReliability } from '../../src/domain/metrics/reliability.ts';
import { binomialAtLeast, medianInterval, poissonInterval, summarise } from '../../src/domain/metrics/statistics.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { ledgerOf, partOf } from '../../src/domain/uptime.ts';
import { MEASURE_NAMES } from '../../src/schema/measures.ts';
import { figuresDocument } from '../../src/views/api/figures.ts';
import { componentMetricsView, metricsView } from '../../src/views/metrics/metrics.ts';
import { reportPeriods } from '../../src/views/report/periods.ts';
import { reportView } from '../../src/views/report/report.ts';
import { viewContext } from '../../src/views/view-context.ts';
import { anyHistory, anyIncident, DAY, DAYS, historyOf, MINUTE, NOW, START } from './histories.ts';

const RUNS = { numRuns: 150 };
const ZONES = ['UTC', 'Europe/Copenhagen', 'America/Chicago', 'Australia/Lord_Howe', 'Pacific/Apia'];
const REPEAT = 30 * DAY;

const anyMinute = fc.integer({ min: -2000, max: DAYS * 1440 + 2000 });

describe('a window of the history', () => {
  test('says the same in whatever order the files were read', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...ZONES), fc.infiniteStream(fc.nat()), (incidents, zone, numbers) => {
        const shuffled = incidents
          .map((one) => ({ one, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(everything(historyOf(shuffled, zone))).toBe(everything(historyOf(incidents, zone)));
      }),
      { numRuns: 40 },
    );
  });

  test('cut in two comes to the same totals when joined', () => {
    fc.assert(
      fc.property(anyHistory, anyMinute, anyMinute, anyMinute, fc.nat(), (incidents, a, b, c, pick) => {
        const snapshot = historyOf(incidents);
        const [from = 0, middle = 0, to = 0] = [a, b, c].sort((x, y) => x - y).map((minute) => START + minute * MINUTE);
        // Every other time the cut is exactly where an incident begins.
        const edge = pick % 2 === 0 ? snapshot.incidents[pick % Math.max(1, incidents.length)]?.started : undefined;
        const cut = edge !== undefined && from <= edge && edge <= to ? edge : middle;
        const [whole, left, right] = [
          totals(snapshot, { from, to }),
          totals(snapshot, { from, to: cut }),
          totals(snapshot, { from: cut, to }),
        ];
        expect(joined(left, right)).toEqual(whole);
      }),
      RUNS,
    );
  });

  test('is not changed by an incident outside of it; only repeats look thirty days back', () => {
    fc.assert(
      fc.property(anyHistory, anyIncident, anyMinute, anyMinute, (incidents, added, a, b) => {
        const [from = 0, to = 0] = [a, b].sort((x, y) => x - y).map((minute) => START + minute * MINUTE);
        const before = historyOf(incidents);
        const after = historyOf([...incidents.filter((one) => one.id !== added.id), added]);
        const without = historyOf(incidents.filter((one) => one.id !== added.id));
        const incident = after.incidents.find((one) => one.id === added.id);
        if (!incident) throw new Error('It was not added.');
        const over = incident.resolved ?? (incident.real ? Infinity : incident.started);
        fc.pre(before !== after && (incident.started >= to || Math.max(over, incident.started + REPEAT) < from));
        expect(figuresIn(after, { from, to })).toEqual(figuresIn(without, { from, to }));
      }),
      { numRuns: 300, maxSkipsPerRun: 50 },
    );
  });

  test('counts every incident once: known, going on, or left out', () => {
    fc.assert(
      fc.property(anyHistory, (incidents) => {
        const { incidents: all } = bookOf(historyOf(incidents));
        for (const measure of MEASURE_NAMES) {
          const { n, open, leftOut } = durationsOf(all, measure, NOW);
          expect(n + open + leftOut).toBe(all.length);
        }
      }),
      RUNS,
    );
  });

  test('is operation, failure or maintenance at any moment, and never two of them', () => {
    fc.assert(
      fc.property(anyHistory, (incidents) => {
        const snapshot = historyOf(incidents);
        const book = bookOf(snapshot);
        for (const { id } of snapshot.components) {
          const ledger = book.ledgers.get(id);
          const { operating } = componentReliability(book, id, book.observed);
          const failed = (ledger?.rows ?? []).filter((row) => row.state !== 'maintenance' && !row.excluded);
          const lost = failed.reduce((sum, row) => sum + row.to - row.from, 0);
          expect(operating + lost + (ledger?.excluded ?? 0)).toBe(ledger?.observed);
        }
      }),
      RUNS,
    );
  });

  test('holds the part of the ledger that a ledger of its own would hold', () => {
    fc.assert(
      fc.property(anyHistory, anyMinute, anyMinute, (incidents, a, b) => {
        const [from = 0, to = 0] = [a, b].sort((x, y) => x - y).map((minute) => Math.min(NOW, START + minute * MINUTE));
        const snapshot = historyOf(incidents);
        for (const component of snapshot.components) {
          const whole = bookOf(snapshot).ledgers.get(component.id);
          if (!whole) throw new Error('The ledger is missing.');
          const { observed, excluded, down, rows } = partOf(whole, { from, to });
          const own = ledgerOf(component, { from, to }, snapshot.site.uptime.weights);
          expect({ observed, excluded, down, rows }).toEqual({
            ...{ observed: own.observed, excluded: own.excluded, down: own.down, rows: own.rows },
          });
        }
      }),
      RUNS,
    );
  });
});

test('no page, table or report of any history says what is not a number, or less than nothing', () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(...ZONES), (incidents, zone) => {
      const text = everything(historyOf(incidents, zone));
      expect(text).not.toMatch(/NaN|Infinity|undefined|\[object|(?<![\d\w-])-\d+ (?:s|min|h|days?)\b/);
      expect(text).not.toMatch(/"(?:n|open|leftOut|count|of|outOf|median|mean|p90)":-/);
    }),
    { numRuns: 60 },
  );
});

describe('statistics', () => {
  test('where nothing goes on, median and p90 are the plain ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 5, maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const half = sorted.length / 2;
        const plain = Number.isInteger(half)
          ? ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
          : sorted[Math.floor(half)];
        const found = summarise(values.map((ms) => ({ ms, ended: true })));
        expect(found.median).toBe(plain);
        expect(found.p90).toBe(sorted[Math.ceil((sorted.length * 9) / 10) - 1]);
      }),
      { numRuns: 500 },
    );
  });

  test('the interval around the median is the narrowest of its kind that holds with 90 %, by exact count', () => {
    for (let size = 1; size <= 60; size++) {
      const observations = Array.from({ length: size }, (_, ms) => ({ ms, ended: true }));
      const outside = medianInterval(observations)?.[0];
      const holds = (left: number): boolean => 10n * belowEither(left, size) <= 2n ** BigInt(size);
      if (outside === undefined) expect(holds(0), `${size}`).toBe(false);
      else expect([holds(outside), holds(outside + 1)], `${size}`).toEqual([true, false]);
    }
  });

  test('what goes on can only make the median longer, never shorter than without it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 5, maxLength: 30 }), fc.array(fc.nat(1000)), (over, open) => {
        const ended = over.map((ms) => ({ ms, ended: true }));
        const without = summarise(ended).median ?? 0;
        const found = summarise([...ended, ...open.map((ms) => ({ ms, ended: false }))]);
        expect(found.median ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(without);
      }),
      { numRuns: 500 },
    );
  });

  test('the interval for events by chance is that of printed tables', () => {
    // Exact two-sided 90 % limits for a Poisson mean.
    const table: [number, number, number][] = [
      [0, 0, 2.996],
      [1, 0.051, 4.744],
      [5, 1.97, 10.513],
      [10, 5.425, 16.962],
      [50, 38.965, 63.287],
    ];
    for (const [count, low, high] of table) {
      const found = poissonInterval(count);
      expect(found[0], `${count}`).toBeCloseTo(low, 2);
      expect(found[1], `${count}`).toBeCloseTo(high, 2);
    }
  });

  test('the chance of so many of so many is exact', () => {
    // 8 or more of 14 in a quarter of the day: Σ C(14, k) 3^(14 − k) ÷ 4^14.
    const exact = [8, 9, 10, 11, 12, 13, 14].reduce((sum, k) => sum + choose(14, k) * 3n ** BigInt(14 - k), 0n);
    expect(binomialAtLeast(8, 14, 0.25)).toBeCloseTo(Number(exact) / 4 ** 14, 12);
    expect(binomialAtLeast(0, 14, 0.25)).toBeCloseTo(1, 12);
  });
});

function belowEither(left: number, size: number): bigint {
  let ways = 0n;
  for (let count = 0; count <= left; count++) ways += 2n * choose(size, count);
  return ways;
}

function choose(size: number, count: number): bigint {
  let ways = 1n;
  for (let step = 1; step <= count; step++) ways = (ways * BigInt(size - step + 1)) / BigInt(step);
  return ways;
}

/** What can be added up. */
function totals(snapshot: Snapshot, window: Interval) {
  const book = bookOf(snapshot);
  const incidents = within(book.incidents, window);
  const { working, otherHours, daysOff, grid } = hoursOf(incidents, snapshot.site);
  const repeats = repeatsIn(book, window);
  const alarms = falsePositives(book, window);
  const kept = (['acknowledge', 'resolve'] as const).map((name) =>
    targetsKept(incidents, name, snapshot.severities, NOW),
  );
  const site = siteReliability(book, window);
  const parts = snapshot.components.flatMap(({ id }) => {
    const ledger = book.ledgers.get(id);
    const { failures, operating } = componentReliability(book, id, window);
    if (!ledger) return [];
    const { observed, excluded, down } = partOf(ledger, window);
    return [failures, operating, observed, excluded, down];
  });
  const { from, to } = observedIn(book, window);
  return {
    sums: [
      ...[incidents.length, working, otherHours, daysOff, ...grid.flat()],
      ...[repeats.count, repeats.of, repeats.leftOut, alarms.count, alarms.of],
      ...kept.flatMap((one) => [one.kept, one.of]),
      ...[site.failures, site.operating, to - from],
      ...parts,
    ],
    values: MEASURE_NAMES.map((name) =>
      incidents
        .map((one) => observe(one, name, NOW))
        .map((seen) => (seen ? `${seen.ms}${seen.ended ? '' : '+'}` : 'left out'))
        .sort(),
    ),
  };
}

type Totals = ReturnType<typeof totals>;

function joined(left: Totals, right: Totals): Totals {
  return {
    sums: left.sums.map((one, at) => one + (right.sums[at] ?? 0)),
    values: left.values.map((one, at) => [...one, ...(right.values[at] ?? [])].sort()),
  };
}

/** All that is said of a window. */
function figuresIn(snapshot: Snapshot, window: Interval): object {
  const book = bookOf(snapshot);
  const incidents = within(book.incidents, window);
  const due = postmortemsDue(book, window, NOW).map((one) => [one.incident.id, one.due, one.verdict]);
  return {
    ...totals(snapshot, window),
    durations: MEASURE_NAMES.map((name) => durationsOf(incidents, name, NOW)),
    quiet: longestQuiet(book, window),
    due,
  };
}

/** Every figure, page and report, as text. */
function everything(snapshot: Snapshot): string {
  const context = viewContext(snapshot, { base: '', origin: 'https://x.example' });
  return JSON.stringify([
    figuresDocument(context),
    metricsView(context),
    snapshot.components.map((one) => componentMetricsView(context, one)),
    reportPeriods(context).map((period) => reportView(context, period)),
  ]);
}
