import { expect, test } from 'vitest';
import { INCIDENT_PATH, incidentFile, snapshotWith } from '../../tests/fixtures/content.ts';
import { incidentSummary } from './incident-summary.ts';
import { viewContext } from './view-context.ts';

test('the team sees of what the public does not see that it does not', () => {
  for (const [visibility, seenBy] of [
    ['draft', 'Draft'],
    ['internal', 'Internal'],
    ['public', undefined],
  ]) {
    const text = incidentFile('## 2026-11-18 09:00 UTC · investigating\n\nWe look.', `visibility: ${visibility}`);
    const snapshot = snapshotWith({ [INCIDENT_PATH]: text }, { audience: 'internal' });
    const incident = snapshot.incidents.find(({ title }) => title === 'Slow payments');
    expect(
      incident &&
        incidentSummary(viewContext(snapshot, { base: '/', origin: 'https://status.example.com' }), incident).seenBy,
    ).toBe(seenBy);
  }
});
