import { parseArgs } from 'node:util';
import { didYouMean } from '../problems/suggest.ts';
import type { Answers, Settings } from './answers.ts';
import type { Command, Subcommand } from './command.ts';
import { fullCall } from './help.ts';
import { listed } from './shown.ts';

/** A command that cannot be understood; the message says what to write. */
export class BadUse extends Error {}

export interface Asked {
  subcommand: Subcommand;
  answers: Answers;
  settings: Settings;
}

/** What a command line asks for. */
export function readArguments(command: Command, [name, ...args]: readonly string[]): Asked {
  const names = command.subcommands.map((one) => one.name);
  if (name === undefined || name.startsWith('-')) throw new BadUse(`Say what to do: ${names.join(', ')}.`);
  const subcommand = command.subcommands.find((one) => one.name === name);
  if (!subcommand) throw new BadUse(`${JSON.stringify(name)} is nothing to do here. ${didYouMean(name, names)}`);
  const { values, positionals } = parse(command, subcommand, args);
  const [id, ...rest] = positionals;
  const [words, ...more] = subcommand.words ? rest : [undefined, ...rest];
  const extra = subcommand.about ? more[0] : id;
  if (extra !== undefined) {
    throw new BadUse(
      `${JSON.stringify(extra)} is one word too many; words that belong together stand in quotes. Write: ${fullCall(command, subcommand)}`,
    );
  }
  if (values.text !== undefined && values.file !== undefined) throw new BadUse('Give --text or --file, not both.');
  if (words !== undefined && (values.text ?? values.file) !== undefined) {
    throw new BadUse('Give the words once: behind the id, or by --text or --file.');
  }
  if (values.end !== undefined && values.for !== undefined) throw new BadUse('Give --end or --for, not both.');
  const { file, yes, 'dry-run': dry, json, push, remote, branch, all, resume, print, strict, ...answers } = values;
  const settings = { file, yes, 'dry-run': dry, json, push, remote, branch, all, resume, print, strict } as Settings;
  return {
    subcommand,
    answers: { ...answers, ...(words !== undefined && { text: words }), ...(id !== undefined && { id }) },
    settings,
  };
}

/** What must be said and is not. */
export function missing({ needs }: Subcommand, answers: Answers): string[] {
  return needs.filter((one) => {
    if (one === 'end') return answers.end === undefined && answers.for === undefined;
    return one !== 'id' && answers[one] === undefined;
  });
}

/** What is given and says nothing is as bad as what is missing. */
export function refuseEmpty(command: Command, subcommand: Subcommand, answers: Answers): void {
  const names = Object.entries(answers).flatMap(([name, value]) =>
    [value].flat().some((one) => typeof one === 'string' && one.trim() === '')
      ? [name === 'id' ? 'the id' : `--${name}`]
      : [],
  );
  if (names.length === 0) return;
  throw new BadUse(
    `${listed(names)} ${names.length === 1 ? 'is' : 'are'} empty. Write: ${fullCall(command, subcommand)}`,
  );
}

export function refuseMissing(command: Command, subcommand: Subcommand, names: readonly string[]): never {
  const options = listed(names.map((name) => (name === 'end' ? '--end or --for' : `--${name}`)));
  throw new BadUse(
    `${options} ${names.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask at. Write: ${fullCall(command, subcommand)}`,
  );
}

function parse(command: Command, { name, options }: Subcommand, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        options.map((one) => [
          one.name,
          { type: one.value === undefined ? 'boolean' : 'string', multiple: one.many ?? false } as const,
        ]),
      ),
      allowPositionals: true,
    });
    return { values: values as Answers & Settings, positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [, unknown] = /^Unknown option '(--?[^']+)'/.exec(error.message) ?? [];
    if (unknown === undefined) throw new BadUse(error.message);
    const known = options.map((one) => `--${one.name}`);
    throw new BadUse(`${unknown} is no option of ${command.name} ${name}. ${didYouMean(unknown, known)}`);
  }
}
