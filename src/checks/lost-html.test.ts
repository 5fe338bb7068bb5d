import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import { lostHtml } from '../parse/lost-html.ts';
import { renderMarkdown } from '../views/markdown.ts';

test('words that Markdown takes for HTML are told of where they stand, and keep nothing from being published', () => {
  const text = '## 2026-11-18 09:00 UTC · investigating\n\nCalls with <id> fail.\n\nSo do those where a<b and c>d.';
  const content = contentWith({ [INCIDENT_PATH]: incidentFile(text) });
  const found = content.problems.map(({ code, line, level, message }) => [code, line, level, message]);
  expect(found).toEqual([
    ['lost-html', 10, 'warning', '"<id>" will not be shown.'],
    ['lost-html', 12, 'warning', '"<b and c>" will not be shown.'],
  ]);
  expect(content.problems[0]?.remedy).toBe('Write it as code: `<id>`.');
  expect(content.entries.incident.map(({ file }) => file.path)).toContain(INCIDENT_PATH);
});

test.each([
  ['Calls with `<id>` fail.', []],
  ['```\n<id>\n```', []],
  ['a < b, and 1<2', []],
  ['<https://example.com> <!-- aside <id> -->', []],
  ['H<sub>2</sub>O<br>', []],
  ['<details>\n<summary>More</summary>\n\nText.\n</details>', []],
  ['<Widget name="a">text</Widget>', ['<Widget name="a">']],
  ['<script>\nalert(1)\n</script>', ['<script>']],
])('%j: what is told of is what the page leaves out', (text, lost) => {
  expect(lostHtml(text)).toEqual(lost);
  const shown = renderMarkdown(text);
  for (const tag of lost) expect(shown).not.toContain(tag.slice(0, 4));
});
