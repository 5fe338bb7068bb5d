import fs from 'node:fs';
import { effectsSoFar, killBeforeEffect } from '../support/effects.ts';

/**
 * Hands a batch of messages through spool, decision, commit and notification, and is killed before its n-th effect on files,
 * git or the network; without a number it counts them.
 */
const [folder = '', place = '', messages = '', receiver = '', killAt = ''] = process.argv.slice(2);
const NOW = Date.parse('2026-11-24T12:00:00Z');
killBeforeEffect(Number(killAt) || undefined);

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
process.stdout.write(`effects: ${effectsSoFar()}\n`);
