import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Hands a batch of messages through spool, decision, commit and notification, and is killed before its n-th effect on files,
 * git or the network; without a number it counts them.
 */
const [folder = '', place = '', messages = '', receiver = '', killAt = ''] = process.argv.slice(2);
const NOW = Date.parse('2026-11-24T12:00:00Z');
let effects = 0;

function effect(): void {
  effects++;
  if (effects === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

/** Every function that changes something outside of this process comes before and after the point where it may be killed. */
function counted<Owner extends object>(
  owner: Owner,
  names: readonly string[],
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

const writes = ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'fsyncSync', 'unlinkSync', 'copyFileSync'];
counted(fs, writes);
counted(fs, ['openSync'], ([, flags]) => flags !== undefined && flags !== 'r');
counted(childProcess, ['spawn', 'spawnSync', 'execFile', 'execFileSync']);
counted(globalThis, ['fetch']);
syncBuiltinESMExports();

const { openSpool } = await import('../../src/io/spool.ts');
const { gitStore } = await import('../../src/io/git-store.ts');
const { drain } = await import('../../src/drain.ts');
const { notify } = await import('../../src/notify.ts');
const { deliver } = await import('../../src/deliver.ts');
const { LEDGER_BRANCH } = await import('../../src/notices/ledger.ts');

const spool = openSpool(place);
const wait = (): Promise<void> => Promise.resolve();
for (const [index, body] of (JSON.parse(messages) as (string | null)[]).entries()) {
  if (body === null) continue;
  await spool.add({ source: 'generic', receivedAt: NOW, headers: {}, body });
  // The sender is told that it was taken, and does not send it again.
  fs.writeSync(1, `taken ${index}\n`);
}
const store = gitStore({ folder, note: () => {} });
await drain({ spool, store, now: () => NOW, wait });
let clock = NOW;
for (let busy: number | undefined = NOW; busy !== undefined; ) {
  clock = busy;
  ({ busy } = await notify({
    store,
    ledger: gitStore({ folder, branch: LEDGER_BRANCH, orphan: true, worktree: false, note: () => {} }),
    now: () => clock,
    variables: { HOOK: receiver },
    send: deliver,
  }));
}
process.stdout.write(`effects: ${effects}\n`);
