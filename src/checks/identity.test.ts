import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

test('two files of a kind never share an address', () => {
  const text = '---\ntitle: A\nsummary: B\n---\n\nText\n';
  const { problems } = contentWith({ 'postmortems/2026-11-18-slow-payments.md': text });
  expect(problems.map(({ code, message }) => ({ code, message }))).toMatchInlineSnapshot(`
    [
      {
        "code": "same-id",
        "message": ""2026-11-18-slow-payments" is also the address of postmortems/2026-11-18-slow-payments.md.",
      },
    ]
  `);
});

test('two files of different kinds may have the same name', () => {
  expect(contentWith({ 'runbooks/payments.md': '---\ntitle: A\nreviewBy: 2027-01-01\n---\n' }).problems).toEqual([]);
});

test('names that differ in case, accents or spelling of a letter are refused before they can collide', () => {
  const text = '---\ntitle: A\nreviewBy: 2027-01-01\n---\n';
  for (const name of [
    'Restart-payments',
    'restart-páyments',
    'restart-pa\u0301yments',
    'restart_payments',
    'restart--payments',
  ]) {
    const { problems } = contentWith({ [`runbooks/${name}.md`]: text });
    expect(problems.map((problem) => [problem.code, problem.file])).toEqual([['bad-file-name', `runbooks/${name}.md`]]);
    expect(problems[0]?.remedy).toContain('"restart-payments"');
  }
});
