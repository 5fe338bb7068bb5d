import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile, NOW } from '../../tests/fixtures/content.ts';

const OWN = incidentFile(
  '## 2026-11-18 09:00 UTC · investigating\n\nWe look.\n\n## 2026-11-18 11:00 UTC · resolved\n\nOver.',
);
const FOLDER = INCIDENT_PATH.replace(/\.md$/, '');
const added = (text: string) => contentWith({ [INCIDENT_PATH]: OWN, [`${FOLDER}/phone.md`]: text });

test('updates in a folder named like the incident stand among its own, at their times', () => {
  const content = added(
    '## 2026-11-18 10:00 UTC · identified\n\nA disk.\n\n## 2026-11-18 09:00 UTC · update\n\nStill.\n',
  );
  const updates = content.entries.incident.find(({ file }) => file.path === INCIDENT_PATH)?.updates;
  expect(content.problems).toEqual([]);
  expect(updates?.map(({ id, state, text }) => [id, state, text])).toEqual([
    ['u20261118t0900z', 'investigating', 'We look.'],
    ['u20261118t0900z-2', undefined, 'Still.'],
    ['u20261118t1000z', 'identified', 'A disk.'],
    ['u20261118t1100z', 'resolved', 'Over.'],
  ]);
});

test.each([
  ['one that is nearly right', '## 2026-11-18 10:00 · identified\n\nA disk.\n', 'update-heading', 1],
  [
    'text above the first heading',
    'A disk.\n\n## 2026-11-18 10:00 UTC · identified\n\nA disk.\n',
    'text-before-update',
    1,
  ],
  ['one in the future', '\n## 2027-11-18 10:00 UTC · identified\n\nA disk.\n', 'update-in-future', 2],
])('%s is told of at its own place, and takes nothing down with it', (_, text, code, line) => {
  const content = added(text);
  expect(content.problems.map((one) => [one.code, one.file, one.line])).toEqual([[code, `${FOLDER}/phone.md`, line]]);
  expect(content.entries.incident.find(({ file }) => file.path === INCIDENT_PATH)?.updates).toHaveLength(2);
});

test('updates of an incident that is not there are told of, with the name that may be meant', () => {
  const content = contentWith(
    { 'incidents/2026/2026-11-18-slow-paymets/a.md': '## 2026-11-18 10:00 UTC · update\n\nA.\n' },
    NOW,
  );
  expect(content.problems.map(({ code, remedy }) => [code, remedy])).toEqual([
    ['no-such-incident', expect.stringContaining('"2026-11-18-slow-payments"')],
  ]);
});
