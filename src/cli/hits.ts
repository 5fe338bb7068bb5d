import type { Hits } from '../acts/act.ts';
import { refuse } from '../acts/refusal.ts';
import { IMPACT_WORDS } from '../schema/words.ts';

/** `api=degraded`, once for each component. */
export function readHitsGiven(written: readonly string[]): Hits {
  return Object.fromEntries(
    written.map((text) => {
      const [, component = '', impact = ''] = /^\s*([^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(text) ?? [];
      if (component !== '' && impact !== '') return [component.toLowerCase(), impact];
      const name = component || text.trim() || 'api';
      return refuse(
        `${JSON.stringify(text)} does not say how hard a component is hit.`,
        `Write ${JSON.stringify(`${name}=degraded`)}; the words are: ${IMPACT_WORDS.join(', ')}.`,
      );
    }),
  );
}
