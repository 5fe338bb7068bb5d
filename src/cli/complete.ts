import type { Desk } from '../acts/desk.ts';
import { Refused, refuse } from '../acts/refusal.ts';
import type { Answers } from './answers.ts';
import { type Asked, missing, refuseMissing } from './arguments.ts';
import type { Asker } from './asker.ts';
import type { Subcommand } from './command.ts';
import { shown } from './shown.ts';
import type { Subject } from './subject.ts';
import { tryAct } from './try-act.ts';

export interface CompleteOptions {
  /** Nobody, where there is no terminal. */
  ask: Asker | undefined;
  say: (line: string) => void;
  /** Refuses a file that must not be written. */
  guard: (path: string) => Promise<void>;
}

/** The answers with those added that were missing: the only incident that can be meant, and what a person says when asked. */
export async function complete(
  subject: Subject,
  { subcommand, answers }: Pick<Asked, 'subcommand' | 'answers'>,
  desk: Desk,
  { ask, say, guard }: CompleteOptions,
): Promise<Answers> {
  let all = subcommand.about ? await withId(subject, subcommand, answers, desk, { ask, say }) : answers;
  const lacking = missing(subcommand, all);
  if (lacking.length > 0 && !ask) refuseMissing(subject.command, subcommand, lacking);
  const filled = (some: Answers): Answers => ({ ...subject.placeholders(desk), ...some });
  const { deed, refusals } = tryAct(subject, subcommand.name, filled(all), desk);
  if (!deed) throw new Refused(...refusals);
  if (subcommand.about) await guard(deed.path);
  const askedFor = subcommand.asks?.some((name) => all[name] === undefined) ?? false;
  if (!ask || (lacking.length === 0 && !askedFor)) return all;
  const check = (some: Answers): string | undefined => {
    const [first] = tryAct(subject, subcommand.name, filled(some), desk).refusals ?? [];
    return first && shown(`${first.what} ${first.remedy}`);
  };
  for (const question of subject.questions[subcommand.name] ?? []) {
    all = { ...all, ...(await question({ answers: all, desk, ask, check })) };
  }
  return all;
}

async function withId(
  subject: Subject,
  { name, noun = subject.command.noun }: Subcommand,
  answers: Answers,
  desk: Desk,
  { ask, say }: Pick<CompleteOptions, 'ask' | 'say'>,
): Promise<Answers> {
  if (answers.id !== undefined) return answers;
  const { meant, offered } = subject.candidates(name, desk, answers);
  const [only] = meant;
  if (only && meant.length === 1) {
    say(`About ${only.id}, the only one that can be meant.`);
    return { ...answers, id: only.id };
  }
  if (offered.length === 0) {
    refuse(
      `There is no ${noun} for "${name}".`,
      `npm run ${subject.command.name} -- list --all shows those that there are.`,
    );
  }
  if (!ask) {
    const ids = (meant.length > 0 ? meant : offered).slice(0, 8).map(({ id }) => id);
    refuse(`It is not said which ${noun} is meant.`, `Name one after "${name}": ${ids.join(', ')}.`);
  }
  const choices = offered.map(({ id, label }) => ({ value: id, name: shown(label) }));
  return { ...answers, id: await ask.choose(`Which ${noun}?`, choices) };
}
