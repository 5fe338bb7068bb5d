import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INCIDENT_PATH, incidentFile, snapshotWith } from '../../tests/fixtures/content.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { type ScaleView, scaleView } from './scale.ts';
import { viewContext } from './view-context.ts';

const START = Date.parse('2026-11-01T09:00:00Z');
const MINUTE = 60_000;
const STATES = ['investigating', 'identified', 'monitoring', 'resolved', 'update'] as const;

function scaleOf(updates: string, fields: string): ScaleView | undefined {
  const snapshot = snapshotWith({ [INCIDENT_PATH]: incidentFile(updates, fields) }, { audience: 'internal' });
  const incident = snapshot.incidents.find(({ id }) => INCIDENT_PATH.includes(id));
  if (!incident) throw new Error('There is no incident.');
  return scaleView(viewContext(snapshot, { base: '/', origin: 'https://status.example.com' }), incident);
}

test('whatever happened when: all of it is on the paper, nothing overlaps, and what is nearer to the start stands nearer to it', () => {
  const update = fc.record({ after: fc.integer({ min: 1, max: 2_000 }), state: fc.constantFrom(...STATES) });
  fc.assert(
    fc.property(fc.array(update, { minLength: 1, maxLength: 12 }), fc.nat({ max: 90 }), (list, noticed) => {
      let at = START;
      const updates = list.map(({ after, state }, index) => {
        at += after * MINUTE;
        return `## ${writtenMoment(at)} · ${index === 0 ? 'investigating' : state} · payments: ${index % 2 ? 'degraded' : 'major outage'}\n\nText.\n`;
      });
      const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
      const fields = `started: ${iso(START)}\ndetected: ${iso(START + Math.min(noticed, list[0]?.after ?? 0) * MINUTE)}\ncomponents:\n  ledger: partial outage`;
      const scale = scaleOf(updates.join('\n'), fields);
      if (!scale) throw new Error('Nothing is drawn.');
      const places = [...scale.moments.map(({ x }) => x), ...scale.updates, ...scale.ticks.map(({ x }) => x)];
      expect(places.every((x) => x >= 0 && x <= 100)).toBe(true);
      for (const { parts } of scale.bars) {
        for (const { x, width } of parts) expect([x >= 0, width > 0, x + width <= 100.5]).toEqual([true, true, true]);
      }
      const heights = scale.moments.map(({ y }) => y);
      expect(heights.every((y) => y > 0 && y < scale.axis)).toBe(true);
      for (const [index, one] of scale.moments.entries()) {
        for (const other of scale.moments.slice(index + 1)) {
          expect(one.x <= other.x).toBe(true);
          if (one.y === other.y) expect(other.x - one.x).toBeGreaterThanOrEqual(7);
        }
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(6);
    }),
    { numRuns: 60 },
  );
});

test('an incident that was called over too early says so', () => {
  const updates =
    '## 2026-11-18 09:10 UTC · investigating\n\nA.\n\n## 2026-11-18 10:00 UTC · resolved\n\nB.\n\n## 2026-11-18 11:00 UTC · investigating\n\nC.\n\n## 2026-11-18 12:00 UTC · resolved\n\nD.\n';
  const scale = scaleOf(updates, 'started: 2026-11-18T09:00:00Z\ncomponents:\n  payments: degraded');
  expect(scale?.moments.map(({ number, name, after }) => [number, name, after])).toEqual([
    [1, 'Started', undefined],
    [2, 'First public word', '10 min after the start'],
    [3, 'Called resolved', '1 h after the start'],
    [4, 'Reopened', '2 h after the start'],
    [5, 'Resolved', '3 h after the start'],
  ]);
  expect(scale?.hits).toEqual([
    'Payments: degraded performance from 18 Nov 2026, 09:00 UTC, for 1 h',
    'Payments: degraded performance from 18 Nov 2026, 11:00 UTC, for 1 h',
  ]);
});
