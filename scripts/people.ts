import { relative } from 'node:path';
import { Refused, refuse } from '../src/acts/refusal.ts';
import type { Store } from '../src/alerts/store.ts';
import type { Settings } from '../src/cli/answers.ts';
import { BadUse } from '../src/cli/arguments.ts';
import type { Command } from '../src/cli/command.ts';
import { helpText } from '../src/cli/help.ts';
import { refusalLines, type Target } from '../src/cli/outcome.ts';
import { shown } from '../src/cli/shown.ts';
import { Stopped, type TerminalAsker, terminalAsker } from '../src/io/asker.ts';
import { EnvironmentError } from '../src/io/environment.ts';
import { hasOwnChanges } from '../src/io/git/own-changes.ts';
import { upstreamOf } from '../src/io/git/upstream.ts';
import { hasChanges } from '../src/io/git.ts';
import { gitStore } from '../src/io/git-store.ts';
import { patiently } from '../src/io/progress.ts';
import { withoutPasswords } from '../src/schema/text.ts';
import { columns, run, usesColor } from './run.ts';

const NOTHING = 'Nothing was written.';

/** Runs a command in which a person changes content: asks where there is a terminal, and says why something is refused. */
export async function runForPeople(command: Command, work: (sitting: Sitting) => Promise<number>): Promise<void> {
  const argv = process.argv.slice(2);
  const isJson = argv.includes('--json');
  const asker = process.stdin.isTTY && process.stdout.isTTY && !isJson ? terminalAsker() : undefined;
  let isWriting = false;
  process.once('SIGINT', () => {
    const list = `npm run ${command.name} -- list`;
    process.stderr.write(
      isWriting ? `\nStopped while it was written; ${list} shows whether it was.\n` : `\n${NOTHING}\n`,
    );
    process.exit(130);
  });
  await run(helpText(command, argv[0]), async () => {
    try {
      return await work({ argv, asker, beginWriting: () => (isWriting = true) });
    } catch (error) {
      if (error instanceof BadUse) throw new EnvironmentError(error.message);
      if (error instanceof Stopped) {
        process.stderr.write(`${NOTHING}\n${keptWords(asker)}`);
        return 130;
      }
      if (!(error instanceof Refused)) throw error;
      const { refusals } = error;
      if (isJson) print([JSON.stringify({ refusals }, null, 2)]);
      else process.stderr.write(`${refusalLines(refusals, columns()).join('\n')}\n${keptWords(asker)}`);
      return 1;
    }
  });
}

/** The branch that a person's changes are committed to. */
export async function openBranch(folder: string, settings: Settings): Promise<OpenBranch> {
  const target = await targetOf(folder, settings);
  let made: string | undefined;
  const store = gitStore({
    folder,
    branch: target.branch,
    ...(target.remote !== undefined && { remote: target.remote }),
    made: (commit) => (made = commit),
    note: (text) => process.stderr.write(`${shown(text)}\n`),
  });
  if (hasChanges(folder) && !settings.json) {
    const name = relative(process.cwd(), folder) || '.';
    process.stderr.write(`${name} has changes that are not committed; they are not seen here.\n`);
  }
  return { target, store: patient(store, target), commit: () => made };
}

/** Refuses to write a file that the person has changed and not committed. */
export async function refuseChanged(folder: string, path: string): Promise<void> {
  if (!(await hasOwnChanges(folder, path))) return;
  const file = relative(process.cwd(), `${folder}/${path}`);
  refuse(
    `You have changed ${file}, and not committed it.`,
    `Commit that first (git commit -m "…" -- ${file}), or put it aside (git stash push -- ${file}).`,
  );
}

export function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

export function bold(text: string): string {
  return usesColor() ? `\u001B[1m${text}\u001B[0m` : text;
}

async function targetOf(folder: string, { push, remote, branch }: Settings): Promise<Target> {
  const { branch: here, follows, remotes } = await upstreamOf(folder);
  const local = {
    branch: branch ?? here,
    remotes,
    ...(follows && branch === undefined && { follows: `${follows.remote}/${follows.branch}` }),
  };
  if (!push && remote === undefined && !alwaysPushes(process.env['ALLCLEAR_PUSH'])) return local;
  const there = remote ?? follows?.remote ?? (remotes.includes('origin') ? 'origin' : remotes[0]);
  if (there === undefined) {
    throw new EnvironmentError('There is no remote to push to. Add one: git remote add origin <address>');
  }
  return { ...local, branch: branch ?? follows?.branch ?? here, remote: there };
}

function alwaysPushes(said = ''): boolean {
  if (/^(?:1|yes|true|on)$/i.test(said)) return true;
  if (/^(?:0|no|false|off|)$/i.test(said)) return false;
  throw new EnvironmentError(`ALLCLEAR_PUSH is ${JSON.stringify(said)}; write 1 to push at once, or 0 not to.`);
}

function patient(store: Store, { branch, remote }: Target): Store {
  const where = remote === undefined ? branch : `${branch} of ${withoutPasswords(remote)}`;
  return {
    read: () => patiently(`Reading ${where}`, () => store.read()),
    commit: (...change) => patiently(`Writing to ${where}`, () => store.commit(...change)),
  };
}

function keptWords(asker: TerminalAsker | undefined): string {
  const file = asker?.kept();
  return file === undefined ? '' : `Your words are kept; use them with --file ${file}\n`;
}

/** A person at work, with a terminal or without. */
export interface Sitting {
  argv: readonly string[];
  asker: TerminalAsker | undefined;
  /** From here on stopping does not mean that nothing was written. */
  beginWriting: () => void;
}

export interface OpenBranch {
  target: Target;
  store: Store;
  /** The commit that was made. */
  commit: () => string | undefined;
}
