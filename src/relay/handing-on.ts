import type { Log } from './log.ts';

/** Drains, never twice at the same time; however often it is asked to meanwhile, it does so once more afterwards. */
export function createHandingOn({ drain, note, log }: HandingOnOptions): HandingOn {
  let running: Promise<void> | undefined;
  let isAsked = false;

  async function run(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      note(await drain().catch(failed));
    }
    running = undefined;
  }

  function failed(error: unknown): Drained {
    const message = error instanceof Error ? error.message : String(error);
    log({ level: 'error', event: 'handing on failed', error: message.slice(0, 300) });
    return { handedOn: 0, problem: 'Handing on fails; the log says why.' };
  }

  return {
    trigger: () => {
      isAsked = true;
      running ??= run();
    },
    idle: async () => {
      while (running) await running;
    },
  };
}

/** Hands on what waits, as far as it can at the moment. */
export type Drain = () => Promise<Drained>;

export interface Drained {
  /** How many messages were handed on. */
  handedOn: number;
  /** What keeps others from it and does not pass by itself, in words for a person. */
  problem?: string;
}

export interface HandingOn {
  /** Asks for it to be done: at once, or once more after what is being done. */
  trigger(): void;
  /** Resolves when nothing is being done. */
  idle(): Promise<void>;
}

interface HandingOnOptions {
  drain: Drain;
  /** Keeps in mind how it went. */
  note: (drained: Drained) => void;
  log: Log;
}
