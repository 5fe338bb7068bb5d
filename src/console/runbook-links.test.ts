import { expect, test } from 'vitest';
import { contentWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import { runbookLinks } from './runbook-links.ts';

const PLACE = { repository: 'https://github.com/example/status', commit: 'abc', path: `site/content/${INCIDENT_PATH}` };
const UPDATES = '## 2026-11-18 09:10 UTC · investigating\n\nWe look.';

function linksOf(fields: string): string[] {
  const content = contentWith({
    [INCIDENT_PATH]: incidentFile(UPDATES, fields),
    'runbooks/slow-search.md':
      '---\ntitle: "[x](javascript:y)"\ncomponents: [search]\nreviewBy: 2027-01-01\n---\n\nLook.\n',
  });
  const entry = content.entries.incident.find(({ file }) => file.path === INCIDENT_PATH);
  if (!entry) throw new Error(JSON.stringify(content.problems));
  return runbookLinks(entry, content, PLACE);
}

test('the runbooks of its alert rules come first, then those of its components, as files of the same repository', () => {
  const alert = 'alerts:\n  - source: grafana\n    key: a\n    rule: payments-slow\n    started: 2026-11-18T09:00:00Z';
  const [line = '', ...more] = linksOf(`components:\n  search: degraded\n${alert}`);
  expect(more).toEqual([]);
  const blob = 'https://github.com/example/status/blob/abc/site/content/runbooks';
  expect(line).toContain(
    `Runbooks: [\`restart-payments\`](${blob}/restart-payments.md), [\`slow-search\`](${blob}/slow-search.md);`,
  );
  expect(line).toContain('`npm run runbook -- restart-payments --incident 2026-11-18-slow-payments`');
  expect(line).not.toContain('javascript');
});

test('where none fits, nothing is said', () => {
  expect(linksOf('components:\n  ledger: degraded')).toEqual([]);
});
