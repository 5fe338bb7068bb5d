import { cleanText } from '../schema/text.ts';

/** An answer has room for 65,536 letters. */
const MOST_LETTERS = 12_000;
const JOINT = '\u200B';

/** Words of others in a comment: nothing in them is read as Markdown, calls anybody, or refers to anything. */
export function inert(text: string): string {
  const whole = cleanText(text).trimEnd();
  const shown = whole.length <= MOST_LETTERS ? whole : `${whole.slice(0, MOST_LETTERS).toWellFormed()}\n…`;
  const ticks = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1;
  const fence = '`'.repeat(ticks);
  return `${fence}text\n${broken(shown)}\n${fence}`;
}

/** What would call somebody or refer to something, broken so that it does not: not in a mail or a chat either. */
export function broken(text: string): string {
  return text.replaceAll(/@(?=\S)|#(?=\d)|<(?=[!@#])/g, (sign) => sign + JOINT);
}
