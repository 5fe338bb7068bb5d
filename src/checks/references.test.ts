import { describe, expect, test } from 'vitest';
import { contentWith, filesWith, INCIDENT_PATH, incidentFile } from '../../tests/fixtures/content.ts';
import type { Problem } from '../problems/problem.ts';

const RESOLVED = '## 2026-11-20 09:00 UTC · resolved\n\nOver.';

describe('every name of another file is the name of one that is there', () => {
  for (const [path, from, to, value] of [
    ['components/payments.md', '- ledger', '- legder', 'legder'],
    ['components/payments.md', 'group: money', 'group: mony', 'mony'],
    ['components/payments.md', 'runbook: restart-payments', 'runbook: restart-payment', 'restart-payment'],
    [INCIDENT_PATH, 'severity: sev2', 'severity: sev9', 'sev9'],
    [INCIDENT_PATH, '  payments: degraded', '  payment: degraded', 'payment'],
    [INCIDENT_PATH, 'payments: partial outage', 'paiments: partial outage', 'paiments'],
    ['maintenance/2026/2026-11-25-ledger-upgrade.md', '- ledger', '- ledgers', 'ledgers'],
    ['rules/payments-slow.md', 'component: payments', 'component: paymnts', 'paymnts'],
    ['rules/payments-slow.md', 'severity: sev2', 'severity: sev3', 'sev3'],
    ['rules/payments-slow.md', 'runbook: restart-payments', 'runbook: restart', 'restart'],
    ['runbooks/restart-payments.md', '- payments\n', '- payment\n', 'payment'],
    ['runbooks/restart-payments.md', '- payments-slow', '- payments-slo', 'payments-slo'],
    ['oncall/money.md', '  - payments', '  - payment', 'payment'],
  ] as const) {
    test(`${path}: ${to.trim()}`, () => {
      const [problem, ...more] = changed(path, from, to);
      expect(more).toEqual([]);
      expect(problem?.code).toBe('unknown-reference');
      expect(pointedAt(problem)).toBe(value);
    });
  }
});

test('a name far from all others comes with the list to choose from', () => {
  const [problem] = changed(INCIDENT_PATH, 'severity: sev2', 'severity: catastrophe');
  expect(problem?.remedy).toMatchInlineSnapshot(`"Use one of: sev1, sev2."`);
});

test('several wrong names in one file are as many problems', () => {
  const text = incidentFile(RESOLVED, 'components:\n  a: degraded\n  b: degraded').replace('sev2', 'sev9');
  const { problems } = contentWith({ 'incidents/2026/2026-11-20-new.md': text });
  expect(problems.map((problem) => [problem.line, pointedAt(problem)])).toEqual([
    [3, 'sev9'],
    [5, 'a'],
    [6, 'b'],
  ]);
});

test('a name that also stands earlier in its heading is pointed at where it names the component', () => {
  const updates = '## 2026-11-20 09:00 UTC · resolved · solved: operational\n\nOver.';
  const [problem] = contentWith({ 'incidents/2026/2026-11-20-new.md': incidentFile(updates) }).problems;
  expect(problem?.column).toBe('## 2026-11-20 09:00 UTC · resolved · '.length + 1);
});

test('a file that cannot be read is still known by its name', () => {
  const { problems } = contentWith({
    'components/ledger.md': '---\n',
    'runbooks/restart-payments.md': '',
    'severities/sev2.md': '---\nname: [\n---\n',
    'rules/payments-slow.md': '---\nname: A\n---\n',
    'site.yaml': 'name: [\n',
  });
  expect(new Set(problems.map((problem) => problem.file)).size).toBe(5);
  expect(problems.map((problem) => problem.code)).not.toContain('unknown-reference');
});

test('a post-mortem may name its incident where it is called something else', () => {
  const text = '---\ntitle: A\nsummary: B\nincident: 2026-11-21-search-down\n---\n\nText\n';
  expect(contentWith({ 'postmortems/2026-11-21-index.mdx': text }).problems).toEqual([]);
});

test('a post-mortem of no incident is told those of the same day', () => {
  const text = '---\ntitle: A\nsummary: B\nincident: 2026-11-21-index\n---\n\nText\n';
  const [problem] = contentWith({ 'postmortems/2026-11-21-index.mdx': text }).problems;
  expect([problem?.code, problem?.line, pointedAt(problem)]).toEqual(['orphan-postmortem', 4, '2026-11-21-index']);
  expect(problem?.remedy).toMatchInlineSnapshot(
    `"Use one of: 2026-11-21-search-down. Name the file like its incident, or set \`incident\`."`,
  );
});

function changed(path: string, from: string, to: string): Problem[] {
  const text = filesWith().find((file) => file.path === path)?.text ?? '';
  expect(text).toContain(from);
  return contentWith({ [path]: text.replace(from, to) }).problems;
}

function pointedAt(problem: Problem | undefined): string | undefined {
  return problem?.source.slice(problem.column - 1, problem.column - 1 + problem.length);
}
