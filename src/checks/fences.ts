import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** Code blocks at the end that are never closed: what is added below would be code. */
export function checkFences({ entries }: Content): Problem[] {
  return [...entries.incident, ...entries.maintenance].flatMap(({ file, openCode }) => {
    if (!openCode) return [];
    const { line, text } = openCode;
    return [problem('open-code', file, { line, length: text.length }, { fence: text })];
  });
}
