import type { Message, Reading } from '../alerts/alert.ts';
import { toDispatches } from './forward.ts';
import { type DispatchAnswer, outcomeOf } from './outcome.ts';
import type { Spool } from './spool.ts';

/** For where nothing can be kept: a message is taken only once GitHub took it, and otherwise its sender keeps it. */
export function createStraightSpool({ read, send, now }: StraightOptions): Spool {
  return {
    add: async (entry) => {
      for (const body of toDispatches(entry, read) ?? []) {
        const outcome = outcomeOf(await send(body), now());
        if (outcome.kind !== 'taken') throw new Error(`GitHub did not take the message: ${outcome.reason}`);
      }
      return '';
    },
    list: async () => [],
    read: async () => undefined,
    remove: async () => {},
    bury: async () => {},
    addDead: async () => {},
    backlog: async () => ({ waiting: 0, oldestAt: undefined, dead: 0 }),
  };
}

interface StraightOptions {
  read: (message: Message) => Reading;
  send: (body: string) => Promise<DispatchAnswer>;
  now: () => number;
}
