import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Set for a build that is to wait, with all its code read, until it is told to begin. */
export const READY = 'ALLCLEAR_READY';

export interface Builder {
  /** Builds, and tells the exit code. One at a time. */
  build: () => Promise<number>;
  stop: () => void;
}

/**
 * Runs a build script, each time in a process of its own, so that none can leave anything behind in this one. The next one is
 * started as soon as the last has ended, and waits.
 */
export function builder(script: string, env: NodeJS.ProcessEnv): Builder {
  let next: ChildProcess | undefined;
  let isStopped = false;
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [...process.execArgv, script], {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...env, [READY]: '1' },
    });
    // One that waits keeps nobody from ending, and ends with them.
    child.unref();
    (child.stdin as Socket).unref();
    return child;
  };
  return {
    build: () =>
      new Promise((done) => {
        const isThere = next?.exitCode === null && next.signalCode === null;
        const child = isThere && next ? next : start();
        child.ref();
        child.on('exit', (code) => {
          next = isStopped ? undefined : start();
          done(code ?? 1);
        });
        child.stdin?.on('error', () => {});
        child.stdin?.end('build\n');
      }),
    stop: () => {
      isStopped = true;
      next?.kill();
    },
  };
}

/** Resolves when a build that waits is told to begin; ends with whoever it waits for. */
export async function toldToBegin(): Promise<void> {
  if (!process.env[READY]) return;
  for await (const _ of process.stdin) return;
  process.exit(0);
}
