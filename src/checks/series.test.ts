import { describe, expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

const PATH = 'maintenance/2026/2026-12-06-upkeep.md';
const OWN = 'maintenance/2027/2027-01-03-upkeep.md';

describe('how often it comes again is words or a rule', () => {
  test.each([
    'every day',
    'Every 2 Weeks',
    'every month',
    'every year',
    'FREQ=MONTHLY;BYDAY=1SU;COUNT=12',
    'rrule:freq=weekly;byday=su',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=1SU;UNTIL=20301231T000000Z;WKST=MO',
    'FREQ=MONTHLY;BYDAY=SU;BYSETPOS=1;INTERVAL=3',
  ])('%s', (repeat) => {
    expect(said({ [PATH]: file(`repeat: ${repeat}`) })).toEqual([]);
  });

  test('anything else says what is wrong, and what to write instead', () => {
    const wrong = [
      'weekly',
      'every fortnight',
      'every 0 days',
      'FREQ=HOURLY',
      'FREQ=DAILY;BYHOUR=2,14',
      'INTERVAL=2',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=WEEKLY;FREQ=DAILY',
      'FREQ=WEEKLY;COUNT=2;UNTIL=20270101',
      'FREQ=DAILY;COUNT=1001',
      'FREQ=WEEKLY;UNTIL=20270231',
      'FREQ=WEEKLY;X-ODD=1',
      'DTSTART:20261206T010000Z',
      `"FREQ=WEEKLY\\nFREQ=DAILY"`,
      `FREQ=WEEKLY;BYDAY=${Array(200).fill('SU').join(',')}`,
      'FREQ=WEEKLY;BYDAY=1SU',
      'FREQ=WEEKLY;BYMONTHDAY=6',
    ];
    const messages = wrong.map((repeat) => said({ [PATH]: file(`repeat: ${repeat}`) }).join(' | '));
    expect(messages).toMatchInlineSnapshot(`
      [
        ""repeat" is "weekly", which is neither words such as \`every 2 weeks\` nor a rule such as \`FREQ=WEEKLY\`. Write, for example, \`every week\`.",
        ""repeat" is "every fortnight", which is neither words such as \`every 2 weeks\` nor a rule such as \`FREQ=WEEKLY\`. Write, for example, \`every week\`.",
        ""repeat" is "every 0 days", which is neither words such as \`every 2 weeks\` nor a rule such as \`FREQ=WEEKLY\`. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=HOURLY", which is finer than FREQ=DAILY. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=DAILY;BYHOUR=2,14", which has BYHOUR; several windows a day are several files. Write, for example, \`every week\`.",
        ""repeat" is "INTERVAL=2", which does not say how often; begin with FREQ=WEEKLY, for example. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;BYDAY=XX", which has BYDAY=XX, unknown to RFC 5545. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;FREQ=DAILY", which gives FREQ twice. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;COUNT=2;UNTIL=20270101", which gives both COUNT and UNTIL; keep one of them. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=DAILY;COUNT=1001", which has COUNT=1001; at most 1000 are planned ahead. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;UNTIL=20270231", which has UNTIL=20270231, a day that does not exist. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;X-ODD=1", which has the part "X-ODD"; the parts are FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS, WKST. Write, for example, \`every week\`.",
        ""repeat" is "DTSTART:20261206T010000Z", which holds DTSTART; the field \`start\` says when the first window begins. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY\\nFREQ=DAILY", which holds a line break or another control character. Write, for example, \`every week\`.",
        ""repeat" is "FREQ=WEEKLY;BYDAY=SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,SU,…, which is longer than 500 characters. Write, for example, \`every week\`.",
        "The parts of "repeat" do not go together: BYDAY with numeric value must not be used unless FREQ is MONTHLY or YEARLY. Write, for example, \`every week\` or \`FREQ=MONTHLY;BYDAY=1SU\`.",
        "The parts of "repeat" do not go together: BYMONTHDAY must not be used when FREQ is WEEKLY. Write, for example, \`every week\` or \`FREQ=MONTHLY;BYDAY=1SU\`.",
      ]
    `);
  });
});

test('what belongs to a series needs one', () => {
  for (const field of ['until: 2027-01-01', 'timezone: UTC', 'except: [2027-01-01]']) {
    expect(codes({ [PATH]: file(field) })).toEqual(['wrong-format']);
  }
  const both = file('repeat: every week\noccurrence: {of: 2026-12-06-upkeep, start: 2026-12-06T01:00:00Z}');
  expect(codes({ [PATH]: both })).toEqual(['wrong-format']);
});

test('a series must make sense as a whole', () => {
  const cases = [
    file('repeat: FREQ=WEEKLY;BYDAY=MO'),
    file('repeat: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
    file('repeat: every week\nuntil: 2026-12-05'),
    file('repeat: every day').replace('12-06T03', '12-07T03'),
    file('repeat: every week\ntimezone: Pacific/Honolulu'),
  ].map((text) => said({ [PATH]: text }).join(' | '));
  const old = file('repeat: every day').replaceAll('2026-12-06T', '2010-12-06T');
  expect([...cases, ...said({ 'maintenance/2010/2010-12-06-upkeep.md': old })]).toMatchInlineSnapshot(`
    [
      ""start" is on 2026-12-06, which is not a day that "repeat" gives. Begin on 2026-12-07, or correct the rule.",
      ""start" is on 2026-12-06, which is not a day that "repeat" gives. Correct the rule: it gives no day at all.",
      "No window is left of the series. Correct \`until\`, \`except\` or the rule; or delete the file.",
      "The window of 2026-12-06 is not over when that of 2026-12-07 begins. Write an earlier \`end\`, or repeat it less often.",
      "A series is named by the day of its first window, 2026-12-05; this file is "2026-12-06-upkeep". Rename it to "2026-12-05-upkeep", or correct "start".",
      "The series has had more than 5000 windows. Begin it later: windows that nobody asks about any more need no page.",
    ]
  `);
});

describe('an address belongs to one', () => {
  const weekly = file('repeat: every week');
  const once = file('').replaceAll('2026-12-06T', '2026-12-13T');

  test('a window and another file', () => {
    expect(said({ [PATH]: weekly, 'maintenance/2026/2026-12-13-upkeep.md': once })).toEqual([
      '"2026-12-13-upkeep" is also the address of maintenance/2026/2026-12-13-upkeep.md. Rename one of the two files; letter case and accents do not tell them apart.',
    ]);
    expect(said({ [PATH]: weekly, 'maintenance/2026/2026-12-14-upkeep.md': once })).toEqual([]);
  });

  test('windows of two series', () => {
    const later = file('repeat: every 2 weeks').replaceAll('2026-12-06T', '2026-12-20T');
    expect(codes({ [PATH]: weekly, 'maintenance/2026/2026-12-20-upkeep.md': later })).toEqual(['same-id']);
    const ended = file('repeat: every week\nuntil: 2026-12-13');
    expect(codes({ [PATH]: ended, 'maintenance/2026/2026-12-20-upkeep.md': later })).toEqual([]);
  });
});

describe('a file that stands for one window', () => {
  const weekly = file('repeat: every week');
  const own = (of: string, start: string): string => file(`occurrence: {of: ${of}, start: ${start}}`);

  test('names its series and when the window was to begin', () => {
    expect(codes({ [PATH]: weekly, [OWN]: own('2026-12-06-upkeep', '2027-01-03T01:00:00Z') })).toEqual([]);
  });

  test('a series that is not there, or does not repeat', () => {
    const wrong = own('2026-12-06-upkep', '2027-01-03T01:00:00Z');
    expect(codes({ [PATH]: weekly, [OWN]: wrong })).toEqual(['unknown-reference']);
    expect(codes({ [PATH]: file(''), [OWN]: own('2026-12-06-upkeep', '2027-01-03T01:00:00Z') })).toEqual([
      'unknown-reference',
    ]);
  });

  test('a time at which none was to begin', () => {
    expect(said({ [PATH]: weekly, [OWN]: own('2026-12-06-upkeep', '2027-01-03T02:00:00Z') })).toEqual([
      '"2026-12-06-upkeep" has no window that begins then. Write when it was planned to begin: 2027-01-03T01:00:00Z or 2027-01-10T01:00:00Z.',
    ]);
  });

  test('another name than the window has', () => {
    const path = 'maintenance/2027/2027-01-04-upkeep.md';
    expect(said({ [PATH]: weekly, [path]: own('2026-12-06-upkeep', '2027-01-03T01:00:00Z') })).toEqual([
      'A file for this window of the series is called "2027-01-03-upkeep"; this one is "2027-01-04-upkeep". Rename it to "2027-01-03-upkeep", or correct the time.',
    ]);
  });
});

function file(fields: string): string {
  return `---\ntitle: Upkeep\nstart: 2026-12-06T01:00:00Z\nend: 2026-12-06T03:00:00Z\n${fields}\ncomponents: [ledger]\n---\n\nPatches.\n`;
}

function said(files: Record<string, string>): string[] {
  return contentWith(files).problems.map(({ message, remedy }) => `${message} ${remedy}`);
}

function codes(files: Record<string, string>): string[] {
  return contentWith(files).problems.map(({ code }) => code);
}
