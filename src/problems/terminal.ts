import type { Problem } from './problem.ts';

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;
const PAINT = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Problems for a person at a terminal: the line, a caret under the value, what to write. */
export function toTerminal(problems: readonly Problem[], options: { color: boolean; root: string }): string {
  const paint = (code: number, text: string): string => (options.color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const blocks = byFile(problems).map(([file, found]) => {
    const lines = found.map((problem) => block(problem, paint));
    return `${paint(1, printable(`${options.root}/${file}`))}\n${lines.join('\n')}`;
  });
  return `${blocks.join('\n\n')}\n`;
}

/** One line that counts them. */
export function count(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.level === 'error').length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map((problem) => problem.file)).size;
  const parts = [errors > 0 && plural(errors, 'problem'), warnings > 0 && plural(warnings, 'warning')].filter(Boolean);
  return parts.length > 0 ? `${parts.join(' and ')} in ${plural(files, 'file')}` : 'no problems';
}

export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function block(problem: Problem, paint: (code: number, text: string) => string): string {
  const number = String(problem.line).padStart(5);
  const gutter = ' '.repeat(number.length);
  const shown = excerpt(problem);
  return [
    `${paint(2, `${number} |`)} ${shown.text}`,
    `${paint(2, `${gutter} |`)} ${paint(problem.level === 'error' ? 31 : 33, shown.carets)}`,
    `${gutter}   ${printable(problem.message)}  ${paint(2, `[${problem.code}]`)}`,
    `${gutter}   ${paint(36, '→')} ${printable(problem.remedy)}`,
  ].join('\n');
}

/** The part of a line around the problem, and the carets that stand under it on a terminal. */
function excerpt({ source, column, length }: Problem): { text: string; carets: string } {
  const from = column > 100 ? column - 60 : 0;
  const cut = from > 0 ? '…' : '';
  const text = printable(source.slice(from, from + 140));
  const before = cut.length + displayWidth(printable(source.slice(from, column - 1)));
  const under = Math.min(
    displayWidth(printable(source.slice(column - 1, column - 1 + length))),
    cut.length + displayWidth(text) - before,
  );
  return { text: cut + text, carets: `${' '.repeat(before)}${'^'.repeat(Math.max(1, Math.min(under, 60)))}` };
}

/** Text that cannot steer a terminal: control characters and direction marks made visible. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/\p{Cc}|[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, '�');
}

/** A line broken between words where it is wider than that; what follows is indented as it is, or by `hang`. */
export function wrapLine(line: string, width: number | undefined, hang?: string): string[] {
  if (width === undefined || displayWidth(withoutPaint(line)) <= width) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const begun = current.trim() !== '' && current !== hang;
    const longer = begun ? `${current} ${word}` : `${current}${word}`;
    if (begun && displayWidth(withoutPaint(longer)) > width) {
      lines.push(current.trimEnd());
      current = `${hang ?? indent}${word}`;
    } else current = longer;
  }
  return [...lines, current];
}

function withoutPaint(text: string): string {
  return text.replaceAll(PAINT, '');
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}|\u200D/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

function byFile(problems: readonly Problem[]): [string, Problem[]][] {
  return [...Map.groupBy(problems, (problem) => problem.file)];
}
