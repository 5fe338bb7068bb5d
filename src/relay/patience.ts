import type { Outcome } from './outcome.ts';

export const PACE: Pace = {
  firstMs: 2_000,
  mostMs: 300_000,
  settingsMs: 60_000,
  refusedMs: 3_600_000,
  betweenMs: 1_000,
};

/** Keeps in mind how handing on went: when to try again, all of it or one message, and what is wrong. */
export function createPatience(now: () => number, pace: Pace): Patience {
  const known = new Map<string, Progress>();
  let failures = 0;
  let notBefore = 0;
  let problem: string | undefined;

  function about(name: string): Progress {
    const progress = known.get(name) ?? { taken: 0, tries: 0, until: 0 };
    known.set(name, progress);
    return progress;
  }

  return {
    about,
    isHeld: (name) => now() < (known.get(name)?.until ?? 0),
    isPausing: () => now() < notBefore,
    learn: (name, outcome) => {
      if (outcome.kind === 'taken') {
        known.delete(name);
        [failures, problem] = [0, undefined];
        return;
      }
      if (outcome.kind === 'refused') {
        const progress = about(name);
        progress.until = now() + Math.min(pace.settingsMs * 2 ** progress.tries++, pace.refusedMs);
        progress.problem = outcome.problem;
        return;
      }
      const backOff = Math.min(pace.firstMs * 2 ** failures++, pace.mostMs);
      const least = outcome.kind === 'later' ? (outcome.waitMs ?? 0) : pace.settingsMs;
      notBefore = now() + Math.max(least, backOff);
      if (outcome.kind === 'settings') problem = outcome.problem;
    },
    keepOnly: (waiting) => {
      const names = new Set(waiting);
      for (const name of known.keys()) if (!names.has(name)) known.delete(name);
    },
    problem: () => problem ?? [...known.values()].find((progress) => progress.problem)?.problem,
  };
}

export interface Pace {
  /** The first pause after a failure; each further one is twice as long, up to `mostMs`. */
  firstMs: number;
  mostMs: number;
  /** At least so long where a person has to change something. */
  settingsMs: number;
  /** At most so long for one message that GitHub refuses. */
  refusedMs: number;
  /** Between two requests, as GitHub asks. */
  betweenMs: number;
}

/** How far a message has come, and until when it is left alone. */
interface Progress {
  /** How many parts of it were taken. */
  taken: number;
  tries: number;
  until: number;
  problem?: string;
}

interface Patience {
  about: (name: string) => Progress;
  /** Whether one message is left alone. */
  isHeld: (name: string) => boolean;
  /** Whether all are. */
  isPausing: () => boolean;
  learn: (name: string, outcome: Outcome) => void;
  /** Forgets messages that do not wait any more. */
  keepOnly: (waiting: readonly string[]) => void;
  /** What is wrong and does not pass by itself. */
  problem: () => string | undefined;
}
