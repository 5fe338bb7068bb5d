import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesWith, INCIDENT_PATH, incidentFile, NOW, snapshotWith } from '../../tests/fixtures/content.ts';
import { readContent } from '../checks/read-content.ts';
import { snapshotOf } from '../load-snapshot.ts';
import type { SourceFile } from '../problems/problem.ts';
import { groupStatuses } from '../views/component-status.ts';
import { headlineView } from '../views/headline.ts';
import { historyOf, overviewView } from '../views/history.ts';
import { ledgerDocument } from '../views/ledger.ts';
import { viewContext } from '../views/view-context.ts';
import { overallState, runningMaintenance, type Snapshot, upcomingMaintenance } from './snapshot.ts';

const MINUTE = 60_000;
const COMPONENTS = ['payments', 'ledger', 'search'];
const IMPACTS = ['degraded', 'partial outage', 'major outage', 'operational'];

describe('state and snapshot do not depend on the order of files', () => {
  test('whatever happened', () => {
    fc.assert(
      fc.property(
        incidents(8),
        maintenances(5, -60, 10),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (some, works, random) => {
          const files = filesWith({ ...some, ...works });
          const shuffled = files
            .map((file) => ({ file, place: random.next().value }))
            .sort((a, b) => a.place - b.place)
            .map(({ file }) => file);
          const [one, other] = [snapshot(files), snapshot(shuffled)];
          expect(one.unreadable).toEqual([]);
          expect(other).toEqual(one);
          expect(overallState(other)).toBe(overallState(one));
          expect(JSON.stringify(numbers(other))).toBe(JSON.stringify(numbers(one)));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a future maintenance changes no past or present number', () => {
  test('whatever happened, and whatever is planned', () => {
    fc.assert(
      fc.property(incidents(6), maintenances(3, -60, 0), maintenances(3, 0, 40), (some, works, planned) => {
        const before = filesWith({ ...some, ...works });
        const future = Object.fromEntries(
          Object.entries(planned).map(([path, text]) => [path.replace('-m', '-future'), text]),
        );
        const after = filesWith({ ...some, ...works, ...future });
        expect(snapshot(after).maintenance).toHaveLength(
          snapshot(before).maintenance.length + Object.keys(planned).length,
        );
        expect(numbers(snapshot(after))).toEqual(numbers(snapshot(before)));
      }),
      { numRuns: 60 },
    );
  });

  test('it is only announced', () => {
    const found = snapshotWith();
    expect(upcomingMaintenance(found).map((one) => one.id)).toEqual(['2026-11-25-ledger-upgrade']);
    expect(runningMaintenance(found)).toEqual([]);
    expect(runningMaintenance(snapshotWith({}, { now: Date.parse('2026-11-25T03:00:00Z') }))).toHaveLength(1);
  });
});

describe('the public', () => {
  const secret = 'CANARY';
  const changes = {
    [INCIDENT_PATH]: incidentFile(
      '## 2026-11-18 09:10 UTC · resolved\n\nOver.',
      `roles:\n  commander: ${secret}\nalerts:\n  - source: ${secret}\n    key: ${secret}\ntracking: https://example.com/${secret}`,
    ),
    'incidents/2026/2026-11-19-inside.md': incidentFile(
      `## 2026-11-19 09:10 UTC · resolved\n\n${secret}`,
      'visibility: internal',
    ),
    'incidents/2026/2026-11-19-draft.md': incidentFile(
      `## 2026-11-19 09:10 UTC · resolved\n\n${secret}`,
      'visibility: draft',
    ),
    'maintenance/2026/2026-11-26-inside.md': `---\ntitle: ${secret}\nstart: 2026-11-26T02:00:00Z\nend: 2026-11-26T04:00:00Z\ncomponents: [ledger]\nvisibility: internal\n---\n`,
    'postmortems/2026-11-19-inside.md': `---\ntitle: ${secret}\nstatus: published\nsummary: ${secret}\n---\n\n${secret}\n`,
    'postmortems/2026-11-18-review.md': `---\ntitle: ${secret}\nstatus: review\nsummary: ${secret}\nincident: 2026-11-18-slow-payments\n---\n\n${secret}\n`,
    'components/ledger.md': `---\nname: Ledger\nsince: 2025-01-01\nrunbook: ${secret.toLowerCase()}\nchecks:\n  - type: http\n    target: ${secret}\n---\n`,
    [`runbooks/${secret.toLowerCase()}.md`]: `---\ntitle: ${secret}\nreviewBy: 2027-01-01\n---\n${secret}\n`,
    'severities/sev1.md': `---\nname: Critical\nlevel: 1\nsummary: A.\nescalation:\n  - after: 5 min\n    to: ${secret}\n---\n`,
    'incidents/2026/2026-11-20-canary.md': `---\ntitle: ${secret}\n---\n`,
  };

  test('sees nothing that is internal', () => {
    expect(JSON.stringify(snapshotWith(changes)).toUpperCase()).not.toContain(secret);
  });

  test('sees less than the team', () => {
    const text = JSON.stringify(snapshotWith(changes, { audience: 'internal' })).toUpperCase();
    expect(text.split(secret).length).toBeGreaterThan(15);
  });
});

test('the newest comes first, and components come in their order', () => {
  const found = snapshotWith({ 'components/alpha.md': '---\nname: Alpha\nsince: 2025-01-01\norder: 1\n---\n' });
  expect(found.incidents.map((one) => one.id)).toEqual(['2026-11-21-search-down', '2026-11-18-slow-payments']);
  expect(found.components.map((one) => one.id)).toEqual(['alpha', 'ledger', 'payments', 'search']);
  expect(found.groups.map((group) => [group.name, group.components.map((one) => one.id)])).toEqual([
    ['Money', ['ledger', 'payments']],
    [undefined, ['alpha', 'search']],
  ]);
});

function snapshot(files: readonly SourceFile[]): Snapshot {
  return snapshotOf(readContent(files, NOW), NOW, 'public');
}

/** Everything that a page says about the past and the present. */
function numbers(found: Snapshot) {
  const context = viewContext(found, { base: '', origin: 'https://status.example.com' });
  const groups = groupStatuses(context);
  const history = historyOf(found);
  return {
    groups,
    headline: headlineView(found, groups),
    ledger: ledgerDocument(context),
    months: history.months,
    years: overviewView(context, history).years,
  };
}

/** Incident files, each with a random story in the last 100 days. */
function incidents(maxLength: number): fc.Arbitrary<Record<string, string>> {
  const steps = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 2_000 }),
      state: fc.constantFrom('update', 'investigating', 'identified', 'monitoring', 'resolved'),
      impacts: fc.dictionary(fc.constantFrom(...COMPONENTS), fc.constantFrom(...IMPACTS), { maxKeys: 2 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const one = fc.record({
    ago: fc.oneof(fc.integer({ min: 0, max: 100 * 24 * 60 }), fc.constantFrom(0, 60, 3_000)),
    steps,
    first: fc.constantFrom(...IMPACTS),
  });
  return fc.array(one, { maxLength }).map((all) =>
    Object.fromEntries(
      all.map(({ ago, steps: found, first }, index) => {
        const start = NOW - ago * MINUTE;
        let at = start;
        const updates = found.map(({ after, state, impacts }) => {
          at = Math.min(NOW, at + after * MINUTE);
          const pairs = Object.entries(impacts).map(([id, word]) => ` · ${id}: ${word}`);
          return `## ${stamp(at)} UTC · ${state}${pairs.join('')}\n\nWord.`;
        });
        const day = stamp(start).slice(0, 10);
        const fields = `started: ${stamp(start).replace(' ', 'T')}Z\ncomponents:\n  ${COMPONENTS[index % 3]}: ${first}`;
        return [`incidents/${day.slice(0, 4)}/${day}-i${index}.md`, incidentFile(updates.join('\n\n'), fields)];
      }),
    ),
  );
}

/** Maintenance files that begin between two days from now. */
function maintenances(maxLength: number, from: number, to: number): fc.Arbitrary<Record<string, string>> {
  const DAY = 24 * 60;
  const one = fc.record({
    begins: fc.integer({ min: from * DAY + 1, max: to * DAY }),
    lasts: fc.integer({ min: 1, max: 600 }),
    component: fc.constantFrom(...COMPONENTS),
  });
  return fc.array(one, { maxLength }).map((all) =>
    Object.fromEntries(
      all.map(({ begins, lasts, component }, index) => {
        const [start, end] = [NOW + begins * MINUTE, NOW + (begins + lasts) * MINUTE].map(
          (ms) => `${stamp(ms).replace(' ', 'T')}Z`,
        );
        const day = (start ?? '').slice(0, 10);
        const text = `---\ntitle: Work ${index}\nstart: ${start}\nend: ${end}\ncomponents: [${component}]\n---\n`;
        return [`maintenance/${day.slice(0, 4)}/${day}-m${index}.md`, text];
      }),
    ),
  );
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
