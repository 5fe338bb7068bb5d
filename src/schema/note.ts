import type { Update } from './update.ts';

/** What an entry of an internal timeline tells of. */
export const NOTE_KINDS = ['decision', 'action', 'observation', 'runbook'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** One entry of an incident's internal timeline: who wrote down what, and when it was. */
export interface Note extends Update<never> {
  who: string;
  as?: NoteKind;
}
