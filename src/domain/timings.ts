import type { Incident } from './incident.ts';

/** How long each part of an incident took, in milliseconds; absent where one of its two moments is not known. */
export interface Timings {
  /** From its start to its detection. */
  detect?: number;
  /** From its detection until somebody took it on. */
  acknowledge?: number;
  /** From its detection until the cause was known. */
  identify?: number;
  /** From its detection until users stopped feeling it. */
  mitigate?: number;
  /** From its detection until it was over. */
  resolve?: number;
  /** From its start until it was over: what users felt. */
  felt?: number;
  /** From its detection to the first public word. */
  firstUpdate?: number;
}

export function timingsOf(incident: Incident): Timings {
  const { started, detected, acknowledged, identified, mitigated, resolved, updates } = incident;
  const timings = {
    detect: between(started, detected),
    acknowledge: between(detected, acknowledged),
    identify: between(detected, identified),
    mitigate: between(detected, mitigated),
    resolve: between(detected, resolved),
    felt: between(started, resolved),
    firstUpdate: between(detected, updates[0]?.at),
  };
  return Object.fromEntries(Object.entries(timings).filter(([, ms]) => ms !== undefined));
}

function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}
