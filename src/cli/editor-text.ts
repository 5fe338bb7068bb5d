import { cleanText } from '../schema/text.ts';

const SCISSORS = '# ------------------------ >8 ------------------------';
const BELOW = 'Write above this line. It and all below is left out; Markdown is fine.';

/** What somebody who writes words in an editor finds there. */
export function templateOf(notes: readonly string[]): string {
  const lines = cleanText([BELOW, '', ...notes].join('\n')).split('\n');
  return `\n\n${[SCISSORS, ...lines.map((line) => `# ${line}`.trimEnd())].join('\n')}\n`;
}

/** The words above the scissors line. */
export function wordsAbove(text: string): string {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.trim() === SCISSORS);
  return (at < 0 ? lines : lines.slice(0, at)).join('\n').trim();
}
