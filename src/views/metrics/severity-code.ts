import type { ViewContext } from '../view-context.ts';

/** A severity in a word: `SEV2` of `SEV2 · Major`. */
export function severityCode({ severityNames }: Pick<ViewContext, 'severityNames'>, id: string): string {
  return severityNames.get(id)?.split(' · ')[0] ?? id.toUpperCase();
}
