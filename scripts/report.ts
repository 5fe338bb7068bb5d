import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { proseMarkdown } from '../src/documents/markdown/lists.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { loadOnce } from '../src/load-snapshot.ts';
import { reportPeriod, reportPeriods } from '../src/views/report/periods.ts';
import { reportView } from '../src/views/report/report.ts';
import { viewContext } from '../src/views/view-context.ts';
import { run } from './run.ts';

const USAGE = `npm run report                         the report of the last month that is over, as Markdown; of this one where none is
npm run report -- 2026-10              that of another month, or of a quarter: 2026-q4
npm run report -- 2026-10 --out <file> writes it into a file

With AUDIENCE=internal it also names owners, alert rules and missing runbooks.

Exit codes: 0 done, 1 nothing to report yet, 2 bad use or not possible here.`;

await run(USAGE, async () => {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
  const environment = readEnvironment();
  const { snapshot } = loadOnce();
  const address = (environment.site ?? snapshot.site.url).replace(/\/+$/, '') + (environment.base ?? '');
  // Addresses are written out, because the report is read elsewhere.
  const context = viewContext(snapshot, { base: address, origin: '' });
  const periods = reportPeriods(context);
  const months = periods.filter((one) => one.kind === 'month');
  const [name = (months.find((one) => one.to <= snapshot.now) ?? months[0])?.id ?? ''] = positionals;
  const period = positionals.length > 1 ? undefined : reportPeriod(context, name.toLowerCase());
  if (!period) {
    if (periods.length === 0) {
      process.stderr.write('✗ There is nothing to report yet: no component has come into service.\n');
      return 1;
    }
    const what = positionals.length > 1 ? 'One period at a time, please.' : `There is no report named "${name}".`;
    process.stderr.write(
      `✗ ${what} Write a month from ${months.at(-1)?.id} to ${months[0]?.id}, or a quarter such as ${periods.find((one) => one.kind === 'quarter')?.id}.\n\n${USAGE}\n`,
    );
    return 2;
  }
  const markdown = proseMarkdown(reportView(context, period));
  if (values.out === undefined) process.stdout.write(markdown);
  else {
    writeFileSync(values.out, markdown);
    process.stdout.write(`✓ The report of ${period.id} is in ${values.out}.\n`);
  }
  return 0;
});
