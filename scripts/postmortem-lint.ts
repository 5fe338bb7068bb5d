import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { readFolder } from '../src/io/files.ts';
import { readFolderAt } from '../src/io/git.ts';
import { lintAll } from '../src/learning/lint-all.ts';
import { type Reading, readingOf } from '../src/learning/reading.ts';
import { loadContent } from '../src/load-content.ts';
import type { Entry } from '../src/parse/entry.ts';
import { toGithub } from '../src/problems/github.ts';
import { toJson } from '../src/problems/json.ts';
import { didYouMean } from '../src/problems/suggest.ts';
import { count, plural, toTerminal } from '../src/problems/terminal.ts';
import { usesColor } from './run.ts';

type Postmortem = Entry<'postmortem'>;

const OPTIONS = { since: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Reads post-mortems as a reviewer would; 1 where something was found, which keeps nothing from being published. */
export async function lintCommand(): Promise<number> {
  const { values, positionals } = parseArgs({ args: process.argv.slice(3), options: OPTIONS, allowPositionals: true });
  const environment = readEnvironment();
  const { content } = loadContent(environment);
  const root = relative(process.cwd(), environment.content) || '.';
  const all = content.entries.postmortem;
  const named = positionals.length > 0 ? positionals.map((name) => meant(name, all)) : all;
  const entries = values.since === undefined ? named : changedSince(environment.content, values.since, named);
  const problems = lintAll(content, entries);
  const readings = entries.map((entry) =>
    readingOf(
      entry,
      content.entries.incident.find(({ id }) => id === (entry.data.incident ?? entry.id)),
    ),
  );
  if (values.json) {
    const report = JSON.parse(toJson(problems, { root, files: entries.length })) as object;
    process.stdout.write(`${JSON.stringify({ ...report, postmortems: readings }, null, 2)}\n`);
  } else {
    if (problems.length > 0) process.stdout.write(`${toTerminal(problems, { color: usesColor(), root })}\n`);
    if (process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(problems, { root }));
    const sign = problems.length > 0 ? '!' : '✓';
    process.stdout.write(
      `${sign} ${plural(entries.length, 'post-mortem')}: ${count(problems)}.\n${readText(readings)}`,
    );
  }
  return problems.length > 0 ? 1 : 0;
}

/** What was read in all, so that nobody has to trust that nothing was missed. */
function readText(readings: readonly Reading[]): string {
  if (readings.length === 0) return '';
  const sum = (size: (reading: Reading) => number): number => readings.reduce((total, one) => total + size(one), 0);
  const own = sum(({ sections }) => sections.filter(({ as, heading }) => as === null && heading !== '').length);
  const parts = [
    plural(
      sum(({ sections }) => sections.filter(({ as }) => as !== null).length),
      'usual section',
    ),
    `${own} of your own`,
    plural(
      sum(({ timeline }) => timeline.length),
      'timeline row',
    ),
    plural(
      sum(({ actions }) => actions.length),
      'action item',
    ),
  ];
  return `  Read: ${parts.join(', ')}.\n`;
}

function changedSince(folder: string, since: string, entries: readonly Postmortem[]): Postmortem[] {
  const before = new Map(readFolderAt(folder, since).map(({ path, text }) => [path, text]));
  const now = new Map(readFolder(folder).map(({ path, text }) => [path, text]));
  return entries.filter(({ file }) => {
    const path = file.origin ?? file.path;
    return before.get(path) !== now.get(path);
  });
}

/** The one that is meant by its id or a part of it. */
function meant(name: string, entries: readonly Postmortem[]): Postmortem {
  const exact = entries.filter(({ id }) => id === name);
  const near = exact.length > 0 ? exact : entries.filter(({ id }) => id.includes(name));
  const [first] = near;
  if (first && near.length === 1) return first;
  const ids = (near.length > 0 ? near : entries).map(({ id }) => id);
  throw new EnvironmentError(
    near.length > 1
      ? `${JSON.stringify(name)} could be any of: ${ids.slice(0, 8).join(', ')}.`
      : `There is no post-mortem ${JSON.stringify(name)}. ${didYouMean(name, ids.reverse())}`,
  );
}
