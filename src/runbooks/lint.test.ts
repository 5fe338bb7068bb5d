import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';
import { readEnvironment } from '../io/environment.ts';
import { loadContent } from '../load-content.ts';
import { toTerminal } from '../problems/terminal.ts';
import { lintRunbook } from './lint.ts';
import { runbookTemplate, SECTIONS } from './template.ts';

const WHOLE = Object.keys(SECTIONS)
  .map((heading) => `## ${heading}\n\nWords.\n`)
  .join('\n');

function found(body: string, fields = ''): string[] {
  const text = `---\ntitle: A\nreviewBy: 2027-01-01\n${fields}---\n\n${body}`;
  const { entries, problems } = contentWith({ 'runbooks/a.md': text });
  expect(problems).toEqual([]);
  const entry = entries.runbook.find(({ id }) => id === 'a');
  return (entry ? lintRunbook(entry) : []).map(
    ({ code, level, line, column, length, source }) =>
      `${level} ${code} ${line}: ${source.slice(column - 1, column - 1 + length)}`,
  );
}

test('nothing is wrong with one that has all sections', () => {
  expect(found(WHOLE)).toEqual([]);
});

test.each([
  ['a section that is missing', WHOLE.replace('## Escalation', '## Whom to call'), '', ['missing-section 1: ']],
  ['an empty section', WHOLE.replace('## Symptoms\n\nWords.', '## Symptoms'), '', ['empty-section 6: ## Symptoms']],
  [
    'a case that says nothing to do',
    WHOLE.replace('Resolution\n\nWords.', 'Resolution\n\n**It is down:**'),
    '',
    ['empty-step 16: **It is down:**'],
  ],
  [
    'a variable that nobody declared',
    WHOLE.replace('Diagnosis\n\nWords.', 'Diagnosis\n\n```sh\nls\necho {{ hots }}\n```'),
    '',
    ['unknown-variable 14: {{ hots }}'],
  ],
  [
    'one that stands where no value is safe, one that is read twice, one that nobody asks for',
    WHOLE.replace('Diagnosis\n\nWords.', 'Diagnosis\n\n```sh\necho `echo {{ a }}`\nssh host {{ b }}\n```'),
    'variables:\n  a: { about: x, pattern: "[a-z]+" }\n  b: { about: x }\n  c: { about: x }\n',
    ['unused-variable 7: c', 'closed-variable 17: {{ a }}', 'variable-read-twice 18: {{ b }}'],
  ],
])('%s is told with its line', (_, body, fields, problems) => {
  expect(found(body, fields)).toEqual(problems.map((one) => `warning ${one}`));
});

test('templates of other tools are none of ours', () => {
  expect(found(WHOLE.replace('Words.', "```sh\ndocker ps --format '{{ range .Ports }}{{ end }}'\n```"))).toEqual([]);
});

test('what waits to be written is all that is wrong with a new one, which content checks take', () => {
  const text = runbookTemplate({ title: 'It: is "down"', components: ['payments'], rules: [], reviewBy: '2027-05-28' });
  const { entries, problems } = contentWith({ 'runbooks/a.md': text });
  expect(problems).toEqual([]);
  const entry = entries.runbook.find(({ id }) => id === 'a');
  const lint = entry ? lintRunbook(entry) : [];
  expect(lint.map(({ code }) => code)).toEqual(Array(Object.keys(SECTIONS).length).fill('template-text'));
  expect(toTerminal(lint.slice(0, 1), { color: false, root: 'content' })).toContain(
    '> **To write:** which alert fires',
  );
});

test('the runbooks of the sample are without fault', () => {
  const folder = join(import.meta.dirname, '../../content');
  const { content } = loadContent(readEnvironment({ CONTENT: folder, NOW: '2026-11-21T12:00:00Z' }));
  expect(content.entries.runbook).toHaveLength(readdirSync(join(folder, 'runbooks')).length);
  expect(content.entries.runbook.flatMap(lintRunbook)).toEqual([]);
});
