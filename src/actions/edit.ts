import { refuse } from '../acts/refusal.ts';
import { firstLine } from '../parse/body-line.ts';
import { editTask, NoTask, type TaskChange } from '../parse/edit-task.ts';
import type { PlacedItem } from './placed.ts';

/** The file of a post-mortem with one of its items changed: one line of it. */
export function editItem(text: string, { postmortem, path, line }: PlacedItem, change: TaskChange): string {
  const first = firstLine(postmortem);
  const lines = text.split('\n');
  const body = lines.slice(first - 1).join('\n');
  try {
    const edited = editTask(body, path.endsWith('.mdx'), line - first + 1, change);
    return [...lines.slice(0, first - 1), edited].join('\n');
  } catch (error) {
    if (!(error instanceof NoTask)) throw error;
    return refuse(
      `The item on line ${line} of ${path} cannot be changed by itself.`,
      'Put it on one line, or edit it by hand.',
    );
  }
}
