import type { Problem } from './problem.ts';

/** Problems as annotations of a GitHub Actions run, one workflow command a line. */
export function toGithub(problems: readonly Problem[], options: { root: string }): string {
  return problems
    .map((problem) => {
      const place = [
        `file=${property(`${options.root}/${problem.file}`)}`,
        `line=${problem.line}`,
        `col=${problem.column}`,
        `endColumn=${problem.column + problem.length}`,
        `title=${property(problem.code)}`,
      ].join(',');
      return `::${problem.level} ${place}::${data(`${problem.message} ${problem.remedy}`)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
