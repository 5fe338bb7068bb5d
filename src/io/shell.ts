import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import type { Ended } from '../runbooks/journal.ts';

const PATIENCE_MS = 3_000;
/** What a program leaves behind may hold its output open; nobody waits for that. */
const SETTLE_MS = 200;
/** What never ends its line is cut. */
const LONGEST = 100_000;
const LEAVING = ['SIGTERM', 'SIGHUP'] as const;

export interface ShellCommand {
  code: string;
  shell: 'sh' | 'bash';
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** A line of its output, without what steers a terminal. */
  onLine: (line: string) => void;
}

/** Runs a command in a process group of its own; Ctrl+C and the time-out end that, not us. */
export async function runShell({ code, shell, env, timeoutMs, onLine }: ShellCommand): Promise<Ended> {
  const began = performance.now();
  const child = spawn(shell, ['-c', code], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const lines = [linesOf(onLine), linesOf(onLine)];
  child.stdout.on('data', lines[0]?.add ?? (() => undefined));
  child.stderr.on('data', lines[1]?.add ?? (() => undefined));
  let by: Ended['by'];
  let insists: NodeJS.Timeout | undefined;
  const end = (why: 'time-out' | 'person'): void => {
    signal(child.pid, insists ? 'SIGKILL' : why === 'person' ? 'SIGINT' : 'SIGTERM');
    by ??= why;
    insists ??= setTimeout(() => signal(child.pid, 'SIGKILL'), PATIENCE_MS);
  };
  const timer = setTimeout(() => end('time-out'), timeoutMs);
  const restore = instead('SIGINT', () => end('person'));
  const leave = (why: NodeJS.Signals): void => {
    signal(child.pid, 'SIGKILL');
    process.exit(why === 'SIGHUP' ? 129 : 143);
  };
  for (const one of LEAVING) process.once(one, leave);
  try {
    return await new Promise<Ended>((resolve) => {
      child.once('error', (error) => {
        onLine(`${shell} cannot be started: ${error.message}`);
        resolve({ code: 127, ms: performance.now() - began });
      });
      child.once('exit', (status, killed) => {
        const ended = { code: status, ms: Math.round(performance.now() - began) };
        const why = by ?? (killed ? 'signal' : undefined);
        const finish = (): void => {
          // What the command has started must not outlive its end.
          if (by) signal(child.pid, 'SIGKILL');
          resolve(why ? { ...ended, by: why } : ended);
        };
        const late = setTimeout(finish, SETTLE_MS);
        child.once('close', () => {
          clearTimeout(late);
          finish();
        });
      });
    });
  } finally {
    clearTimeout(timer);
    clearTimeout(insists);
    restore();
    for (const one of LEAVING) process.off(one, leave);
    for (const stream of [child.stdout, child.stderr]) stream.destroy();
    for (const one of lines) one.end();
  }
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Puts a listener in the place of all others of a signal, until it is taken back. */
function instead(name: 'SIGINT', listener: () => void): () => void {
  const others = process.rawListeners(name) as NodeJS.SignalsListener[];
  process.removeAllListeners(name);
  process.on(name, listener);
  return () => {
    process.off(name, listener);
    for (const one of others) process.on(name, one);
  };
}

function linesOf(onLine: (line: string) => void): { add: (chunk: Buffer) => void; end: () => void } {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const say = (line: string): void => onLine(stripVTControlCharacters(line));
  return {
    add(chunk) {
      const parts = (rest + decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/);
      rest = parts.pop() ?? '';
      if (rest.length > LONGEST) parts.push(rest.slice(0, LONGEST));
      if (rest.length > LONGEST) rest = '';
      for (const part of parts) say(part);
    },
    end() {
      const last = rest + decoder.end();
      if (last.trim() !== '') say(last);
    },
  };
}
