import type { Problem } from './problem.ts';

/** Problems for a person at a terminal: the line, a caret under the value, what to write. */
export function toTerminal(problems: readonly Problem[], options: { color: boolean; root: string }): string {
  const paint = (code: number, text: string): string => (options.color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const blocks = byFile(problems).map(([file, found]) => {
    const lines = found.map((problem) => block(problem, paint));
    return `${paint(1, `${options.root}/${file}`)}\n${lines.join('\n')}`;
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
  const shown = visible(problem.source, problem.column);
  const caret = `${' '.repeat(shown.column - 1)}${'^'.repeat(Math.max(1, Math.min(problem.length, 60)))}`;
  return [
    `${paint(2, `${number} |`)} ${shown.text}`,
    `${paint(2, `${gutter} |`)} ${paint(problem.level === 'error' ? 31 : 33, caret)}`,
    `${gutter}   ${problem.message}  ${paint(2, `[${problem.code}]`)}`,
    `${gutter}   ${paint(36, '→')} ${problem.remedy}`,
  ].join('\n');
}

/** The part of a long line around the column, with control characters made visible. */
function visible(source: string, column: number): { text: string; column: number } {
  const safe = source.replaceAll(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '�');
  const from = column > 100 ? column - 60 : 0;
  return {
    text: `${from > 0 ? '…' : ''}${safe.slice(from, from + 140)}`,
    column: column - from + (from > 0 ? 1 : 0),
  };
}

function byFile(problems: readonly Problem[]): [string, Problem[]][] {
  return [...Map.groupBy(problems, (problem) => problem.file)];
}
