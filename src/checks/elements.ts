import { firstLine } from '../parse/body-line.ts';
import { elementProblems } from '../parse/mdx-elements.ts';
import type { Problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** Elements of post-mortems that can be shown as text only: the page does, and whoever writes is told. */
export function checkElements({ entries }: Content): Problem[] {
  return entries.postmortem.flatMap((entry) => {
    if (!entry.file.path.endsWith('.mdx')) return [];
    return elementProblems(entry.body, firstLine(entry), entry.file);
  });
}
