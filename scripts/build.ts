import { relative } from 'node:path';
import { readEnvironment } from '../src/io/environment.ts';
import { withLock } from '../src/io/lock.ts';
import { buildSite } from '../src/io/site-build.ts';
import { loadContent } from '../src/load-content.ts';
import { toGithub } from '../src/problems/github.ts';
import { count, plural, toTerminal } from '../src/problems/terminal.ts';
import { run, usesColor } from './run.ts';

const BUILD_LOCK = 'node_modules/.cache/allclear/build.lock';

const USAGE = `npm run build    write the site to dist/ (or OUT)

The exit code is 0 when everything was published, and 3 when the site was published but files that could not be read
were left out of it.`;

await run(USAGE, async () => {
  const began = performance.now();
  const environment = readEnvironment();
  const { content, now } = loadContent(environment);
  // Every part of the build must see the same moment.
  process.env['NOW'] = new Date(now).toISOString();
  const errors = content.problems.filter((problem) => problem.level === 'error');
  const root = relative(process.cwd(), environment.content) || '.';
  if (errors.length > 0) process.stderr.write(`${toTerminal(errors, { color: usesColor(), root })}\n`);
  if (errors.length > 0 && process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(errors, { root }));
  // Builds of one checkout share Astro's folder for compiled pages.
  const { pages, removed } = await withLock(BUILD_LOCK, () => buildSite(environment.out));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const out = relative(process.cwd(), environment.out) || environment.out;
  const gone = removed > 0 ? `, ${plural(removed, 'old file')} removed` : '';
  process.stdout.write(`✓ ${plural(pages, 'page')} in ${out}/ after ${seconds} s${gone}.\n`);
  if (errors.length === 0) return 0;
  process.stderr.write(`✗ ${count(errors)}: left out of the site, which says so. Mend them and build again.\n`);
  return 3;
});
