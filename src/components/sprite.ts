import type { ComponentState } from '../schema/words.ts';
import { STATE_WORDS } from '../views/words.ts';

/** One shape for each state, told apart by its outline. */
const SHAPES: Record<ComponentState, string> = {
  operational: '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path class="cut" d="M4.6 8.3l2.3 2.3 4.5-4.9"/>',
  maintenance: '<circle cx="8" cy="8" r="6.6" class="line"/><path class="line" d="M8 4.2V8l2.6 1.7"/>',
  degraded: '<path fill="currentColor" d="M8 .8 15.6 14.6H.4z"/><path class="cut" d="M8 5.6v4.2M8 11.8v.6"/>',
  partial: '<path fill="currentColor" d="M1 1h7v14H1z"/><path class="line" d="M1.9 1.9h12.2v12.2H1.9z"/>',
  major:
    '<path fill="currentColor" d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z"/><path class="cut" d="M4.4 8h7.2"/>',
  unknown: '<circle cx="8" cy="8" r="6.6" class="line" stroke-dasharray="2.6 2.6"/>',
};

/** The shapes as symbols to refer to; each with its word, for the script that moves a page on in time. */
export const SPRITE = (Object.keys(SHAPES) as ComponentState[])
  .map(
    (state) =>
      `<symbol id="s-${state}" viewBox="0 0 16 16" data-word="${STATE_WORDS[state]}">${SHAPES[state]}</symbol>`,
  )
  .join('');
