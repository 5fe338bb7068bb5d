import { expect, test } from 'vitest';
import { contentWith, incidentFile } from '../../tests/fixtures/content.ts';

const site = (since: string) => ({
  'site.yaml': `name: Example\nurl: https://status.example.com\nrecordsSince: ${since}\ngroups:\n  - id: money\n    name: Money\n`,
});

function told(since: string): string[] {
  return contentWith(site(since)).problems.map(
    (one) => `${one.line} ${one.level} ${one.code}: ${one.message} → ${one.remedy}`,
  );
}

test('records that begin in the future are refused: nothing would be counted', () => {
  expect(told('2027-11-01')).toEqual([
    '3 error records-in-future: "recordsSince" is 2027-11-01, which is in the future; until then nothing would be counted. → Write the day on which you began to write incidents down, such as 2026-11-21.',
  ]);
  expect(told('2026-11-22')).toEqual([expect.stringContaining('3 warning before-records')]);
});

test('incidents from before the records are told once, with the day that would count them', () => {
  expect(told('2026-11-20')).toEqual([
    '3 warning before-records: 1 incident began before "recordsSince", 2026-11-20; no figure counts it. → If the records before that day are complete, write 2026-11-18.',
  ]);
  expect(told('2026-11-18')).toEqual([]);
  const files = {
    ...site('2026-11-20'),
    'incidents/2026/2026-11-17-x.md': incidentFile('## 2026-11-17 10:00 UTC · resolved\n\nText.'),
  };
  expect(contentWith(files).problems.map((one) => one.message)).toEqual([
    '2 incidents began before "recordsSince", 2026-11-20; no figure counts them.',
  ]);
});
