import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let effects = 0;

/** Kills this process before its n-th effect on files, git or the network; modules that have effects are imported after this. */
export function killBeforeEffect(nth: number | undefined): void {
  const effect = (): void => {
    effects++;
    if (effects === nth) process.kill(process.pid, 'SIGKILL');
  };
  const writes = ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'fsyncSync', 'unlinkSync', 'copyFileSync'];
  counted(fs, writes, effect);
  counted(fs, ['openSync'], effect, ([, flags]) => flags !== undefined && flags !== 'r');
  counted(childProcess, ['spawn', 'spawnSync', 'execFile', 'execFileSync'], effect);
  counted(globalThis, ['fetch'], effect);
  syncBuiltinESMExports();
}

export function effectsSoFar(): number {
  return effects;
}

/** Every function that changes something outside of this process comes before and after the point where it may be killed. */
function counted<Owner extends object>(
  owner: Owner,
  names: readonly string[],
  effect: () => void,
  isEffect = (_: unknown[]) => true,
): void {
  const functions = owner as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) {
    const original = functions[name];
    if (!original) throw new Error(`There is no ${name}.`);
    functions[name] = function (this: unknown, ...args: unknown[]) {
      if (isEffect(args)) effect();
      return original.apply(this, args);
    };
  }
}
