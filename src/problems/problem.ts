import { CATALOGUE, type ProblemArguments, type ProblemCode } from './catalogue.ts';

/** A text file as it was read, named relative to the content folder. */
export interface SourceFile {
  path: string;
  text: string;
  /** The name it has on disk, where that is another. */
  origin?: string;
}

export interface Position {
  line: number;
  column: number;
  length: number;
}

/** Something a person has to mend, said so that they can. */
export interface Problem extends Position {
  code: ProblemCode;
  level: 'error' | 'warning';
  file: string;
  /** The line as it stands in the file. */
  source: string;
  message: string;
  remedy: string;
}

export const FIRST_LINE: Position = { line: 1, column: 1, length: 0 };

/** A problem from the catalogue, at a place in a file. */
export function problem<Code extends ProblemCode>(
  code: Code,
  file: SourceFile,
  at: Partial<Position>,
  args: ProblemArguments<Code>,
): Problem {
  const position = { ...FIRST_LINE, ...at };
  const entry = CATALOGUE[code] as {
    level?: 'warning';
    say: (args: unknown) => [string, string];
  };
  const [message, remedy] = entry.say(args);
  const source = file.text.split(/\r?\n/, position.line)[position.line - 1] ?? '';
  return {
    code,
    level: entry.level ?? 'error',
    file: file.origin ?? file.path,
    ...position,
    source,
    message,
    remedy,
  };
}

/** Problems in the order a person reads them: file by file, top to bottom. */
export function inReadingOrder(problems: Iterable<Problem>): Problem[] {
  return [...problems].sort(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
