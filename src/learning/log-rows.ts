import type { Note } from '../schema/note.ts';
import { plainText } from '../views/markdown.ts';

/** What the team wrote down in an incident, as rows of a post-mortem's timeline: no names, the first sentence of each. */
export function logRows(notes: readonly Note[] = []): { at: number; text: string }[] {
  return notes.map(({ at, as = 'note', text }) => {
    const [first = ''] = plainText(text).split(/(?<=[.!?])\s/, 1);
    return { at, text: `internal ${as}: ${first}` };
  });
}
