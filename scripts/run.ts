import { EnvironmentError } from '../src/io/environment.ts';
import { GitError } from '../src/io/git.ts';

/** Runs a command: its result is the exit code, 2 means that it was asked for something it cannot do. */
export async function run(usage: string, command: () => Promise<number>): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(`${usage}\n`);
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
    process.stderr.write(`✗ ${error.message}\n${error instanceof GitError ? '' : helpLine(usage)}`);
    process.exitCode = 2;
  }
}

export function usesColor(): boolean {
  return Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];
}

/** Where to read how a command is used; all of it would push the error off the screen. */
function helpLine(usage: string): string {
  const [name = ''] = /^npm (?:run )?[\w-]+/.exec(usage) ?? [];
  return name && `${name} -- --help tells how it is used.\n`;
}

function isBadUse(error: unknown): error is Error {
  if (error instanceof EnvironmentError || error instanceof GitError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
