import { describe, expect, test } from 'vitest';
import { incidentFile } from '../../tests/fixtures/content.ts';
import type { Problem } from '../problems/problem.ts';
import { checkEdits } from './edits.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 30);
const PATH = 'incidents/2026/2026-11-20-new.md';
const FIRST = '## 2026-11-20 09:00 UTC · investigating\n\nPayments are slow.';
const SECOND = '## 2026-11-20 10:00 UTC · resolved\n\nPayments are back.';
const BEFORE = `${FIRST}\n\n${SECOND}`;

describe('what was published changes only where it says so', () => {
  test('nothing changed', () => {
    expect(edits(BEFORE, BEFORE)).toEqual([]);
  });

  test('an update was added', () => {
    expect(edits(FIRST, BEFORE)).toEqual([]);
  });

  test('blank lines were added', () => {
    expect(edits(BEFORE, `\n${BEFORE.replace('\n\n##', '\n\n\n\n##')}\n\n`)).toEqual([]);
  });

  test('the same was written in another way', () => {
    const other = BEFORE.replace('09:00 UTC · investigating', '10:00 +01:00 | Investigating');
    expect(edits(BEFORE, other)).toEqual([]);
  });

  test('the text changed without a mark', () => {
    const [problem, ...more] = edits(BEFORE, BEFORE.replace('slow', 'very slow'));
    expect(more).toEqual([]);
    expect(problem).toMatchInlineSnapshot(`
      {
        "code": "unmarked-edit",
        "column": 1,
        "file": "incidents/2026/2026-11-20-new.md",
        "length": 39,
        "level": "error",
        "line": 7,
        "message": "The update "2026-11-20 09:00 UTC · investigating" was published and reads differently since main, but does not say it was edited.",
        "remedy": "Write \`## 2026-11-20 09:00 UTC · investigating · edited 2026-11-20 12:30 UTC\`.",
        "source": "## 2026-11-20 09:00 UTC · investigating",
      }
    `);
  });

  test('the text changed with a mark', () => {
    expect(edits(BEFORE, marked('2026-11-20 11:00'))).toEqual([]);
  });

  test('the text changed with a mark, and changed again without a new one', () => {
    const again = marked('2026-11-20 11:00').replace('very slow', 'down');
    const [problem] = edits(marked('2026-11-20 11:00'), again);
    expect([problem?.code, problem?.remedy]).toMatchInlineSnapshot(`
      [
        "unmarked-edit",
        "Write \`## 2026-11-20 09:00 UTC · investigating · edited 2026-11-20 12:30 UTC\`.",
      ]
    `);
  });

  test('the text changed with a mark, and changed again with a new one', () => {
    const again = marked('2026-11-20 12:00').replace('very slow', 'down');
    expect(edits(marked('2026-11-20 11:00'), again)).toEqual([]);
  });

  test('a mark that is set back to an earlier time is none', () => {
    const again = marked('2026-11-20 10:30').replace('very slow', 'down');
    expect(edits(marked('2026-11-20 11:00'), again)).toHaveLength(1);
  });

  test('an impact changed', () => {
    const impact = (word: string) => BEFORE.replace('investigating', `investigating · payments: ${word}`);
    expect(codes(edits(impact('degraded'), impact('major outage')))).toEqual(['unmarked-edit']);
    expect(codes(edits(BEFORE, impact('degraded')))).toEqual(['unmarked-edit']);
  });

  test('impacts changed their order only', () => {
    const impacts = (pairs: string) => BEFORE.replace('investigating', `investigating · ${pairs}`);
    expect(edits(impacts('a: degraded, b: degraded'), impacts('b: degraded, a: degraded'))).toEqual([]);
  });

  test('the state changed', () => {
    expect(codes(edits(BEFORE, BEFORE.replace('investigating', 'identified')))).toEqual(['unmarked-edit']);
  });

  test('the promise of the next word changed', () => {
    const next = (time: string) => BEFORE.replace('investigating', `investigating · next update ${time} UTC`);
    expect(codes(edits(next('09:30'), next('09:50')))).toEqual(['unmarked-edit']);
  });

  test('an update was removed', () => {
    const [problem, ...more] = edits(BEFORE, SECOND);
    expect(more).toEqual([]);
    expect([problem?.code, problem?.line, problem?.message, problem?.remedy]).toMatchInlineSnapshot(`
      [
        "removed-update",
        7,
        "The published update "2026-11-20 09:00 UTC · investigating" is gone since main.",
        "Put it back and mark it as edited; what people have read is corrected, not removed.",
      ]
    `);
  });

  test('the time of an update changed', () => {
    expect(codes(edits(BEFORE, BEFORE.replace('09:00', '09:10')))).toEqual(['removed-update']);
  });

  test('each changed update is told', () => {
    expect(edits(BEFORE, BEFORE.replaceAll('Payments', 'Cards'))).toHaveLength(2);
  });

  test('the file is gone', () => {
    const before = [{ path: PATH, text: incidentFile(BEFORE) }];
    expect(codes(checkEdits(before, [], 'main', NOW))).toContain('removed-update');
  });
});

describe('the line to write', () => {
  test('marks the edit, whatever joins the parts of the heading', () => {
    for (const joint of [' · ', ' | ', ' — ', ' - ']) {
      const before = BEFORE.replace(' · investigating', `${joint}investigating${joint}edited 2026-11-20 11:00 UTC`);
      const remedy = edits(before, before.replace('slow', 'down'))[0]?.remedy ?? '';
      expect(remedy.match(/edited/g), remedy).toHaveLength(1);
    }
  });

  test('makes the problem go away', () => {
    const after = BEFORE.replace('slow', 'very slow');
    const corrected = /`(.*)`/.exec(edits(BEFORE, after)[0]?.remedy ?? '')?.[1] ?? '';
    expect(edits(BEFORE, after.replace('## 2026-11-20 09:00 UTC · investigating', corrected))).toEqual([]);
  });
});

test('what only the team can read may change', () => {
  const internal = (updates: string) => [{ path: PATH, text: incidentFile(updates, 'visibility: internal') }];
  expect(checkEdits(internal(BEFORE), internal(SECOND), 'main', NOW)).toEqual([]);
});

test('a file that cannot be read any more is told elsewhere', () => {
  expect(checkEdits([{ path: PATH, text: incidentFile(BEFORE) }], [{ path: PATH, text: 'x' }], 'main', NOW)).toEqual(
    [],
  );
});

test('updates of maintenance count as well', () => {
  const path = 'maintenance/2026/2026-11-20-new.md';
  const fields = '---\ntitle: A\nstart: 2026-11-20T09:00:00Z\nend: 2026-11-20T10:00:00Z\ncomponents: [ledger]\n---\n';
  const file = (text: string) => [{ path, text: `${fields}\n## 2026-11-20 09:00 UTC · in progress\n\n${text}\n` }];
  expect(codes(checkEdits(file('We begin.'), file('We began.'), 'main', NOW))).toEqual(['unmarked-edit']);
});

describe('an update in a file of its own was published like any other', () => {
  const ADDED = PATH.replace('.md', '/phone.md');
  const WORDS = '## 2026-11-20 09:30 UTC · identified\n\nA disk is full.\n';
  const story = (updates: string) => ({ path: PATH, text: incidentFile(updates, 'kind: data') });
  const told = (after: readonly { path: string; text: string }[]): Problem[] =>
    checkEdits([story(BEFORE), { path: ADDED, text: WORDS }], after, 'main', NOW);
  const places = (problems: readonly Problem[]) => problems.map(({ code, file, line }) => ({ code, file, line }));

  test('changed without a mark, it is told at its own place', () => {
    const problems = told([story(BEFORE), { path: ADDED, text: `\n${WORDS.replace('full', 'broken')}` }]);
    expect(places(problems)).toEqual([{ code: 'unmarked-edit', file: ADDED, line: 2 }]);
    expect(problems[0]?.remedy).toBe('Write `## 2026-11-20 09:30 UTC · identified · edited 2026-11-20 12:30 UTC`.');
  });

  test('changed with a mark', () => {
    const text = WORDS.replace('full', 'broken').replace('identified', 'identified · edited 2026-11-20 11:00 UTC');
    expect(told([story(BEFORE), { path: ADDED, text }])).toEqual([]);
  });

  test('gone with its file, or taken out of it', () => {
    expect(places(told([story(BEFORE)]))).toEqual([{ code: 'removed-update', file: PATH, line: 11 }]);
    const text = WORDS.replace('09:30', '09:40');
    expect(places(told([story(BEFORE), { path: ADDED, text }]))).toEqual([
      { code: 'removed-update', file: ADDED, line: 1 },
    ]);
  });

  test('moved into the file of its incident, or beside another of the same minute', () => {
    expect(told([story(`${FIRST}\n\n${WORDS}\n${SECOND}`)])).toEqual([]);
    const other = { path: ADDED.replace('phone', 'a-colleague'), text: WORDS.replace('A disk', 'The disk') };
    expect(told([story(BEFORE), other, { path: ADDED, text: WORDS }])).toEqual([]);
  });

  test('a file that cannot be read any more is told elsewhere', () => {
    expect(told([story(BEFORE), { path: ADDED, text: WORDS.replace(' UTC', '') }])).toEqual([]);
  });

  test('what only the team can read may change', () => {
    const internal = { path: PATH, text: incidentFile(BEFORE, 'visibility: internal') };
    expect(checkEdits([internal, { path: ADDED, text: WORDS }], [internal], 'main', NOW)).toEqual([]);
  });
});

function edits(before: string, after: string): Problem[] {
  const file = (updates: string) => [{ path: PATH, text: incidentFile(updates, 'kind: data') }];
  return checkEdits(file(before), file(after), 'main', NOW);
}

function codes(problems: readonly Problem[]): string[] {
  return problems.map((problem) => problem.code);
}

function marked(time: string): string {
  return BEFORE.replace('investigating', `investigating · edited ${time} UTC`).replace('slow', 'very slow');
}

describe('a maintenance does not move without a word', () => {
  const PLAN = 'maintenance/2026/2026-11-25-move.md';
  const plan = (day: string, updates = ''): string =>
    `---\ntitle: Move\nstart: 2026-11-${day}T10:00:00Z\nend: 2026-11-${day}T12:00:00Z\ncomponents: [api]\n---\n\nWe move.\n\n## 2026-11-18 10:00 UTC · scheduled\n\nPlanned.\n\n${updates}`;
  const check = (before: string, after: string): Problem[] =>
    checkEdits([{ path: PLAN, text: before }], [{ path: PLAN, text: after }], 'main', NOW);

  test('moved in silence', () => {
    expect(check(plan('25'), plan('26')).map(({ code, line, remedy }) => ({ code, line, remedy }))).toEqual([
      {
        code: 'silent-move',
        line: 3,
        remedy: 'Add at the end: `## 2026-11-20 12:30 UTC · scheduled`, and below it what changed.',
      },
    ]);
  });

  test('moved with an update, or not at all', () => {
    expect(check(plan('25'), plan('26', '## 2026-11-20 12:00 UTC · scheduled\n\nA day later.\n'))).toEqual([]);
    expect(check(plan('25'), plan('25'))).toEqual([]);
  });
});

describe('a series that has begun is not planned otherwise', () => {
  const PLAN = 'maintenance/2026/2026-11-08-upkeep.md';
  const series = (fields: string, hour = '01'): string =>
    `---\ntitle: Upkeep\nstart: 2026-11-08T${hour}:00:00Z\nend: 2026-11-08T04:00:00Z\n${fields}\ncomponents: [api]\n---\n\nPatches.\n`;
  const check = (after: string, now = NOW): string[] =>
    codes(checkEdits([{ path: PLAN, text: series('repeat: every week') }], [{ path: PLAN, text: after }], 'main', now));

  test.each([
    ['another rule', series('repeat: every 2 weeks')],
    ['another hour', series('repeat: every week', '02')],
    ['another zone', series('repeat: every week\ntimezone: Asia/Tokyo')],
    ['none at all', series('')],
  ])('%s', (_, after) => {
    expect(check(after)).toEqual(['rewritten-series']);
  });

  test('it may end, leave out days, or be planned otherwise before it begins', () => {
    expect(check(series('repeat: every week\nuntil: 2027-01-03\nexcept: [2026-12-27]'))).toEqual([]);
    expect(check(series('repeat: every 2 weeks'), Date.parse('2026-11-01T00:00Z'))).toEqual([]);
  });
});
