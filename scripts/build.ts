import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDocumentsAside } from '../src/document-thread.ts';
import { toldToBegin } from '../src/io/builder.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { patiently } from '../src/io/progress.ts';
import { buildSite } from '../src/io/site-build.ts';
import { loadOnce } from '../src/load-snapshot.ts';
import { oneSnapshot } from '../src/one-snapshot.ts';
import { postmortemModules } from '../src/postmortem-modules.ts';
import { toGithub } from '../src/problems/github.ts';
import { count, plural, toTerminal } from '../src/problems/terminal.ts';
import { run, usesColor } from './run.ts';

const USAGE = `npm run build    write the site to dist/ (or OUT)

--json    print for programs what was made

Exit codes: 0 everything was published, 2 bad use or not possible here, 3 published, but files that could not be read
were left out of it.`;

await run(USAGE, async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
  await toldToBegin();
  const began = performance.now();
  const environment = readEnvironment();
  const { content, snapshot } = loadOnce();
  const errors = content.problems.filter((problem) => problem.level === 'error');
  const root = relative(process.cwd(), environment.contentName) || '.';
  const plain = content.problems.filter(({ code }) => isShownAsText(code));
  if (plain.length > 0) process.stderr.write(`${toTerminal(plain, { color: usesColor(), root })}\n`);
  if (plain.length > 0 && process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(plain, { root }));
  if (errors.length > 0) process.stderr.write(`${toTerminal(errors, { color: usesColor(), root })}\n`);
  if (errors.length > 0 && process.env['GITHUB_ACTIONS'] && !values.json)
    process.stdout.write(toGithub(errors, { root }));
  const plugins = [oneSnapshot(), postmortemModules(() => snapshot.postmortems)];
  const address = new URL(environment.site ?? snapshot.site.url);
  const where = { origin: address.origin, base: environment.base ?? address.pathname };
  const { pages, documents, written, removed, themeError } = await patiently('Building', () =>
    buildSite(environment, { site: where.origin, base: where.base, vite: { plugins } }, (folders) =>
      makeDocumentsAside({ snapshot, where, folders }),
    ),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const out = relative(process.cwd(), environment.out) || environment.out;
  const changes = `${plural(written, 'file')} written, ${removed} removed`;
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ out, pages, documents, written, removed, seconds: Number(seconds), errors: errors.length })}\n`
      : `✓ ${plural(pages, 'page')} and ${plural(documents, 'other file')} in ${out}/ after ${seconds} s: ${changes}.\n`,
  );
  if (themeError) {
    process.stderr.write(`✗ ${root}/theme.css cannot be used, so the site has its usual colours: ${themeError}\n`);
  }
  if (errors.length === 0) return themeError ? 3 : 0;
  process.stderr.write(
    `✗ ${count(errors)}: shown as before or left out, and the site says so. Mend them and build again.\n`,
  );
  return 3;
});

/** What a post-mortem meant as a chart, a ladder or a table of factors, and what its page shows as plain text instead. */
function isShownAsText(code: string): boolean {
  return /^(?:element|chart)-/.test(code);
}
