import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';

test('a code block that is never closed is told of at its line, and keeps nothing from being published', () => {
  const open = incidentFile('## 2026-11-18 09:00 UTC · investigating\n\nWe look.\n\n```\nlog');
  const content = contentWith({ [INCIDENT_PATH]: open });
  expect(content.problems.map(({ code, line, level }) => [code, line, level])).toEqual([['open-code', 12, 'warning']]);
  expect(content.entries.incident.map(({ file }) => file.path)).toContain(INCIDENT_PATH);
  expect(contentWith({ [INCIDENT_PATH]: `${open}\n\`\`\`\n` }).problems).toEqual([]);
});

test('the same goes for a comment', () => {
  const open = incidentFile('## 2026-11-18 09:00 UTC · investigating\n\nWe look. <!-- who?');
  const said = (text: string) => contentWith({ [INCIDENT_PATH]: text }).problems.map(({ code, line }) => [code, line]);
  expect(said(open)).toEqual([['open-code', 10]]);
  expect(said(`${open}\n\n## 2026-11-18 10:00 UTC · resolved\n\nOver.\n`)).toEqual([['unclosed-code', 10]]);
  expect(said(`${open}\n-->\n`)).toEqual([]);
});
