import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTasks } from './action-items.ts';
import { editTask, NoTask } from './edit-task.ts';

test.each([
  ['- [ ] Do it · owner: Ana', '- [x] Do it · owner: Ana · done: 2026-11-24'],
  ['* [ ] Do it', '* [x] Do it · done: 2026-11-24'],
  ['> 1. [ ] Do it | due: 2026-12-01', '> 1. [x] Do it | due: 2026-12-01 · done: 2026-11-24'],
  ['- [ ] Do it · done: soon · owner: Ana', '- [x] Do it · done: 2026-11-24 · owner: Ana'],
  ['- [ ] Do it\n  at last', '- [x] done: 2026-11-24 · Do it\n  at last'],
])('%j is ticked in its line', (before, after) => {
  expect(editTask(before, false, 1, { done: true, on: '2026-11-24' })).toBe(after);
  expect(readTasks(after, false)[0]?.item).toMatchObject({ done: true, doneOn: '2026-11-24' });
});

test('a task is opened again, and gets its issue, or another one', () => {
  expect(editTask('- [x] Do it · done: 2026-11-24 · owner: Ana', false, 1, { done: false })).toBe(
    '- [ ] Do it · owner: Ana',
  );
  const url = 'https://github.com/o/r/issues/7';
  const [once, twice] = ['7', '8'].map((number) => ({ issue: url.replace('7', number) }));
  const linked = editTask('- [ ] Do it', false, 1, once ?? {});
  expect(linked).toBe(`- [ ] Do it · issue: ${url}`);
  expect(editTask(linked, false, 1, twice ?? {})).toBe(`- [ ] Do it · issue: ${url.replace('7', '8')}`);
});

test('what is no task is not changed', () => {
  for (const line of [2, 3, 5, 9]) {
    expect(() => editTask('- [ ] A\n\nB\n\n```\n- [ ] C\n```', false, line, { done: true })).toThrow(NoTask);
  }
});

test('in any document one change changes one line, and no other task', () => {
  const word = fc.constantFrom(
    'Alert',
    '**disk**',
    '`[ ]`',
    'größer',
    '🎉',
    'a|b',
    '[x]',
    'owner',
    'https://example.com/?a=1',
  );
  const field = fc.constantFrom(
    'owner: Ana',
    'due: 2026-12-01',
    'type: prevent',
    'done: 2026-01-01',
    'issue: https://example.com/1',
  );
  const task = fc
    .record({
      bullet: fc.constantFrom('- ', '* ', '+ ', '1. ', '  - ', '> - '),
      box: fc.constantFrom('[ ] ', '[x] ', '[X]  '),
      words: fc.array(word, { minLength: 1, maxLength: 4 }),
      fields: fc.array(field, { maxLength: 3 }),
      rest: fc.constantFrom('', '', '\n  and more', '  '),
    })
    .map(({ bullet, box, words, fields, rest }) => `${bullet}${box}${[words.join(' '), ...fields].join(' · ')}${rest}`);
  const block = fc.oneof(
    { weight: 3, arbitrary: task },
    fc.constantFrom('', 'Text.', '## Action items', '```\n- [ ] code\n```', '| a | b |\n| --- | --- |', '---'),
  );
  const change = fc.constantFrom(
    { done: true, on: '2026-11-24' },
    { done: false },
    { issue: 'https://github.com/o/r/issues/5' },
  );
  let edited = 0;
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      change,
      fc.nat(),
      (blocks, eol, asked, pick) => {
        const body = blocks.join('\n').replaceAll('\n', eol);
        const tasks = readTasks(body, false);
        const chosen = tasks[pick % Math.max(1, tasks.length)];
        if (!chosen) return;
        let after: string;
        try {
          after = editTask(body, false, chosen.line, asked);
        } catch (error) {
          expect(error).toBeInstanceOf(NoTask);
          return;
        }
        edited++;
        const [a, b] = [body.split('\n'), after.split('\n')];
        expect(b.length).toBe(a.length);
        const different = a.flatMap((line, index) => (line === b[index] ? [] : [index + 1]));
        expect(different.every((line) => line === chosen.line)).toBe(true);
        const now = readTasks(after, false).find(({ line }) => line === chosen.line)?.item;
        expect(now).toMatchObject({ ...('done' in asked ? { done: asked.done } : { issue: asked.issue }) });
        expect(now?.text).toBe(chosen.item.text);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(edited).toBeGreaterThan(1_500);
});
