import type { Problem } from './problem.ts';

/** Problems for programs. */
export function toJson(problems: readonly Problem[], options: { root: string; files: number }): string {
  const errors = problems.filter((problem) => problem.level === 'error').length;
  const report = {
    files: options.files,
    errors,
    warnings: problems.length - errors,
    problems: problems.map((problem) => ({
      ...problem,
      file: `${options.root}/${problem.file}`,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
