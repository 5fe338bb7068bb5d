import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** Code blocks and comments at the end that are never closed: what is added below would be a part of them. */
export function checkUnclosed({ entries }: Content): Problem[] {
  return [...entries.incident, ...entries.maintenance, ...entries.log].flatMap(({ file, unclosed }) => {
    if (!unclosed) return [];
    const { line, text } = unclosed;
    return [problem('open-code', file, { line, length: text.length }, { opening: text })];
  });
}
