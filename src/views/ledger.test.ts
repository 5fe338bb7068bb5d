import { describe, expect, test } from 'vitest';
import { snapshotWith } from '../../tests/fixtures/content.ts';
import { ledgerCsv } from '../documents/ledger.ts';
import { ledgerDocument } from './ledger.ts';
import { viewContext } from './view-context.ts';

const WORK = {
  'maintenance/2026/2026-11-18-work.md':
    '---\ntitle: Work\nstart: 2026-11-18T10:00:00Z\nend: 2026-11-18T11:00:00Z\ncomponents: [payments]\n---\n',
};
const document = ledgerDocument(viewContext(snapshotWith(WORK), { base: '', origin: 'https://status.example.com' }));

describe('anyone can make the figures again', () => {
  for (const component of document.components) {
    test(`of ${component.name}, from its rows alone`, () => {
      const counted = component.rows.filter((row) => !row.excluded);
      const down =
        counted.reduce((sum, row) => sum + (Date.parse(row.to) - Date.parse(row.from)) * row.weight, 0) / 1000;
      const excluded = component.rows.filter((row) => row.excluded).reduce((sum, row) => sum + row.seconds, 0);
      expect(component.weightedDownSeconds).toBeCloseTo(down, 6);
      expect(component.excludedSeconds).toBe(excluded);
      const uptime = Math.floor(10_000 * (1 - down / (component.observedSeconds - excluded))) / 100;
      expect(component.uptimePercent).toBe(uptime);
    });
  }

  test('and of any site by hand', () => {
    // 50 minutes of partial outage × 0.3, of which the last 30 fall into an hour of maintenance: 20 × 60 × 0.3 = 360 s.
    // 1 − 360 ÷ (7,740,000 − 3,600) = 99.9953… %.
    const payments = document.components.find((component) => component.id === 'payments');
    expect(payments).toMatchObject({ weightedDownSeconds: 360, excludedSeconds: 3600, uptimePercent: 99.99 });
  });
});

test('the table has one line a row, and one for a component without any', () => {
  expect(`\n${ledgerCsv(document)}`.replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "
    component,observed_seconds,from,to,state,seconds,weight,excluded,causes,observed_from
    ledger,7740000,,,,,,,,2026-08-23T22:00:00.000Z
    payments,7740000,2026-11-18T09:00:00.000Z,2026-11-18T09:40:00.000Z,degraded,2400,0,no,2026-11-18-slow-payments,2026-08-23T22:00:00.000Z
    payments,7740000,2026-11-18T09:40:00.000Z,2026-11-18T10:00:00.000Z,partial,1200,0.3,no,2026-11-18-slow-payments,2026-08-23T22:00:00.000Z
    payments,7740000,2026-11-18T10:00:00.000Z,2026-11-18T10:30:00.000Z,partial,1800,0,yes,2026-11-18-slow-payments 2026-11-18-work,2026-08-23T22:00:00.000Z
    payments,7740000,2026-11-18T10:30:00.000Z,2026-11-18T11:00:00.000Z,maintenance,1800,0,yes,2026-11-18-work,2026-08-23T22:00:00.000Z
    search,7740000,2026-11-21T11:30:00.000Z,2026-11-21T12:00:00.000Z,major,1800,1,no,2026-11-21-search-down,2026-08-23T22:00:00.000Z
    "
  `);
});

test('lines end as the standard for such tables says', () => {
  const csv = ledgerCsv(document);
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(
    csv
      .split('\r\n')
      .slice(0, -1)
      .every((line) => !/[\r\n]/.test(line)),
  ).toBe(true);
});

test('every line has as many cells as the first, and none begins a formula, whatever a file is called', () => {
  for (const name of ['=cmd', '+1', '@a', 'a,b', 'a"b', '-x']) {
    const snapshot = snapshotWith({ [`components/${name}.md`]: '---\nname: New\nsince: 2026-01-01\n---\n' });
    const csv = ledgerCsv(ledgerDocument(viewContext(snapshot, { base: '', origin: 'https://status.example.com' })));
    const cells = csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(new Set(cells.map((line) => line.length)), name).toEqual(new Set([10]));
    expect(
      cells.flat().filter((cell) => /^[=+@\t\r"-]/.test(cell)),
      name,
    ).toEqual([]);
  }
});

test('what is observed ends now, and begins with the first day of the window', () => {
  expect([document.asOf, document.firstDay, document.timezone]).toEqual([
    '2026-11-21T12:00:00.000Z',
    '2026-08-24',
    'Europe/Berlin',
  ]);
  const start = Date.parse('2026-08-24T00:00:00+02:00');
  const observed = (Date.parse(document.asOf) - start) / 1000;
  expect(new Set(document.components.map((component) => component.observedSeconds))).toEqual(new Set([observed]));
});
