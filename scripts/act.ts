import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused, refuse } from '../src/acts/refusal.ts';
import type { Store } from '../src/alerts/store.ts';
import { carryOut } from '../src/carry-out.ts';
import type { Answers, Settings } from '../src/cli/answers.ts';
import { BadUse, readArguments } from '../src/cli/arguments.ts';
import { complete } from '../src/cli/complete.ts';
import { wordsAbove } from '../src/cli/editor-text.ts';
import { helpText } from '../src/cli/help.ts';
import { outcomeJson, outcomeLines, refusalLines, type Target } from '../src/cli/outcome.ts';
import { isSilent, previewLines, previewOf } from '../src/cli/preview.ts';
import { shown } from '../src/cli/shown.ts';
import type { Subject } from '../src/cli/subject.ts';
import { tryAct } from '../src/cli/try-act.ts';
import { Stopped, type TerminalAsker, terminalAsker } from '../src/io/asker.ts';
import { now as clock } from '../src/io/clock.ts';
import { EnvironmentError, readEnvironment } from '../src/io/environment.ts';
import { hasOwnChanges } from '../src/io/git/own-changes.ts';
import { upstreamOf } from '../src/io/git/upstream.ts';
import { hasChanges } from '../src/io/git.ts';
import { gitStore } from '../src/io/git-store.ts';
import { patiently } from '../src/io/progress.ts';
import { audiencesOf } from '../src/load-audiences.ts';
import { deskOf } from '../src/load-desk.ts';
import { noticesBetween } from '../src/notices/between.ts';
import { readText } from './payload.ts';
import { run, usesColor } from './run.ts';

const NOTHING = 'Nothing was written.';

let isWriting = false;

/** Runs `npm run incident` or `npm run maintenance`. */
export async function runActs(subject: Subject): Promise<void> {
  const argv = process.argv.slice(2);
  const isJson = argv.includes('--json');
  const asker = process.stdin.isTTY && process.stdout.isTTY && !isJson ? terminalAsker() : undefined;
  process.once('SIGINT', () => {
    const list = `npm run ${subject.command.name} -- list`;
    process.stderr.write(
      isWriting ? `\nStopped while it was written; ${list} shows whether it was.\n` : `\n${NOTHING}\n`,
    );
    process.exit(130);
  });
  await run(helpText(subject.command, argv[0]), async () => {
    try {
      return await act(subject, argv, asker);
    } catch (error) {
      if (error instanceof BadUse) throw new EnvironmentError(error.message);
      if (error instanceof Stopped) {
        process.stderr.write(`${NOTHING}\n${keptWords(asker)}`);
        return 130;
      }
      if (!(error instanceof Refused)) throw error;
      const { refusals } = error;
      if (isJson) print([JSON.stringify({ refusals }, null, 2)]);
      else process.stderr.write(`${refusalLines(refusals).join('\n')}\n${keptWords(asker)}`);
      return 1;
    }
  });
}

async function act(subject: Subject, argv: readonly string[], asker: TerminalAsker | undefined): Promise<number> {
  const { subcommand, answers, settings } = readArguments(subject.command, argv);
  const said = withText(answers, settings);
  const { content: folder, now: fixed } = readEnvironment();
  const now = (): number => clock(fixed);
  const target = await targetOf(folder, settings);
  let commit: string | undefined;
  const store = patient(
    gitStore({
      folder,
      branch: target.branch,
      ...(target.remote !== undefined && { remote: target.remote }),
      made: (made) => (commit = made),
      note: (text) => process.stderr.write(`${shown(text)}\n`),
    }),
    target,
  );
  const say = (line: string): unknown => settings.json || process.stderr.write(`${line}\n`);
  if (hasChanges(folder)) {
    say(`${relative(process.cwd(), folder) || '.'} has changes that are not committed; they are not seen here.`);
  }
  const { files } = await store.read();
  const desk = deskOf(files, now());
  if (subcommand.name === 'list') {
    const { lines, json } = subject.list(desk, settings.all ?? false);
    print(settings.json ? [JSON.stringify(json, null, 2)] : lines);
    return 0;
  }
  const guard = (path: string): Promise<void> => refuseChanged(folder, path);
  const whole = await complete(subject, { subcommand, answers: said }, desk, { ask: asker, say, guard });
  const { deed, refusals } = tryAct(subject, subcommand.name, whole, desk);
  if (!deed) throw new Refused(...refusals);
  await guard(deed.path);
  const textBefore = files.find(({ path }) => path === deed.path)?.text ?? '';
  const [before, after] = [desk.content, deed.after].map((content) => audiencesOf(content, desk.now));
  const hearing = after
    ? noticesBetween(before, after, desk.now).map(({ channel, subject }) => ({ channel, subject }))
    : [];
  const preview = previewOf(deed, desk.content, textBefore, hearing);
  if (!settings.json) print(previewLines(preview, bold));
  if (settings['dry-run']) {
    const lines = [
      '',
      bold(deed.path),
      ...preview.changes.map((line) => `  ${shown(line)}`),
      '',
      'Nothing was written.',
    ];
    const json = JSON.stringify(outcomeJson({ deed, preview, commit, target }, false), null, 2);
    print(settings.json ? [json] : lines);
    return 0;
  }
  if (asker && !settings.yes && !(await asker.agree(isSilent(preview) ? 'Write it?' : 'Publish?'))) throw new Stopped();
  const sure = subcommand.about ? { ...whole, id: deed.id } : whole;
  isWriting = true;
  const done = await carryOut((at) => subject.act(subcommand.name, sure, at.now), { store, now, wait });
  if (!done.deed) throw new Refused(...done.refusals);
  asker?.forget();
  const outcome = { deed: done.deed, preview, commit, target };
  print(settings.json ? [JSON.stringify(outcomeJson(outcome, true), null, 2)] : outcomeLines(outcome));
  return 0;
}

function withText(answers: Answers, { file }: Settings): Answers {
  if (file !== undefined) return { ...answers, text: wordsAbove(readText(file)) };
  return answers.text === '-' ? { ...answers, text: readText('-') } : answers;
}

async function targetOf(folder: string, { push, remote, branch }: Settings): Promise<Target> {
  const { branch: here, follows, remotes } = await upstreamOf(folder);
  const local = {
    branch: branch ?? here,
    remotes,
    ...(follows && branch === undefined && { follows: `${follows.remote}/${follows.branch}` }),
  };
  if (!push && remote === undefined && !process.env['ALLCLEAR_PUSH']) return local;
  const there = remote ?? follows?.remote ?? (remotes.includes('origin') ? 'origin' : remotes[0]);
  if (there === undefined) {
    throw new EnvironmentError('There is no remote to push to. Add one: git remote add origin <address>');
  }
  return { ...local, branch: branch ?? follows?.branch ?? here, remote: there };
}

function patient(store: Store, { branch, remote }: Target): Store {
  const where = remote === undefined ? branch : `${branch} of ${remote}`;
  return {
    read: () => patiently(`Reading ${where}`, () => store.read()),
    commit: (...change) => patiently(`Writing to ${where}`, () => store.commit(...change)),
  };
}

async function refuseChanged(folder: string, path: string): Promise<void> {
  if (!(await hasOwnChanges(folder, path))) return;
  const file = relative(process.cwd(), `${folder}/${path}`);
  refuse(
    `You have changed ${file}, and not committed it.`,
    `Commit that first (git commit -m "…" -- ${file}), or put it aside (git stash push -- ${file}).`,
  );
}

function keptWords(asker: TerminalAsker | undefined): string {
  const file = asker?.kept();
  return file === undefined ? '' : `Your words are kept; use them with --file ${file}\n`;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function bold(text: string): string {
  return usesColor() ? `\u001B[1m${text}\u001B[0m` : text;
}
