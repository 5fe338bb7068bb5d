import { ELEMENTS } from './catalogue/elements.ts';
import { FIELDS } from './catalogue/fields.ts';
import { FILES } from './catalogue/files.ts';
import { LOGS } from './catalogue/logs.ts';
import { POSTMORTEMS } from './catalogue/postmortems.ts';
import { REFERENCES } from './catalogue/references.ts';
import { RUNBOOKS } from './catalogue/runbooks.ts';
import type { Sentence } from './catalogue/sentence.ts';
import { SERIES } from './catalogue/series.ts';
import { UPDATES } from './catalogue/updates.ts';

/**
 * Everything that can be wrong with content. The name is permanent; `say` tells what is wrong with the value in it,
 * then what to write instead.
 */
export const CATALOGUE = {
  ...FILES,
  ...FIELDS,
  ...REFERENCES,
  ...UPDATES,
  ...LOGS,
  ...SERIES,
  ...ELEMENTS,
  ...POSTMORTEMS,
  ...RUNBOOKS,
} as const satisfies Record<string, { level?: 'warning'; say: (args: never) => Sentence }>;

export type ProblemCode = keyof typeof CATALOGUE;
export type ProblemArguments<Code extends ProblemCode> =
  Parameters<(typeof CATALOGUE)[Code]['say']> extends [infer Args] ? Args : Record<string, never>;
