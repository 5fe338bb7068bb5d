import { EnvironmentError } from '../src/io/environment.ts';
import { GitError } from '../src/io/git.ts';
import { wrapLine } from '../src/problems/terminal.ts';

/** Runs a command: its result is the exit code, 2 means that it was asked for something it cannot do. */
export async function run(usage: string, command: () => Promise<number>): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(`${fitted(usage)}\n`);
    return;
  }
  // Whoever reads only the beginning has read what they wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!isBadUse(error)) throw error;
    const help = error instanceof GitError ? '' : helpLine(usage);
    process.stderr.write(`✗ ${error.message}\n${help && `${help}\n`}`);
    if (process.argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ refusals: [{ what: error.message, remedy: help }] })}\n`);
    }
    process.exitCode = 2;
  }
}

export function usesColor(): boolean {
  return Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];
}

/** How wide the terminal is; nothing where there is none. */
export function columns(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined;
}

/** A text in columns, broken between words where the terminal is narrow. */
function fitted(text: string): string {
  const width = columns();
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width, ' '.repeat(hangOf(line, width))))
    .join('\n');
}

/** Where what is broken off a line goes on: below what it explains, where that leaves room. */
function hangOf(line: string, width = Number.POSITIVE_INFINITY): number {
  const [head] = /^\S.*? {2,}/.exec(line) ?? [];
  if (head !== undefined) return head.length > width / 2 ? 4 : head.length;
  return line.startsWith('npm ') ? 2 : 0;
}

/** Where to read how a command is used; all of it would push the error off the screen. */
function helpLine(usage: string): string {
  const [, name = '', subcommand] = /^(npm (?:run )?[\w-]+)(?: -- ([\w-]+))?/.exec(usage) ?? [];
  const isNamed = subcommand !== undefined && subcommand === process.argv[2];
  return name && `${name} --${isNamed ? ` ${subcommand}` : ''} --help tells how it is used.`;
}

function isBadUse(error: unknown): error is Error {
  if (error instanceof EnvironmentError || error instanceof GitError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
