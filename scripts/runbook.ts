import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { edited } from '../src/acts/edit.ts';
import { Refused } from '../src/acts/refusal.ts';
import type { Answers, Settings } from '../src/cli/answers.ts';
import { BadUse, readArguments } from '../src/cli/arguments.ts';
import { readLength } from '../src/cli/moments.ts';
import { outcomeLines } from '../src/cli/outcome.ts';
import { RUNBOOK } from '../src/cli/runbook-commands.ts';
import { listRunbooks } from '../src/cli/runbook-list.ts';
import { dayOf } from '../src/domain/calendar.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { readFile } from '../src/io/files.ts';
import { userName } from '../src/io/git.ts';
import { type Loaded, loadContent } from '../src/load-content.ts';
import { snapshotOf } from '../src/load-snapshot.ts';
import type { Entry } from '../src/parse/entry.ts';
import { toGithub } from '../src/problems/github.ts';
import { toJson } from '../src/problems/json.ts';
import { didYouMean } from '../src/problems/suggest.ts';
import { count, plural, toTerminal } from '../src/problems/terminal.ts';
import { lintRunbook } from '../src/runbooks/lint.ts';
import { readSteps } from '../src/runbooks/steps.ts';
import { runbookTemplate } from '../src/runbooks/template.ts';
import { valuesBook, wrongIn } from '../src/runbooks/values.ts';
import { printedSteps } from '../src/runbooks/walk.ts';
import { isId } from '../src/schema/fields.ts';
import { type WalkRunbookOptions, walkRunbook } from '../src/walk-runbook.ts';
import { bold, openBranch, print, runForPeople, type Sitting } from './people.ts';
import { usesColor } from './run.ts';

const MONTHS = 6;
const NAMES = RUNBOOK.subcommands.map(({ name }) => name);

await runForPeople(RUNBOOK, async (sitting) => {
  const [first = ''] = sitting.argv;
  const argv = first === '' || first.startsWith('-') || NAMES.includes(first) ? sitting.argv : ['run', ...sitting.argv];
  const { subcommand, answers, settings } = readArguments(RUNBOOK, argv);
  const loaded = loadContent(readEnvironment());
  if (subcommand.name === 'run') return run(answers, settings, sitting, loaded);
  if (subcommand.name === 'new') return begin(answers, settings, loaded);
  if (subcommand.name === 'list') return list(settings, loaded);
  return subcommand.name === 'reviewed' ? reviewed(answers, loaded) : lint(answers, settings, loaded);
});

async function run(answers: Answers, settings: Settings, sitting: Sitting, { content }: Loaded): Promise<number> {
  const environment = readEnvironment();
  const runbook = only(answers.id, content.entries.runbook);
  const given = givenValues(answers.set ?? [], runbook);
  const { asker } = sitting;
  if (settings.print || settings['dry-run']) {
    const ask = settings.print ? undefined : asker;
    const { variables } = runbook.data;
    const book = valuesBook({ variables, given, incident: undefined, ask, found: () => undefined });
    await book.need(Object.keys(variables).filter((name) => !variables[name]?.secret));
    print([bold(runbook.data.title), ...printedSteps(readSteps(runbook.body), book.values), '', 'Nothing was run.']);
    return 0;
  }
  if (!asker) {
    throw new EnvironmentError(
      `There is no terminal to ask at, and nothing runs unasked. Read the steps with: npm run runbook -- ${runbook.id} --print`,
    );
  }
  const now = (): number => clock(environment.now);
  const branch = answers.incident === undefined ? undefined : await openBranch(environment.content, settings);
  const who = answers.who ?? userName(environment.content);
  if (branch && who === undefined) {
    throw new BadUse('It is not known who walks. Give --who "…", or tell git: git config user.name "…"');
  }
  const walked = await walkRunbook({
    ...{ runbook, given, ask: asker, now, bold, environment: process.env, folder: environment.runs },
    incident: branch && { name: answers.incident ?? '', store: branch.store, wait },
    who: who ?? 'Nobody',
    timeoutMs: readLength(answers.timeout ?? '10 min'),
    resume: settings.resume ?? false,
    say: (line) => process.stdout.write(`${line}\n`),
  } satisfies WalkRunbookOptions);
  if (walked.how === 'locked') throw new EnvironmentError('It is being walked in another terminal. End that first.');
  if (walked.written?.refusals) {
    process.stderr.write(`What was done is kept in ${walked.journal}; --resume tries again to write it down.\n`);
    throw new Refused(...walked.written.refusals);
  }
  const { how, written, summary } = walked;
  const again = `npm run runbook -- ${runbook.id}${answers.incident ? ` --incident ${answers.incident}` : ''} --resume`;
  print([
    '',
    bold(how === 'finished' ? 'Walked to its end.' : 'Stopped.'),
    ...(written || summary === '' ? [] : ['', summary]),
  ]);
  if (written?.deed && branch) {
    print(outcomeLines({ deed: written.deed, commit: branch.commit(), target: branch.target }));
  }
  if (how === 'stopped') print([`  Go on: ${again}`]);
  return how === 'finished' ? 0 : 130;
}

function begin(
  { id = '', title, component = [], rule = [] }: Answers,
  settings: Settings,
  { content, now }: Loaded,
): number {
  const { content: folder } = readEnvironment();
  if (!isId(id))
    throw new BadUse(`Name it in lower-case letters, digits and single dashes: ${JSON.stringify(id)} is no such name.`);
  for (const [what, names] of [
    ['component', component],
    ['rule', rule],
  ] as const) {
    const known = content.entries[what].map((entry) => entry.id);
    const wrong = names.find((name) => !known.includes(name));
    if (wrong !== undefined)
      throw new BadUse(`There is no ${what} ${JSON.stringify(wrong)}. ${didYouMean(wrong, known)}`);
  }
  const words = id.replaceAll('-', ' ');
  const today = dayOf(now, content.site.data.timezone);
  const text = runbookTemplate({
    title: title ?? words.charAt(0).toUpperCase() + words.slice(1),
    components: component,
    rules: rule,
    reviewBy: later(today),
  });
  const file = join(folder, `runbooks/${id}.md`);
  const path = relative(process.cwd(), file);
  if (existsSync(file)) throw new EnvironmentError(`${path} is there already; open it, or remove it first.`);
  if (settings['dry-run']) process.stdout.write(text);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    print([
      `✓ ${path}`,
      '  What waits to be written begins with "> **To write:**".',
      `  npm run runbook -- lint ${id} tells what is left; npm run runbook -- ${id} --print shows it as it will be walked.`,
    ]);
  }
  return 0;
}

function list(settings: Settings, { content, now }: Loaded): number {
  const snapshot = snapshotOf(content, now, 'internal');
  const { lines, json, isComplete } = listRunbooks(snapshot, dayOf(now, snapshot.site.timezone));
  print(settings.json ? [JSON.stringify(json, null, 2)] : lines);
  return settings.strict && !isComplete ? 1 : 0;
}

function reviewed({ id, until }: Answers, { content, now }: Loaded): number {
  const { content: folder } = readEnvironment();
  const { file } = only(id, content.entries.runbook);
  const today = dayOf(now, content.site.data.timezone);
  const reviewBy = until ?? later(today);
  if (!isDay(reviewBy)) throw new BadUse(`${JSON.stringify(reviewBy)} is no day. Write one such as ${later(today)}.`);
  if (reviewBy <= today) throw new BadUse(`${reviewBy} is over. Write a day to come, such as ${later(today)}.`);
  const path = file.origin ?? file.path;
  const text = readFile(folder, path)?.text ?? file.text;
  writeFileSync(join(folder, path), edited(text, { fields: { reviewed: today, reviewBy } }));
  const name = relative(process.cwd(), join(folder, path));
  print([`✓ ${name}: read on ${today}, to be read again by ${reviewBy}.`, `  git commit -m "Review it" -- ${name}`]);
  return 0;
}

function lint({ id }: Answers, settings: Settings, { content }: Loaded): number {
  const root = relative(process.cwd(), readEnvironment().content) || '.';
  const entries = id === undefined ? content.entries.runbook : [only(id, content.entries.runbook)];
  const problems = entries.flatMap(lintRunbook);
  if (settings.json) process.stdout.write(toJson(problems, { root, files: entries.length }));
  else {
    if (problems.length > 0) process.stdout.write(`${toTerminal(problems, { color: usesColor(), root })}\n`);
    if (process.env['GITHUB_ACTIONS']) process.stdout.write(toGithub(problems, { root }));
    print([`${problems.length > 0 ? '!' : '✓'} ${plural(entries.length, 'runbook')}: ${count(problems)}.`]);
  }
  return problems.length > 0 ? 1 : 0;
}

/** What was said by --set, and secrets that the environment holds under the variable's name. */
function givenValues(written: readonly string[], { data }: Entry<'runbook'>): Map<string, string> {
  const known = Object.keys(data.variables);
  const said = written.map((one): [string, string] => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(one) ?? [];
    const variable = data.variables[name];
    if (!variable) throw new BadUse(`${JSON.stringify(name || one)} is no variable of it. ${didYouMean(name, known)}`);
    if (variable.secret) throw new BadUse(`${name} is a secret, which others see on a command line. It is asked for.`);
    const wrong = wrongIn(variable, value);
    if (wrong !== undefined) throw new BadUse(`${name} is ${JSON.stringify(value)}. ${wrong}`);
    return [name, value];
  });
  const held = known.flatMap((name): [string, string][] => {
    const value = data.variables[name]?.secret ? process.env[name.toUpperCase()] : undefined;
    return value ? [[name, value]] : [];
  });
  return new Map([...held, ...said]);
}

function only(name: string | undefined, entries: readonly Entry<'runbook'>[]): Entry<'runbook'> {
  const ids = entries.map(({ id }) => id);
  if (name === undefined) throw new BadUse(`Name one of: ${ids.join(', ')}.`);
  const exact = entries.filter(({ id }) => id === name);
  const found = exact.length > 0 ? exact : entries.filter(({ id }) => id.includes(name));
  const [first] = found;
  if (first && found.length === 1) return first;
  if (found.length > 1)
    throw new BadUse(`${JSON.stringify(name)} could be any of: ${found.map(({ id }) => id).join(', ')}.`);
  throw new BadUse(`There is no runbook ${JSON.stringify(name)}. ${didYouMean(name, [...ids, ...NAMES])}`);
}

function later(day: string): string {
  return Temporal.PlainDate.from(day).add({ months: MONTHS }).toString();
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
