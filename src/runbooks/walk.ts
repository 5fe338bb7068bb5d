import type { Asker } from '../cli/asker.ts';
import { shown, shownLines } from '../cli/shown.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { type Decided, type Ended, type Event, endWords, isFine, settledOf, unfinishedOf } from './journal.ts';
import { DECIDED } from './notes.ts';
import { placesIn, shellCommand, shownCommand, type Values } from './places.ts';
import { nameOf, type Part, type Step } from './steps.ts';
import type { ValuesBook } from './values.ts';

type Command = Extract<Part, { kind: 'command' }>;

export interface WalkOptions {
  steps: readonly Step[];
  /** What was done before it was interrupted. */
  before: readonly Event[];
  book: ValuesBook;
  ask: Asker;
  now: () => number;
  say: (line: string) => void;
  bold: (text: string) => string;
  /** Text without secrets. */
  mask: (text: string) => string;
  /** Runs a command and shows what it says; its output comes back without secrets. */
  run: (command: { code: string; shell: Command['shell']; env: Record<string, string> }) => Promise<Ran>;
  /** Returns once it is kept. */
  keep: (event: Event) => void;
}

export interface Ran {
  ended: Ended;
  output: string;
}

/** Thrown inside where somebody wants to stop, caught where the walk began. */
class Enough extends Error {}

/** Walks the steps of a runbook with somebody; nothing is run that they have not agreed to. */
export async function walk(options: WalkOptions): Promise<'finished' | 'stopped'> {
  const { steps, say, bold } = options;
  let section: string | undefined;
  try {
    for (const [index, step] of steps.entries()) {
      if (step.section !== section) say(`\n${bold(shown(step.section || 'Before you begin'))}`);
      section = step.section;
      await walkStep(step, `${index + 1}/${steps.length}`, options);
    }
    return 'finished';
  } catch (error) {
    if (error instanceof Enough) return 'stopped';
    throw error;
  }
}

/** The steps with their commands as they would be run. */
export function printedSteps(steps: readonly Step[], values: Values): string[] {
  return steps.flatMap((step, index) => [
    ...(step.section === steps[index - 1]?.section ? [] : ['', `## ${shown(step.section || 'Before you begin')}`]),
    '',
    nameOf(step),
    ...step.parts.flatMap((part) =>
      part.kind === 'words'
        ? shownLines(part.text).map((line) => `  ${line}`.trimEnd())
        : commandLines(shownCommand(part.code, values)),
    ),
  ]);
}

async function walkStep(step: Step, position: string, options: WalkOptions): Promise<void> {
  const { say, bold, before } = options;
  const name = nameOf(step);
  const keys = keysOf(step);
  const settled = keys.map((key) => settledOf(before, key));
  const first = settled[0];
  if (first && settled.every(Boolean)) {
    const how = first.how === 'ran' ? 'run' : DECIDED[first.how];
    const title = step.title === '' ? '' : `: ${shown(step.title)}`;
    say(`✓ ${name}${title}  (${how}, ${writtenMoment(first.at)})`);
    return;
  }
  if (keys.length > 1 && settledOf(before, name)) {
    say(`✓ ${name}: ${shown(step.title)}  (${DECIDED.left})`);
    return;
  }
  say(`\n${bold(name)}  ${position}`);
  const isBegun = before.some((event) => 'key' in event && keys.includes(event.key) && event.did !== 'note');
  const commands = step.parts.filter((part) => part.kind === 'command');
  if (step.kind === 'case') {
    for (const part of step.parts.slice(0, 1)) sayPart(part, options);
    if (!isBegun && !(await applies(name, options))) return;
  }
  for (const [index, part] of step.parts.entries()) {
    if (part.kind === 'words') {
      if (step.kind !== 'case' || index > 0) sayPart(part, options);
      continue;
    }
    const key = keys[commands.indexOf(part)] ?? name;
    if (settledOf(before, key)) say(`  ✓ ${key}: done before`);
    else await walkCommand(key, part, options);
  }
  if (commands.length === 0) await walkWords(step, name, options);
}

function sayPart(part: Part, { say }: WalkOptions): void {
  if (part.kind === 'words') for (const line of shownLines(part.text)) say(`  ${line}`.trimEnd());
}

async function applies(key: string, options: WalkOptions): Promise<boolean> {
  const choice = await choose(
    'Is that the case?',
    { yes: 'Yes', no: 'No, go on', note: NOTE, stop: STOP },
    key,
    options,
  );
  if (choice === 'no') settle(key, 'left', options);
  return choice === 'yes';
}

async function walkWords({ kind }: Step, key: string, options: WalkOptions): Promise<void> {
  const isText = kind === 'text';
  const choices = isText
    ? { read: 'Go on', note: NOTE, stop: STOP }
    : { done: 'Done', skipped: SKIP, note: NOTE, stop: STOP };
  settle(key, await choose(isText ? 'Read?' : 'Done?', choices, key, options), options);
}

async function walkCommand(key: string, { code, shell }: Command, options: WalkOptions): Promise<void> {
  const { say, ask, before, mask, book } = options;
  const unfinished = unfinishedOf(before, key);
  if (unfinished) {
    say(
      `  ! It was begun at ${writtenMoment(unfinished.at)}, and nobody knows how it ended. Look before you run it again.`,
    );
  }
  for (let text = code; ; ) {
    await book.need(placesIn(text).map(({ name }) => name));
    const visible = mask(shownCommand(text, book.values));
    for (const line of commandLines(visible)) say(line);
    const closed = placesIn(text).find(({ name, where }) => where === 'closed' && book.values.has(name));
    if (closed) say(`  ! {{ ${closed.name} }} stands where no value can be put in safely; change the command first.`);
    const choices = { ...(closed ? {} : { run: 'Run it' }), ...COMMAND };
    const choice = await choose('Run it?', choices, key, options);
    if (choice === 'edit') {
      const isThere = (now: string): string | undefined => (now.trim() === '' ? 'There is no command.' : undefined);
      text = await ask.change('Command:', shownCommand(text, book.values), isThere);
      continue;
    }
    if (choice !== 'run') return settle(key, choice, options);
    const next = await runCommand(key, visible, { shell, ...shellCommand(text, book.values) }, options);
    if (next === 'again') continue;
    return next === 'on' ? undefined : settle(key, 'passed', options);
  }
}

async function runCommand(
  key: string,
  command: string,
  call: Parameters<WalkOptions['run']>[0],
  options: WalkOptions,
): Promise<'on' | 'again' | 'passed'> {
  const { keep, run, now, say } = options;
  keep({ did: 'start', key, command, at: now() });
  const { ended, output } = await run(call);
  keep({ did: 'ran', key, command, output, ended, at: now() });
  say(`  ${isFine(ended) ? '✓' : '✗'} It ${endWords(ended)}.`);
  if (isFine(ended)) return 'on';
  const choices = { again: 'Again, or another command', passed: 'Go on', note: NOTE, stop: STOP };
  return choose('What now?', choices, key, options);
}

/** Asks until something is chosen that settles it; notes are taken, and stopping ends the walk. */
async function choose<Choice extends string>(
  message: string,
  choices: Readonly<Partial<Record<Choice, string>>>,
  key: string,
  { ask, keep, now, mask }: WalkOptions,
): Promise<Exclude<Choice, 'note' | 'stop'>> {
  const offered = Object.entries<string>(choices as Record<string, string>).map(([value, name]) => ({ value, name }));
  for (;;) {
    const choice = await ask.choose(message, offered);
    if (choice === 'stop') throw new Enough();
    if (choice !== 'note') return choice as Exclude<Choice, 'note' | 'stop'>;
    const text = await ask.line('Note:', (line) => (line.trim() === '' ? 'There is no text.' : undefined));
    keep({ did: 'note', key, text: mask(text.trim()), at: now() });
  }
}

function settle(key: string, did: Decided, { keep, now }: WalkOptions): void {
  keep({ did, key, at: now() });
}

/** What each command of a step is called; a step without any is one thing by itself. */
function keysOf(step: Step): string[] {
  const count = step.parts.filter((part) => part.kind === 'command').length;
  const name = nameOf(step);
  return count < 2 ? [name] : Array.from({ length: count }, (_, index) => `${name}, command ${index + 1}`);
}

function commandLines(code: string): string[] {
  return ['', ...shownLines(code).map((line, index) => `    ${index === 0 ? '$' : '>'} ${line}`), ''];
}

const NOTE = 'Write a note';
const STOP = 'Stop here; it can be resumed';
const SKIP = 'Skip it';
const COMMAND = {
  edit: 'Change it first',
  skipped: SKIP,
  done: 'I have done it by hand',
  note: NOTE,
  stop: STOP,
} as const;
