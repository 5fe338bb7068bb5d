import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAlerts, seconds } from '../bench/alerts.ts';
import { benchDocuments } from '../bench/documents.ts';
import { renderResults } from '../bench/results.ts';
import { describeSetting, runBench } from '../bench/run.ts';
import { EnvironmentError } from '../src/io/environment.ts';
import { run } from './run.ts';

const USAGE = `npm run bench    measure builds beside bare Eleventy and write bench/RESULTS.md
npm run bench -- --runs 5    more often
npm run bench -- --sizes 100,1000
                 other sizes; they are printed, and bench/RESULTS.md stays as it is
npm run bench -- --documents
                 what feeds, calendars and API add to the build of the sample, into bench/DOCUMENTS.md
npm run bench -- --alerts
                 from an alert to the changed page of npm start, into bench/ALERTS.md

Exit codes: 0 done, 2 bad use or not possible here.`;

const SIZES = '100,1000,10000';

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: SIZES },
      runs: { type: 'string' },
      documents: { type: 'boolean' },
      alerts: { type: 'boolean' },
    },
  });
  if (values.documents) return documents(readCount('runs', values.runs ?? '9'));
  if (values.alerts) return alerts(readCount('runs', values.runs ?? '9'));
  const sizes = values.sizes.split(',').map((size) => readCount('sizes', size));
  const runs = readCount('runs', values.runs ?? '3');
  const results = await runBench({ sizes, runs, log: (line) => process.stdout.write(`${line}\n`) });
  const given = process.argv.slice(2).join(' ');
  const setting = describeSetting(runs, `npm run bench${given && ` -- ${given}`}`);
  const text = renderResults(results, setting);
  if (values.sizes === SIZES) writeFileSync(join(import.meta.dirname, '../bench/RESULTS.md'), text);
  process.stdout.write(`\n${text}`);
  return 0;
});

async function documents(runs: number): Promise<number> {
  const table = await benchDocuments(runs, (line) => process.stdout.write(`${line}\n`));
  const { date, commit, machine, folder } = describeSetting(runs, 'npm run bench -- --documents');
  const setting = `${date}, commit ${commit}, ${machine}.\nMedians of ${runs} interleaved runs, whole processes, output on ${folder}. Measured by \`npm run bench -- --documents\`.`;
  const text = `# What the files beside the pages cost\n\n${setting}\n\n${table}`;
  writeFileSync(join(import.meta.dirname, '../bench/DOCUMENTS.md'), text);
  process.stdout.write(`\n${text}`);
  return 0;
}

async function alerts(runs: number): Promise<number> {
  const times = await benchAlerts(runs, (line) => process.stdout.write(`${line}\n`));
  const { date, commit, machine, folder } = describeSetting(runs, 'npm run bench -- --alerts');
  const rows = [
    ['the request is answered, the alert is safe on disk', times.answeredMs],
    ['a new incident is on the page', times.openedMs],
    ['its end is on the page', times.resolvedMs],
  ] as const;
  const lines = rows.map(([what, ms]) => {
    const sorted = [...ms].sort((a, b) => a - b);
    const [median = 0, worst = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return `| ${what} | ${seconds(median)} | ${seconds(worst)} |`;
  });
  const setting = `${date}, commit ${commit}, ${machine}.\n${runs} alerts, one after another, output on ${folder}. Measured by \`npm run bench -- --alerts\`.`;
  const text = `# From an alert to the changed page\n\n\`npm start\` on the sample: HTTP request → spool → decision → commit → build → page served.\n\n${setting}\n\n| until | median | worst |\n| --- | ---: | ---: |\n${lines.join('\n')}\n`;
  writeFileSync(join(import.meta.dirname, '../bench/ALERTS.md'), text);
  process.stdout.write(`\n${text}`);
  return 0;
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new EnvironmentError(`--${option} has ${JSON.stringify(text)}; write a whole number above 0.`);
}
