import type { ActionItem } from '../schema/action-item.ts';
import { withoutComments } from './comment.ts';

// A task-list line: `- [ ] What to do · owner: Mira Holm · due: 2026-12-05 · type: detect`.
const TASK = /^[\s>]*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s/;
const CONTINUED = /^[\s>]+\S/;
const INTERNAL = /\s*(?:[·|,;—–-]\s*)?[*_]*\b(?:owners?|issues?|costs?)\b[*_]*\s*:.*?(?=\s*[·|]|$)/gi;

/** The item without what only the team may read, however it was joined. */
export function publicAction({ owner: _, issue: __, line: ___, ...item }: ActionItem): ActionItem {
  return { ...item, text: withoutComments(item.text).replaceAll(INTERNAL, '').trim() };
}

/** Post-mortem text without the parts of its action items that only the team may read, however they are joined. */
export function withoutInternalParts(text: string): string {
  let inTask = false;
  return text
    .split('\n')
    .map((line) => {
      inTask = TASK.test(line) || (inTask && CONTINUED.test(line));
      return inTask ? line.replaceAll(INTERNAL, '') : line;
    })
    .join('\n');
}
