import type { AlertRecord } from '../schema/alert-record.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { iso } from './incident-file.ts';
import type { ToldUpdate } from './story.ts';

/** What is done with a message and why, as data that can be printed, tested and applied. */
export type Decision = IncidentDecision | AlertDecision;

export interface IncidentDecision {
  kind: 'open' | 'update' | 'impact' | 'acknowledge' | 'resolve' | 'withdraw';
  incident: string;
  /** When what it says was so. */
  at: number;
  because: string;
}

/** Nothing is published for an alert; the reason is always told. */
export interface AlertDecision {
  kind: 'hold' | 'skip';
  reason: SkipReason;
  alert: Pick<AlertRecord, 'source' | 'key'> & { started?: number | undefined };
  /** The incident it belongs to, where there is one. */
  incident?: string;
  /** When it is looked at again. */
  until?: number;
  because: string;
}

export type SkipReason =
  | 'repeat'
  | 'unknown-end'
  | 'unknown-acknowledgement'
  | 'hold'
  | 'too-short'
  | 'silenced'
  | 'maintenance'
  | 'told-already'
  | 'covered'
  | 'led-by-person'
  | 'others-firing'
  | 'left-to-person'
  | 'truncated'
  | 'flapping'
  | 'unreadable';

type Told = Pick<ToldUpdate, 'at' | 'impacts'> & { state?: string | undefined };

/** The decisions that turn one list of updates into the other. */
export function decisionsBetween(
  incident: string,
  before: readonly Pick<IncidentUpdate, 'at' | 'state' | 'impacts'>[] | undefined,
  after: readonly Told[],
  draft = false,
): IncidentDecision[] {
  const known = new Set((before ?? []).map(signature));
  const fresh = after.filter((update) => !known.has(signature(update)));
  return fresh.map((update): IncidentDecision => {
    const { at, state, impacts } = update;
    const changed = Object.entries(impacts).map(([component, impact]) => `${component}: ${impact}`);
    if (!before && update === after[0]) {
      const what = draft ? 'A draft for a person; nothing is published' : 'A new incident';
      return { kind: 'open', incident, at, because: `${what}, as of ${iso(at)}.` };
    }
    if (state === 'resolved') {
      return { kind: 'resolve', incident, at, because: 'All its alerts have ended.' };
    }
    if (state === 'investigating') {
      return { kind: 'update', incident, at, because: 'It has come back within the time to reopen.' };
    }
    if (changed.length > 0) return { kind: 'impact', incident, at, because: `Now ${changed.join(', ')}.` };
    return { kind: 'update', incident, at, because: 'An alert with a message of its own has joined it.' };
  });
}

function signature({ at, state, impacts }: Told): string {
  return JSON.stringify([at, state ?? null, Object.entries(impacts).sort()]);
}
