import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INCIDENT_STATES } from '../schema/words.ts';
import { readUpdates } from './updates.ts';

const FIRST = '## 2026-11-21 14:45 UTC · investigating';
const LAST = '## 2026-11-21 15:45 UTC · resolved';

test('each heading begins an update, and the text below is its own', () => {
  const { intro, updates, problems } = read(`Before.\n\n${FIRST}\n\nWe look.\n\nWe find.\n\n${LAST}\n\nIt is over.\n`);
  expect({ intro, problems }).toEqual({ intro: 'Before.', problems: [] });
  expect(updates).toMatchInlineSnapshot(`
    [
      {
        "at": 1795272300000,
        "id": "u20261121t1445z",
        "impacts": {},
        "line": 3,
        "state": "investigating",
        "text": "We look.

    We find.",
      },
      {
        "at": 1795275900000,
        "id": "u20261121t1545z",
        "impacts": {},
        "line": 9,
        "state": "resolved",
        "text": "It is over.",
      },
    ]
  `);
});

test('lines are counted from the beginning of the file', () => {
  const { updates, introLine } = read(`\n\nBefore.\n${FIRST}\n`, 10);
  expect([introLine, updates[0]?.line]).toEqual([12, 13]);
});

test('updates of the same minute have addresses of their own', () => {
  const { updates } = read(`${FIRST}\n\none\n\n${FIRST}\n\ntwo\n\n${FIRST}\n\nthree`);
  expect(updates.map((update) => update.id)).toEqual(['u20261121t1445z', 'u20261121t1445z-2', 'u20261121t1445z-3']);
});

test("an update's address does not change with its text, state or offset", () => {
  const other = '## 2026-11-21 15:45 +01:00 | identified | api: degraded | edited 2026-11-21 16:00 UTC';
  expect(read(`${other}\n\nDifferent.`).updates[0]?.id).toBe(read(FIRST).updates[0]?.id);
});

test('a heading that is nearly one is a problem, and its text is not lost', () => {
  const { updates, problems } = read(`${FIRST}\n\nWe look.\n\n## 2026-11-21 15:45 · resolved\n\nIt is over.`);
  expect(problems.map(({ code, line, length }) => ({ code, line, length }))).toEqual([
    { code: 'update-heading', line: 5, length: 30 },
  ]);
  expect(updates[0]?.text).toContain('It is over.');
});

for (const [name, open, close] of [
  ['three backticks', '```', '```'],
  ['a language', '```md', '```'],
  ['tildes', '~~~', '~~~'],
  ['more at the end', '```', '`````'],
  ['three spaces before it', '   ```', '   ```'],
] as const) {
  test(`a heading inside a code block is text: ${name}`, () => {
    const { updates, problems } = read(
      `${FIRST}\n\nSee:\n\n${open}\n${LAST}\n## 2026-11-21 nearly\n${close}\n\nAfter.`,
    );
    expect(problems).toEqual([]);
    expect(updates.map((update) => update.text)).toEqual([
      `See:\n\n${open}\n${LAST}\n## 2026-11-21 nearly\n${close}\n\nAfter.`,
    ]);
  });
}

test('an update that somebody has put into a comment is not published', () => {
  const { updates, problems } = read(
    `${FIRST}\n\nWe look.\n\n<!-- not yet:\n\n${LAST}\n\nOver.\n-->\n\n## 2026-11-21 18:00 UTC · resolved\n\nNow.`,
  );
  expect([updates.map(({ text }) => text), problems]).toEqual([[expect.stringContaining('not yet'), 'Now.'], []]);
});

test.each(['Write `<!--` there.', '`` a ` <!-- ``', '> a <!-- b', 'Of \\<!-- only the look.'])(
  'no update is lost for a comment that ends by itself: %s',
  (line) => {
    const { updates } = read(`${FIRST}\n\n${line}\n\n${LAST}\n\nOver.`);
    expect(updates.map((update) => update.state)).toEqual(['investigating', 'resolved']);
  },
);

test('a code block is closed by as many of the same marks, or more', () => {
  const { updates } = read(`${FIRST}\n\n\`\`\`\`\n\`\`\`\n~~~~\n${LAST}\n\`\`\`\`\n\n${LAST}\n\nOver.`);
  expect(updates.map((update) => update.state)).toEqual(['investigating', 'resolved']);
});

test('three backticks around words on one line are no code block, so no later update is lost', () => {
  const { updates } = read(`${FIRST}\n\n\`\`\`restart --now\`\`\`\n\n${LAST}\n\nOver.`);
  expect(updates.map((update) => update.state)).toEqual(['investigating', 'resolved']);
});

test('a code block that is never closed does not lose the updates after it without a word', () => {
  const { updates, problems } = read(`${FIRST}\n\n\`\`\`\nlog line\n\n${LAST}\n\nOver.`);
  expect(updates.length === 2 || problems.length > 0).toBe(true);
});

test('no line of any text is lost, and reading never throws', () => {
  const line = fc.oneof(
    fc.constantFrom(FIRST, LAST, '<!--', '-->', '```', '~~~~', '', '## 2026-11-21 nearly', 'text', '    ```'),
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\n', ' ')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const { intro, updates } = read(lines.join('\n'));
      const kept = `${intro}\n${updates.map((update) => `${lines[update.line - 1]}\n${update.text}`).join('\n')}`;
      expect(words(kept)).toEqual(words(lines.join('\n')));
    }),
    { numRuns: 1_000 },
  );
});

function read(body: string, line = 1) {
  return readUpdates(body, line, INCIDENT_STATES, { path: 'incidents/2026/2026-11-21-a.md', text: body });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
