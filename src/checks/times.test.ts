import { describe, expect, test } from 'vitest';
import { contentWith, incidentFile, NOW } from '../../tests/fixtures/content.ts';

const UPDATES = `## 2026-11-20 09:00 UTC · investigating

We look.

## 2026-11-20 09:30 UTC · identified

We know.

## 2026-11-20 09:45 UTC · monitoring

We watch.

## 2026-11-20 10:00 UTC · resolved

Over.`;

describe('times that cannot all be true are a problem that names both lines', () => {
  for (const [name, fields, updates = UPDATES] of [
    ['noticed before it began', ['started: 08:30', 'detected: 08:00']],
    ['taken on before it was noticed', ['detected: 08:30', 'acknowledged: 08:10']],
    ['taken on before it began', ['started: 08:30', 'acknowledged: 08:10']],
    ['known before it began', ['started: 08:30', 'identified: 08:10']],
    ['known later than its update says', ['identified: 09:40']],
    ['mitigated before it began', ['started: 08:30', 'mitigated: 08:10']],
    ['mitigated later than its update says', ['mitigated: 09:50']],
    ['over later than its update says', ['resolved: 10:10']],
    ['over before it was noticed', ['detected: 08:30', 'resolved: 08:10']],
    ['over before it was mitigated', ['mitigated: 09:40', 'resolved: 09:35']],
    ['over before it was known', ['identified: 09:20', 'resolved: 09:10']],
    ['over before it began', ['started: 08:30', 'resolved: 08:10']],
  ] as [name: string, fields: string[], updates?: string][]) {
    test(name, () => {
      expect(codesOf(updates, fields)).toEqual(['contradictory-times']);
    });
  }

  test('in these words', () => {
    expect(problemsOf(UPDATES, ['started: 08:30', 'detected: 08:00'])[0]?.message).toMatchInlineSnapshot(
      `""started" is 2026-11-20 08:30 UTC, later than "detected", 2026-11-20 08:00 UTC on line 6."`,
    );
    expect(problemsOf(UPDATES, ['resolved: 10:10'])[0]?.message).toMatchInlineSnapshot(
      `""resolved" is 2026-11-20 10:10 UTC, later than "the update \\"resolved\\"", 2026-11-20 10:00 UTC on line 20."`,
    );
  });
});

describe('times that can be true are no problem', () => {
  for (const [name, fields] of [
    ['none is given', []],
    [
      'all are given in order',
      [
        'started: 08:00',
        'detected: 08:10',
        'acknowledged: 08:20',
        'identified: 09:20',
        'mitigated: 09:40',
        'resolved: 09:50',
      ],
    ],
    ['all are the same', ['started: 09:00', 'detected: 09:00', 'acknowledged: 09:00', 'identified: 09:00']],
    ['it was over before anybody wrote so', ['started: 08:00', 'mitigated: 08:30', 'resolved: 08:40']],
  ] as [name: string, fields: string[]][]) {
    test(name, () => {
      expect(codesOf(UPDATES, fields)).toEqual([]);
    });
  }
});

describe('updates stand in the order in which they were published', () => {
  test('two of the same minute are in order', () => {
    const updates = '## 2026-11-20 09:00 UTC · investigating\n\nA\n\n## 2026-11-20 09:00 UTC · resolved\n\nB';
    expect(codesOf(updates)).toEqual([]);
  });

  test('an offset does not change the order', () => {
    const updates = '## 2026-11-20 10:00 +02:00 · investigating\n\nA\n\n## 2026-11-20 09:00 UTC · resolved\n\nB';
    expect(codesOf(updates)).toEqual([]);
  });

  test('one wrong time is one problem', () => {
    const wrong = UPDATES.replace('09:45', '08:45');
    expect(codesOf(wrong)).toEqual(['updates-out-of-order']);
  });

  test('one in the future is one problem, whatever comes after it', () => {
    const updates = '## 2026-11-20 09:00 UTC · investigating\n\nA\n\n## 2027-11-20 09:30 UTC · update\n\nB';
    expect(codesOf(updates)).toEqual(['update-in-future']);
  });

  test('clocks may differ by five minutes', () => {
    const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    expect(codesOf(`## ${minute(NOW + 5 * 60_000)} · resolved\n\nOver.`)).toEqual([]);
    expect(codesOf(`## ${minute(NOW + 6 * 60_000)} · resolved\n\nOver.`)).toEqual(['update-in-future']);
  });

  test('an edit is later than what it edits', () => {
    const edited = (time: string) => `## 2026-11-20 09:00 UTC · resolved · edited 2026-11-20 ${time} UTC\n\nOver.`;
    expect(codesOf(edited('09:01'))).toEqual([]);
    expect(codesOf(edited('08:59'))).toEqual(['edited-too-early']);
  });
});

describe('an end is said in an update', () => {
  test('a field alone is not enough', () => {
    const open = UPDATES.slice(0, UPDATES.indexOf('## 2026-11-20 10:00'));
    const [problem] = problemsOf(open, ['resolved: 10:00']);
    expect([problem?.code, problem?.remedy]).toMatchInlineSnapshot(`
      [
        "resolved-without-update",
        "Add \`## 2026-11-20 10:00 UTC · resolved\` at the end of the file, or remove the field.",
      ]
    `);
  });

  test('a word added later does not open it again', () => {
    const added = `${UPDATES}\n\n## 2026-11-20 12:00 UTC · update\n\nThe post-mortem is out.`;
    expect(codesOf(added, ['resolved: 09:50'])).toEqual([]);
  });

  test('an end before the last reopening is a contradiction', () => {
    const again = `${UPDATES}\n\n## 2026-11-20 11:00 UTC · investigating\n\nAgain.\n\n## 2026-11-20 12:00 UTC · resolved\n\nOver.`;
    expect(codesOf(again, ['resolved: 11:50'])).toEqual([]);
    expect(codesOf(again, ['resolved: 10:30'])).toEqual(['contradictory-times']);
  });
});

describe('maintenance', () => {
  const file = (end: string, updates = '') =>
    `---\ntitle: Work\nstart: 2026-11-20T10:00:00Z\nend: ${end}\ncomponents: [ledger]\n---\n\n${updates}\n`;
  const codes = (text: string) =>
    contentWith({ 'maintenance/2026/2026-11-20-new.md': text }).problems.map((problem) => problem.code);

  test('takes some time', () => {
    expect(codes(file('2026-11-20T10:01:00Z'))).toEqual([]);
    expect(codes(file('2026-11-20T10:00:00Z'))).toEqual(['end-before-start']);
    expect(codes(file('2026-11-20T10:30:00+01:00'))).toEqual(['end-before-start']);
  });

  test('has updates in order, and none in the future', () => {
    const end = '2026-11-20T12:00:00Z';
    expect(codes(file(end, '## 2026-11-20 11:00 UTC · in progress\n\n## 2026-11-20 10:30 UTC · completed'))).toEqual([
      'updates-out-of-order',
    ]);
    expect(codes(file(end, '## 2026-11-22 11:00 UTC · completed'))).toEqual(['update-in-future']);
  });
});

function problemsOf(updates: string, fields: readonly string[] = []) {
  const lines = fields.map((field) => field.replace(': ', ': 2026-11-20T').concat(':00Z'));
  return contentWith({ 'incidents/2026/2026-11-20-new.md': incidentFile(updates, ['kind: data', ...lines].join('\n')) })
    .problems;
}

function codesOf(updates: string, fields: readonly string[] = []): string[] {
  return problemsOf(updates, fields).map((problem) => problem.code);
}
