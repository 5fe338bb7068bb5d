import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../src/acts/refusal.ts';
import { ACTIONS } from '../src/cli/action-commands.ts';
import { itemChoices, tickItem } from '../src/cli/action-done.ts';
import { listActions } from '../src/cli/action-list.ts';
import type { Answers, Settings } from '../src/cli/answers.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { outcomeLines } from '../src/cli/outcome.ts';
import { shown } from '../src/cli/shown.ts';
import { commitDecided } from '../src/commit-decided.ts';
import { Stopped } from '../src/io/asker.ts';
import { now as clock } from '../src/io/clock.ts';
import { readEnvironment } from '../src/io/environment.ts';
import { deskOf } from '../src/load-desk.ts';
import { bold, openBranch, print, refuseChanged, runForPeople, type Sitting } from './people.ts';
import { sync } from './sync-actions.ts';

await runForPeople(ACTIONS, async (sitting) => {
  const { subcommand, answers, settings } = readArguments(ACTIONS, sitting.argv);
  if (subcommand.name === 'list') return list(answers, settings);
  return subcommand.name === 'sync' ? sync(answers, settings, sitting) : done(answers, settings, sitting);
});

async function list(answers: Answers, settings: Settings): Promise<number> {
  const { content: folder, now } = readEnvironment();
  const { store } = await openBranch(folder, settings);
  const { files } = await store.read();
  const { lines, json } = listActions(deskOf(files, clock(now)), answers, process.stdout.columns);
  print(settings.json ? [JSON.stringify(json, null, 2)] : lines);
  return 0;
}

async function done(answers: Answers, settings: Settings, { asker, beginWriting }: Sitting): Promise<number> {
  const { content: folder, now: fixed } = readEnvironment();
  const now = (): number => clock(fixed);
  const { store, target, commit } = await openBranch(folder, settings);
  const desk = deskOf((await store.read()).files, now());
  const choices = itemChoices(desk, answers.undo ?? false);
  if (answers.id === undefined && (!asker || choices.length === 0)) {
    refuse('It is not said which item is meant.', 'Name one after "done", as `npm run actions -- list` shows it.');
  }
  const id = answers.id ?? (await asker?.choose('Which one?', choices)) ?? '';
  const { item, changes, lines, message } = tickItem(desk, { ...answers, id });
  await refuseChanged(folder, item.path);
  const json = (more: object): string[] => [
    JSON.stringify({ ref: item.ref, path: item.path, line: item.line, message: message.trim(), ...more }, null, 2),
  ];
  if (!settings.json) print([bold(`${item.path}:${item.line}`), ...lines.map((line) => `  ${shown(line)}`)]);
  if (settings['dry-run']) {
    print(settings.json ? json({ written: false, lines }) : ['', 'Nothing was written.']);
    return 0;
  }
  if (asker && !settings.yes && changes.length > 0 && !(await asker.agree('Write it?'))) throw new Stopped();
  beginWriting();
  const written = await commitDecided((at) => tickItem(at, { ...answers, id: item.key }), { store, now, wait });
  print(
    settings.json
      ? json({ written: commit() !== undefined, commit: commit(), lines: written.lines, branch: target.branch })
      : outcomeLines({ deed: written, commit: commit(), target }),
  );
  return 0;
}
