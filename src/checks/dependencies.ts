import type { Entry } from '../parse/entry.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Content } from './content.ts';

/** No component may need itself, through however many others. Each circle is one problem, at its first member. */
export function checkDependencies(content: Content): Problem[] {
  const components = new Map(content.entries.component.map((entry) => [entry.id, entry]));
  const done = new Set<string>();
  const problems: Problem[] = [];

  function visit(entry: Entry<'component'>, trail: readonly string[]): void {
    const start = trail.indexOf(entry.id);
    if (start >= 0) {
      const cycle = [...trail.slice(start), entry.id];
      const first = components.get([...cycle].sort()[0] ?? '') ?? entry;
      problems.push(
        problem('dependency-cycle', first.file, first.at(['depends'], true), {
          cycle,
        }),
      );
      return;
    }
    if (done.has(entry.id)) return;
    for (const id of entry.data.depends) {
      const next = components.get(id);
      if (next) visit(next, [...trail, entry.id]);
    }
    done.add(entry.id);
  }

  for (const entry of components.values()) visit(entry, []);
  return problems;
}
