import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { decide } from '../src/alerts/decide.ts';
import { explainRoutes, ruleOutcome } from '../src/alerts/explain-route.ts';
import { pathOf } from '../src/alerts/incident-file.ts';
import type { Known } from '../src/alerts/policy.ts';
import { describe, quoted } from '../src/alerts/print.ts';
import { routeOf } from '../src/alerts/route.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { readContentFolder } from '../src/io/files.ts';
import { loadKnown } from '../src/load-known.ts';
import { plural } from '../src/problems/terminal.ts';
import { readPayload } from './payload.ts';
import { run } from './run.ts';

const USAGE = `npm run rules                         the alert rules, in the order in which they are tried
npm run rules -- test <file>          what would become of a payload, and why; - reads it from standard input
npm run rules -- test <file> --source grafana
                                      where its shape alone does not say which tool sent it
npm run rules -- test <file> --json   the same, for programs

Reads the files in the folder as they are, committed or not. (npm run ingest reads what is committed.)
Nothing is written. Exit codes: 0 understood, 2 bad use, 3 something in the payload is not understood.`;

await run(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, source: { type: 'string' } },
    allowPositionals: true,
  });
  const { content, now: fixed } = readEnvironment();
  const now = clock(fixed);
  const { known } = loadKnown(readContentFolder(content), now);
  const [command, file, ...more] = positionals;
  if (command === undefined) return list(known, relative(process.cwd(), content) || '.');
  if (command !== 'test' || file === undefined || more.length > 0) {
    throw new EnvironmentError('Write: npm run rules -- test <file>');
  }
  const { source, alerts, ignored, refused } = readPayload(file, values.source, now);
  const plan = decide(alerts, known, now);
  const { decisions } = plan;
  if (values.json) {
    const routed = alerts.map((alert) => {
      const { rule, ...route } = routeOf(alert, known.policy);
      return { alert, route: { ...route, rule: rule?.id } };
    });
    process.stdout.write(`${JSON.stringify({ source, alerts: routed, ignored, refused, decisions }, null, 2)}\n`);
    return refused.length > 0 ? 3 : 0;
  }
  const lines = [
    `${plural(alerts.length, 'alert')} of ${source}.`,
    '',
    ...explainRoutes(alerts, known.policy),
    ...ignored.map((reason) => `Left aside: ${quoted(reason)}`),
    ...refused.map((reason) => `✗ Not understood: ${quoted(reason)}`),
    ...(decisions.length > 0 ? ['What would be done now:', ...decisions.map((one) => `  ${describe(one)}`)] : []),
    ...plan.stories.flatMap(({ id, text }) => [
      '',
      `${pathOf(id)} would be:`,
      '',
      text.trimEnd().replaceAll(/^/gm, '    '),
    ]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return refused.length > 0 ? 3 : 0;
});

function list({ policy }: Known, root: string): number {
  const lines = policy.rules.map((rule, index) => {
    const what = Object.entries(rule.match).map(([label, value]) => `${label}: ${[value].flat().join(' or ')}`);
    return `${String(index + 1).padStart(3)}. ${rule.id}  ${rule.name}\n       ${what.join(', ')}\n       → ${ruleOutcome(rule)}`;
  });
  const broken = policy.brokenRules.map((id) => `  ✗  ${id} cannot be read: npm run validate`);
  const none = `There are no rules. Write one: ${root}/rules/<id>.md`;
  process.stdout.write(`${[...lines, ...broken].join('\n') || none}\n`);
  return 0;
}
