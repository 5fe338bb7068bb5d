import type { Entry } from '../parse/entry.ts';
import type { Problem, SourceFile } from '../problems/problem.ts';
import type { Kind } from '../schema/kinds.ts';

/** Every file of content: those that could be read by kind, and the problems of the others. */
export interface Content {
  site: Entry<'site'>;
  entries: { [K in Exclude<Kind, 'site'>]: Entry<K>[] };
  /** Ids of files that exist but could not be read; others may still name them. */
  unreadable: Record<Kind, string[]>;
  problems: Problem[];
  files: readonly SourceFile[];
}

/** All ids of a kind, whether their files could be read or not. */
export function idsOf(content: Content, kind: Exclude<Kind, 'site'>): string[] {
  return [...content.entries[kind].map((entry) => entry.id), ...content.unreadable[kind]];
}
