import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../src/acts/refusal.ts';
import { carryOut } from '../src/carry-out.ts';
import type { Answers, Settings } from '../src/cli/answers.ts';
import { readArguments, refuseEmpty } from '../src/cli/arguments.ts';
import type { Subcommand } from '../src/cli/command.ts';
import { complete } from '../src/cli/complete.ts';
import { wordsAbove } from '../src/cli/editor-text.ts';
import { outcomeJson, outcomeLines } from '../src/cli/outcome.ts';
import { isSilent, previewLines, previewOf } from '../src/cli/preview.ts';
import { shown } from '../src/cli/shown.ts';
import type { Subject } from '../src/cli/subject.ts';
import { tryAct } from '../src/cli/try-act.ts';
import { Stopped } from '../src/io/asker.ts';
import { now as clock } from '../src/io/clock.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { userName } from '../src/io/git.ts';
import { audiencesOf } from '../src/load-audiences.ts';
import { SEAL_FILE } from '../src/load-content.ts';
import { deskOf } from '../src/load-desk.ts';
import { hearingsOf, noticesBetween } from '../src/notices/between.ts';
import { toTerminal, wrapLine } from '../src/problems/terminal.ts';
import { readText } from './payload.ts';
import { bold, openBranch, print, refuseChanged, runForPeople, type Sitting } from './people.ts';
import { columns, usesColor } from './run.ts';

const SAMPLE_NOTE = '\nThis is the sample: its dates are moved to today, so that ids differ from the names of files.';

/** Runs `npm run incident` or `npm run maintenance`. */
export async function runActs(subject: Subject): Promise<void> {
  await runForPeople(subject.command, (sitting) => act(subject, sitting));
}

async function act(subject: Subject, { argv, asker, beginWriting }: Sitting): Promise<number> {
  const { subcommand, answers, settings } = readArguments(subject.command, argv);
  const said = withName(subcommand, withText(answers, settings));
  refuseEmpty(subject.command, subcommand, said);
  const { content: folder, now: fixed } = readEnvironment();
  const now = (): number => clock(fixed);
  const { store, target, commit } = await openBranch(folder, settings);
  const say = (line: string): unknown => settings.json || process.stderr.write(`${line}\n`);
  const { files } = await store.read();
  const desk = deskOf(files, now());
  if (subcommand.name === 'list') {
    const { lines, json } = subject.list(desk, settings.all ?? false);
    const note = files.some(({ path }) => path === SEAL_FILE) ? [SAMPLE_NOTE] : [];
    print(settings.json ? [JSON.stringify(json, null, 2)] : [...lines, ...note]);
    return 0;
  }
  const guard = (path: string): Promise<void> => refuseChanged(folder, path);
  const whole = await complete(subject, { subcommand, answers: said }, desk, { ask: asker, say, guard });
  const { deed, refusals } = tryAct(subject, subcommand.name, whole, desk);
  if (!deed) throw new Refused(...refusals);
  await guard(deed.path);
  const textBefore = files.find(({ path }) => path === deed.path)?.text ?? '';
  const [before, after] = [desk.content, deed.after].map((content) => audiencesOf(content, desk.now));
  const hearing = after ? hearingsOf(noticesBetween(before, after, desk.now), after.internal) : [];
  const preview = previewOf(deed, desk, textBefore, hearing);
  const remarks = subject.remarks?.(deed, subcommand.name) ?? [];
  if (!settings.json) {
    const root = relative(process.cwd(), folder) || '.';
    if (remarks.length > 0) print([bold('What lint finds'), toTerminal(remarks, { color: usesColor(), root }), '']);
    print(previewLines(preview, bold, columns()));
  }
  if (settings['dry-run']) {
    const lines = [
      '',
      bold(deed.path),
      ...preview.changes.flatMap((line) => wrapLine(`  ${shown(line)}`, columns(), '    ')),
      '',
      'Nothing was written.',
    ];
    const json = JSON.stringify(outcomeJson({ deed, preview, commit: undefined, target, remarks }, false), null, 2);
    print(settings.json ? [json] : lines);
    return 0;
  }
  const question = isSilent(preview) || deed.about === 'log' ? 'Write it?' : 'Publish?';
  if (asker && !settings.yes && !(await asker.agree(question))) throw new Stopped();
  const sure = subcommand.about ? { ...whole, id: deed.id } : whole;
  beginWriting();
  const done = await carryOut((at) => subject.act(subcommand.name, sure, at.now), { store, now, wait });
  if (!done.deed) throw new Refused(...done.refusals);
  asker?.forget();
  const outcome = { deed: done.deed, preview, commit: commit(), target, remarks };
  const next = subject.next?.(subcommand.name, done.deed.id, desk) ?? [];
  print(settings.json ? [JSON.stringify(outcomeJson(outcome, true), null, 2)] : [...outcomeLines(outcome), ...next]);
  return 0;
}

function withText(answers: Answers, { file }: Settings): Answers {
  if (file !== undefined) return { ...answers, text: wordsAbove(readText(file)) };
  return answers.text === '-' ? { ...answers, text: readText('-') } : answers;
}

/** Whoever writes on a timeline is called as git calls them, unless it is said. */
function withName({ name }: Subcommand, answers: Answers): Answers {
  const who = name === 'note' ? (answers.who ?? userName(readEnvironment().content)) : undefined;
  return who === undefined ? answers : { ...answers, who };
}
