import type { ComponentState } from '../schema/words.ts';

/** The page's light colours. White text stands on each with a contrast of at least 4.5 to 1. */
export const COLORS: Record<ComponentState, string> = {
  operational: '#0b7a75',
  maintenance: '#1d5fbf',
  degraded: '#8a5a00',
  partial: '#b1440a',
  major: '#a3151f',
  unknown: '#59636e',
};
