import { expect, test } from 'vitest';
import { contentWith } from '../../tests/fixtures/content.ts';

function rule(fields: string): string {
  return `---\nname: R\ncomponent: payments\nseverity: sev2\n${fields}\n---\n`;
}

function unreached(first: string, second: string): string[] {
  const { problems } = contentWith({ 'rules/b.md': rule(`order: 1\n${first}`), 'rules/a.md': rule(second) });
  return problems.map(({ file, line, level, code }) => `${file}:${line} ${level} ${code}`);
}

test('a rule is told of where one before it fits all that it fits', () => {
  for (const [first, second] of [
    ['match: { team: pay }', 'match: { team: pay }'],
    ['match: { team: pay }', 'match: { team: pay, alertname: Down }'],
    ['match: { team: p* }', 'match: { team: [pay, pa*y] }'],
    ['match: { team: [ledger, pay] }', 'match: { team: pay }'],
    ['match: { team: pay }', 'match: { team: pay }\nsources: [grafana]'],
    ['match: { team: pay }\nsources: [grafana, sentry]', 'match: { team: pay }\nsources: [sentry]'],
  ] as const)
    expect(unreached(first, second), `${first} / ${second}`).toEqual(['rules/a.md:5 warning unreachable-rule']);
});

test('a rule that some alert can get to is not', () => {
  for (const [first, second] of [
    ['match: { team: pay, alertname: Down }', 'match: { team: pay }'],
    ['match: { team: pay }', 'match: { team: pay* }'],
    ['match: { team: p*x }', 'match: { team: p* }'],
    ['match: { team: pay }', 'match: { alertname: Down }'],
    ['match: { team: pay }', 'match: { team: [pay, ledger] }'],
    ['match: { team: pay }\nsources: [grafana]', 'match: { team: pay }'],
    ['match: { team: pay }\nsources: [grafana]', 'match: { team: pay }\nsources: [grafana, sentry]'],
  ] as const)
    expect(unreached(first, second), `${first} / ${second}`).toEqual([]);
});
