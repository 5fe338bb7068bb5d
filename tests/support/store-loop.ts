import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../src/alerts/store.ts';

/** Where every writer adds a line, so that whoever overwrites another is found out. */
export const SHARED = 'incidents/shared.md';

/** Writes changes one by one, each a file of its own and a line of the shared one; says how often it had to try. */
export async function writeChanges(
  store: Store,
  name: string,
  count: number,
  done: (subject: string) => void = () => undefined,
): Promise<number> {
  let tries = 0;
  for (let index = 0; index < count; index++) {
    const subject = `${name} ${index}`;
    tries += await writeChange(store, subject);
    done(subject);
  }
  return tries;
}

/** As an alert is written: read, decide, commit, and all again when the branch moved. What is there is not written twice. */
export async function writeChange(store: Store, subject: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const head = await store.read();
    const path = `incidents/2026/${subject.replaceAll(' ', '-')}.md`;
    if (head.files.some((file) => file.path === path)) return tries;
    const shared = head.files.find((file) => file.path === SHARED)?.text ?? '';
    const changes = [
      { path, text: `${subject}\n` },
      { path: SHARED, text: `${shared}${subject}\n` },
    ];
    if ((await store.commit(head, `${subject}\n\nBy a test.`, changes)) === 'committed') return tries;
    await wait(Math.random() * 20);
  }
}
