import { checkbox, confirm, input, password, select } from '@inquirer/prompts';
import type { Asker, Check, Choice, Writing } from '../cli/asker.ts';
import { edit, editorOf, makeDraft, readDraft, removeDraft } from './editor.ts';

const PAGE = 12;
/** What stands before a choice: where the cursor is, and whether it is picked. */
const MARKS = 5;

/** A person has ended what they were asked. */
export class Stopped extends Error {}

/** Asks the person at the terminal. */
export function terminalAsker(): TerminalAsker {
  let draft: string | undefined;
  let wordsOf: Writing['read'] = (text) => text;
  const line = (message: string, check: Check, usual?: string): Promise<string> =>
    answer(
      input({
        message,
        ...(usual !== undefined && { default: usual }),
        validate: (text) => check(text) ?? true,
      }),
    );
  const agree = (message: string): Promise<boolean> => answer(confirm({ message, default: true }));

  async function write(message: string, { template, read, check }: Writing): Promise<string> {
    const editor = editorOf();
    if (editor === undefined) return line(`${message} (set EDITOR to write more than a line):`, check);
    draft ??= makeDraft(template);
    wordsOf = read;
    for (;;) {
      process.stdout.write(`${message}: in your editor, ${editor} …\n`);
      if (!(await edit(draft, editor))) {
        process.stdout.write(`"${editor}" failed.\n`);
        return line(`${message}:`, check);
      }
      const words = read(readDraft(draft));
      const wrong = check(words);
      if (wrong === undefined) return words;
      process.stdout.write(`> ${wrong}\n`);
      if (!(await agree('Open the editor again?'))) throw new Stopped();
    }
  }

  async function change(message: string, text: string, check: Check): Promise<string> {
    const editor = editorOf();
    if (!text.includes('\n')) {
      const validate = (now: string): string | true => check(now) ?? true;
      return answer(input({ message, default: text, prefill: 'editable', validate }));
    }
    if (editor === undefined) process.stdout.write('It has several lines: set EDITOR to change them.\n');
    const file = makeDraft(text);
    try {
      if (editor === undefined || !(await edit(file, editor))) return text;
      const words = readDraft(file).trimEnd();
      return check(words) === undefined ? words : text;
    } finally {
      removeDraft(file);
    }
  }

  return {
    line,
    change,
    agree,
    secret: (message, check) => answer(password({ message, validate: (text) => check(text) ?? true })),
    write,
    choose: (message, choices, chosen) =>
      answer(
        select({
          message,
          choices: choices.map(onOneLine),
          pageSize: PAGE,
          loop: false,
          ...(chosen && { default: chosen }),
        }),
      ),
    pick: (message, choices, check = () => undefined) =>
      answer(
        checkbox({
          message,
          choices: choices.map(onOneLine),
          pageSize: PAGE,
          loop: false,
          validate: (picked) => check(picked.map(({ value }) => value)) ?? true,
        }),
      ),
    kept() {
      if (draft !== undefined && wordsOf(readDraft(draft)) === '') forget();
      return draft;
    },
    forget,
  };

  function forget(): void {
    if (draft !== undefined) removeDraft(draft);
    draft = undefined;
  }
}

function onOneLine({ value, name }: Choice): Choice {
  const width = (process.stdout.columns ?? 80) - MARKS;
  return { value, name: name.length > width ? `${name.slice(0, width - 1)}…` : name };
}

async function answer<Value>(prompt: Promise<Value>): Promise<Value> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new Stopped();
    throw error;
  }
}

export interface TerminalAsker extends Asker {
  /** The file with the words that were written, as long as they are not in use. */
  kept: () => string | undefined;
  forget: () => void;
}
