import type { ComponentState } from '../schema/words.ts';

// `unknown` is worse than nothing but better than anything else: it never hides trouble.
const RANK: Record<ComponentState, number> = {
  unknown: -1,
  operational: 0,
  maintenance: 1,
  degraded: 2,
  partial: 3,
  major: 4,
};

/** The state people need to know of first; `unknown` only where nothing else is known. */
export function worst(states: Iterable<ComponentState>): ComponentState {
  let found: ComponentState = 'unknown';
  for (const state of states) if (RANK[state] > RANK[found]) found = state;
  return found;
}

/** Best first. */
export function byState(a: ComponentState, b: ComponentState): number {
  return RANK[a] - RANK[b];
}

/** Whether users feel it. */
export function isTrouble(state: ComponentState): boolean {
  return RANK[state] > RANK.maintenance;
}

/** Whether a state is as bad as another, or worse. */
export function atLeastAsBad(state: ComponentState, than: ComponentState): boolean {
  return RANK[state] >= RANK[than];
}
