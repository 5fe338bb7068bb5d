import { EnvironmentError } from '../src/io/environment.ts';
import { GitError } from '../src/io/git.ts';

/** Runs a command: its result is the exit code, 2 means that it was asked for something it cannot do. */
export async function run(usage: string, command: () => Promise<number>): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!isBadUse(error)) throw error;
    process.stderr.write(`✗ ${error.message}\n\n${usage}\n`);
    process.exitCode = 2;
  }
}

export function usesColor(): boolean {
  return Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];
}

function isBadUse(error: unknown): error is Error {
  if (error instanceof EnvironmentError || error instanceof GitError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
