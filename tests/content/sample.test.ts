import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContent } from '../../src/checks/read-content.ts';
import { openIncidents, runningMaintenance, upcomingMaintenance } from '../../src/domain/snapshot.ts';
import { readFolder } from '../../src/io/files.ts';
import { SEAL_FILE } from '../../src/load-content.ts';
import { snapshotOf } from '../../src/load-snapshot.ts';
import { redate, type Seal, sealOf } from '../../src/sample/redate.ts';

const FOLDER = resolve(import.meta.dirname, '../../content');
const FILES = readFolder(FOLDER);
const SEAL = JSON.parse(readFileSync(join(FOLDER, SEAL_FILE), 'utf8')) as Seal;
const ANCHOR = Date.parse(SEAL.anchor);

describe('the sample', () => {
  test('has no problem at the moment at which its story is told', () => {
    expect(readContent(FILES, ANCHOR).problems).toEqual([]);
    expect(readContent(redate(FILES, SEAL, ANCHOR), ANCHOR).problems).toEqual([]);
  });

  test('has every file that its seal names', () => {
    const named = [...SEAL.live, ...Object.keys(SEAL.lines)];
    expect(named.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([]);
  });

  test('has a seal that knows its lines as they are; `npm run seal` makes it anew', () => {
    expect(sealOf(FILES, SEAL.anchor, SEAL.live).lines).toEqual(SEAL.lines);
  });

  test('has no problem and is alive at any moment from 2025 to 2030', () => {
    const day = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2030-12-31') });
    const edges = [
      '2025-01-01T00:00Z',
      '2028-02-29T23:59:59Z',
      '2027-12-31T23:58Z',
      '2026-03-29T01:00Z',
      '2026-10-25T01:00Z',
    ];
    const moments = fc.oneof(day, fc.constantFrom(...edges.map((text) => Date.parse(text))));
    const runs = fc.check(
      fc.property(moments, (now) => {
        const content = readContent(redate(FILES, SEAL, now), now);
        expect(content.problems).toEqual([]);
        const snapshot = snapshotOf(content, now, 'public');
        expect(openIncidents(snapshot).length).toBeGreaterThan(0);
        expect(runningMaintenance(snapshot).length).toBeGreaterThan(0);
        expect(upcomingMaintenance(snapshot).length).toBeGreaterThan(0);
        expect(snapshot.incidents.length).toBe(
          content.entries.incident.filter((one) => one.data.visibility === 'public').length,
        );
      }),
      { numRuns: 60, examples: edges.map((text): [number] => [Date.parse(text)]) },
    );
    console.log(`seed ${runs.seed}: ${runs.numRuns} moments`);
    expect(runs.failed ? fc.defaultReportMessage(runs) : undefined).toBeUndefined();
  });
});
