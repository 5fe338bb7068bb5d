import { cleanText } from '../schema/text.ts';

const SCISSORS = '# ------------------------ >8 ------------------------';
const HINT = '# ✎ Write below, save, and close the editor. (In vi: i to write; then Esc, :wq and Enter to leave.)';
const BELOW = 'It and all below is left out; Markdown is fine.';

/** What somebody who writes words in an editor finds there. */
export function templateOf(notes: readonly string[]): string {
  const lines = cleanText([BELOW, '', ...notes].join('\n')).split('\n');
  return `${HINT}\n\n\n${[SCISSORS, ...lines.map((line) => `# ${line}`.trimEnd())].join('\n')}\n`;
}

/** The words above the scissors line. */
export function wordsAbove(text: string): string {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.trim() === SCISSORS);
  const above = (at < 0 ? lines : lines.slice(0, at)).join('\n');
  // Somebody may have begun to write on the line that says how.
  return above.replace(HINT, '').trim();
}
