import type { Command, Option, Subcommand } from './command.ts';

const CODES = `Exit codes: 0 done, 1 understood but refused, and nothing written, 2 bad use (something is missing, empty or
unknown) or not possible here, 130 stopped by you.`;

/** What holds for the commands that write what people do. */
export function writingNotes(about: string, page = 'command-line'): string[] {
  return [
    `The ${about} is named by any part of its id that no other has; where only one can be meant, it may be left out.`,
    'On a terminal you are asked for what is missing, and see what will be read before it is written. Without a terminal,\nnothing is asked: it is written at once, with or without --yes.',
    'A change is a commit of that one file on the branch that is checked out; whatever else you have changed or staged stays.',
    `More in .github/people/${page}.md.`,
  ];
}

/** How a command is used, or one of its subcommands where one is named. */
export function helpText(command: Command, named: string | undefined): string {
  const one = command.subcommands.find(({ name }) => name === named);
  return one ? subcommandHelp(command, one) : commandHelp(command);
}

function commandHelp(command: Command): string {
  const { name, notes, subcommands } = command;
  const examples = subcommands.flatMap((one) => one.examples.slice(-1).map((line) => typed(command, line)));
  return [
    ...examples,
    '',
    ...subcommands.map((one) => `${one.name.padEnd(10)}${one.does}`),
    '',
    `npm run ${name} -- ${subcommands[1]?.name} --help tells all options of one of them.`,
    '',
    ...notes,
    '',
    CODES,
  ].join('\n');
}

function subcommandHelp(command: Command, one: Subcommand): string {
  return [
    ...one.examples.map((line) => typed(command, line)),
    '',
    `${capital(one.does)}.`,
    ...(one.about && command.name !== 'actions'
      ? [`Without an id, the only ${one.noun ?? command.noun} that can be meant.`]
      : []),
    '',
    ...optionLines(one.options),
    '',
    CODES,
  ].join('\n');
}

/** A call in which everything that is needed stands. */
export function fullCall(command: Command, one: Subcommand): string {
  const needed = one.options.filter(({ name }) => (one.needs as readonly string[]).includes(name));
  const subject = one.about ? [command.name === 'actions' ? '<item>' : '<id>'] : [];
  const rest = one.words ? ['"…"'] : needed.map(written);
  return typed(command, [one.name, ...subject, ...rest].join(' '));
}

function typed(command: Command, line: string): string {
  return `npm run ${command.name} -- ${line}`;
}

function optionLines(options: readonly Option[]): string[] {
  const width = Math.max(...options.map((one) => written(one).length)) + 2;
  return options.map((one) => `${written(one).padEnd(width)}${one.says}`);
}

function written({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
