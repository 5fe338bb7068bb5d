import type { Refusal } from '../acts/refusal.ts';
import { nearest } from '../problems/suggest.ts';
import { cleanText } from '../schema/text.ts';
import { COMMAND_NAMES, type CommandName } from './commands.ts';

const COMMAND = /^ {0,3}\/([a-z]+):?(?:[ \t]+(.*))?$/i;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** Words like these are for other programs that read comments. */
const LEAST_LETTERS = 4;

export interface Command {
  name: CommandName;
  /** What stands behind it on its line. */
  words: string;
  /** The lines below. */
  text: string;
}

export type CommentReading =
  | { kind: 'none' }
  | { kind: 'command'; command: Command }
  /** It looks as if a command was meant. */
  | { kind: 'unclear'; refusal: Refusal };

/** The one command of a comment. It is the first line; in code, in quotes and in what is hidden it is only text. */
export function readComment(body: string): CommentReading {
  const lines = cleanText(body).split('\n');
  const shown = shownLines(lines);
  const first = lines.findIndex((line) => line.trim() !== '');
  const starts = lines.flatMap((line, at) => (shown[at] && nameIn(line) ? [at] : []));
  const [, word = '', words = ''] = (shown[first] && COMMAND.exec(lines[first] ?? '')) || [];
  if (word !== '' && !starts.includes(first)) {
    const near = word.length < LEAST_LETTERS ? undefined : nearest(word, COMMAND_NAMES);
    if (near) return unclear(`There is no command "/${word}".`, `Did you mean "/${near}"?`);
  }
  if (starts.length === 0) return { kind: 'none' };
  if (starts.length > 1) {
    return unclear('One comment, one command; here are several.', 'Write each in a comment of its own.');
  }
  const name = nameIn(lines[first] ?? '');
  if (name === undefined) {
    return unclear('A command stands in the first line of a comment.', 'Write it there, and your words below it.');
  }
  const text = lines
    .slice(first + 1)
    .join('\n')
    .trimEnd();
  return { kind: 'command', command: { name, words: words.trim(), text } };
}

function nameIn(line: string): CommandName | undefined {
  const word = COMMAND.exec(line)?.[1]?.toLowerCase();
  return COMMAND_NAMES.find((name) => name === word);
}

/** Which lines stand outside of code blocks and of comments in Markdown. */
function shownLines(lines: readonly string[]): boolean[] {
  let fence = '';
  let hidden = false;
  return lines.map((line) => {
    if (fence !== '') {
      const end = line.trim();
      if (end.startsWith(fence) && end.replaceAll(fence[0] ?? '', '') === '') fence = '';
      return false;
    }
    const [opens, closes] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')];
    const was = hidden;
    if (opens !== closes) hidden = opens > closes;
    if (was) return false;
    fence = FENCE.exec(line)?.[1] ?? '';
    return fence === '';
  });
}

function unclear(what: string, remedy: string): CommentReading {
  return { kind: 'unclear', refusal: { what, remedy } };
}
