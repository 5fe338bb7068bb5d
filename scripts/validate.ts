import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkEdits } from '../src/checks/edits.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { readFolder } from '../src/io/files.ts';
import { readFolderAt } from '../src/io/git.ts';
import { loadContent } from '../src/load-content.ts';
import { toGithub } from '../src/problems/github.ts';
import { toJson } from '../src/problems/json.ts';
import { inReadingOrder } from '../src/problems/problem.ts';
import { count, plural, toTerminal } from '../src/problems/terminal.ts';
import { run, usesColor } from './run.ts';

const USAGE = `npm run validate            check every file in content/
npm run validate -- --json  the same, for programs
npm run validate -- --since <ref>
                            also find published updates that changed since then without saying so

Nothing is written. Exit codes: 0 no error (there may be warnings), 1 something to mend, 2 bad use or not possible here.`;

await run(USAGE, async () => {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, since: { type: 'string' } },
  });
  const environment = readEnvironment();
  const root = relative(process.cwd(), environment.content) || '.';
  const { content, now } = loadContent(environment);
  const edits = values.since
    ? checkEdits(readFolderAt(environment.content, values.since), readFolder(environment.content), values.since, now)
    : [];
  const problems = inReadingOrder([...content.problems, ...edits]);
  const errors = problems.filter((problem) => problem.level === 'error').length;
  if (values.json) process.stdout.write(toJson(problems, { root, files: content.files.length }));
  else if (problems.length > 0) process.stdout.write(`${toTerminal(problems, { color: usesColor(), root })}\n`);
  if (!values.json && process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(problems, { root }));
  if (!values.json)
    process.stdout.write(`${errors > 0 ? '✗' : '✓'} ${plural(content.files.length, 'file')}: ${count(problems)}.\n`);
  return errors > 0 ? 1 : 0;
});
