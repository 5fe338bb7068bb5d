import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GitError } from '../git.ts';
import { lockNamedIn, waitForLock } from './locks.ts';

const LOCAL_MS = 60_000;

/** What a user's configuration must not change in what is written here. */
const SETTINGS = [
  'core.fsync=all',
  'core.hooksPath=/dev/null',
  'core.safecrlf=false',
  'core.quotePath=false',
  'core.filesRefLockTimeout=1000',
  'commit.gpgSign=false',
  'push.gpgSign=false',
  'i18n.commitEncoding=UTF-8',
].flatMap((setting) => ['-c', setting]);

// Set where a hook of git starts us; they would lead to another repository or index.
const MISLEADING = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_SHALLOW_FILE',
  'GIT_GRAFT_FILE',
  'GIT_QUARANTINE_PATH',
];

/** What git says when all is well. */
export async function git(place: Place, args: readonly string[], options?: RunOptions): Promise<string> {
  const said = await tryGit(place, args, options);
  if (said.status === 0) return said.output.toString();
  throw new GitError(`git ${args[0]} failed in ${place.at}: ${said.complaint || `exit code ${said.status}`}`);
}

/** Runs git, again where another git's lock stood in its way. */
export async function tryGit(place: Place, args: readonly string[], options: RunOptions = {}): Promise<Said> {
  for (;;) {
    const said = await runOnce(place, args, options);
    const lock = said.status === 0 ? undefined : lockNamedIn(said.complaint);
    if (lock === undefined) return said;
    await waitForLock(lock, place);
  }
}

/** A git that goes on running; whoever starts it ends its input. */
export function startGit(place: Place, args: readonly string[], options: Pick<RunOptions, 'env' | 'afar'> = {}) {
  return spawn('git', [...SETTINGS, ...args], {
    cwd: place.at,
    env: { ...environment(), ...place.env, ...options.env },
    // A group of its own, so that what git started to reach a remote ends with it.
    detached: options.afar === true,
  });
}

export async function runOnce(place: Place, args: readonly string[], options: RunOptions): Promise<Said> {
  const child = startGit(place, args, options);
  const output: Buffer[] = [];
  const complaint: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const milliseconds = options.milliseconds ?? LOCAL_MS;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end(child.pid, options.afar === true);
  }, milliseconds);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    const words = Buffer.concat(complaint).toString().trim();
    return {
      status: status ?? -1,
      output: Buffer.concat(output),
      complaint: late ? `no end after ${milliseconds / 1000} s. ${words}`.trim() : words,
    };
  } catch (error) {
    throw new GitError(`git cannot be run in ${place.at}: ${(error as Error).message}.`);
  } finally {
    clearTimeout(timer);
  }
}

function end(pid: number | undefined, group: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !MISLEADING.includes(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

/** Where git is run and what it is told each time. */
export interface Place {
  at: string;
  env: Readonly<Record<string, string>>;
  /** Told what a person may want to know though all went well. */
  note(text: string): void;
}

export interface RunOptions {
  input?: string | Uint8Array;
  env?: Readonly<Record<string, string>>;
  milliseconds?: number;
  /** It talks to another repository. */
  afar?: boolean;
}

export interface Said {
  status: number;
  output: Buffer;
  complaint: string;
}
