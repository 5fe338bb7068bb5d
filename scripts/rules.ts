import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { decide } from '../src/alerts/decide.ts';
import type { Known } from '../src/alerts/policy.ts';
import { describe, quoted } from '../src/alerts/print.ts';
import { routeOf } from '../src/alerts/route.ts';
import { guessSources } from '../src/alerts/sources/guess.ts';
import { readMessage } from '../src/alerts/sources/registry.ts';
import { now as clock } from '../src/io/clock.ts';
import { type Environment, readEnvironment } from '../src/io/environment.ts';
import { readContentFolder } from '../src/io/files.ts';
import { loadKnown } from '../src/load-known.ts';
import { plural } from '../src/problems/terminal.ts';
import { isSource, SOURCE_IDS } from '../src/schema/sources.ts';
import { run } from './run.ts';

const USAGE = `npm run rules                         the alert rules, in the order in which they are tried
npm run rules -- test <file>          what would become of a payload, and why; - reads it from standard input
npm run rules -- test <file> --source grafana
                                      where its shape alone does not say which tool sent it
npm run rules -- test <file> --json   the same, for programs

Nothing is written. Exit codes: 0 understood, 1 the payload is not understood, 2 bad use.`;

await run(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, source: { type: 'string' } },
    allowPositionals: true,
  });
  const environment = readEnvironment();
  const now = clock(environment.now);
  const { known } = loadKnown(readContentFolder(environment.content), now);
  const [command, file, ...more] = positionals;
  if (command === undefined) return list(known, environment);
  if (command !== 'test' || file === undefined || more.length > 0)
    return complain('Write: npm run rules -- test <file>');
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  const sources = values.source === undefined ? guessSources(parse(text), now) : [values.source];
  const [source = ''] = sources;
  if (sources.length !== 1 || !isSource(source)) {
    const which =
      values.source === undefined
        ? 'Its shape does not say which tool sent it'
        : `${quoted(source)} is no tool that is known`;
    return complain(`${which}. Add --source with one of: ${SOURCE_IDS.join(', ')}.`);
  }
  const reading = readMessage({ source, payload: text, headers: {}, receivedAt: now });
  const plan = decide(reading.alerts, known, now);
  if (values.json) {
    const routes = reading.alerts.map((alert) => {
      const { rule, ...route } = routeOf(alert, known.policy);
      return { alert, route: { ...route, rule: rule?.id } };
    });
    process.stdout.write(
      `${JSON.stringify({ source, ...reading, alerts: routes, decisions: plan.decisions }, null, 2)}\n`,
    );
    return reading.refused.length > 0 ? 1 : 0;
  }
  const lines = [`${plural(reading.alerts.length, 'alert')} of ${source}.`, ''];
  for (const alert of reading.alerts) {
    const { rule, tried, because } = routeOf(alert, known.policy);
    lines.push(`${quoted(alert.title)} is ${alert.state}.`);
    for (const [name, value] of Object.entries(alert.labels)) lines.push(`    ${name}: ${quoted(value)}`);
    for (const one of tried) lines.push(`  ✗ ${one.rule}: ${one.because}`);
    if (rule)
      lines.push(
        `  ✓ ${rule.id}: ${rule.component}, ${rule.impact}, ${rule.severity}, ${rule.publish === 'auto' ? 'published at once' : 'a draft for a person'}`,
      );
    else for (const sentence of because) lines.push(`  → ${sentence}`);
    lines.push('');
  }
  for (const reason of reading.ignored) lines.push(`Left aside: ${quoted(reason)}`);
  for (const reason of reading.refused) lines.push(`✗ Not understood: ${quoted(reason)}`);
  if (plan.decisions.length > 0)
    lines.push('What would be done now:', ...plan.decisions.map((one) => `  ${describe(one)}`));
  process.stdout.write(`${lines.join('\n')}\n`);
  return reading.refused.length > 0 ? 1 : 0;
});

function list({ policy }: Known, environment: Environment): number {
  const root = relative(process.cwd(), environment.content) || '.';
  const lines = policy.rules.map((rule, index) => {
    const what = Object.entries(rule.match).map(([label, value]) => `${label}: ${[value].flat().join(' or ')}`);
    return `${String(index + 1).padStart(3)}. ${rule.id}  ${rule.name}\n       ${what.join(', ')}\n       → ${rule.component}, ${rule.impact}, ${rule.severity}`;
  });
  const none = `There are no rules. Write one: ${root}/rules/<id>.md`;
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : none}\n`);
  return 0;
}

function complain(message: string): number {
  process.stderr.write(`✗ ${message}\n\n${USAGE}\n`);
  return 2;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
