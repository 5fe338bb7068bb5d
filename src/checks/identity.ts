import { type Problem, problem } from '../problems/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import type { Content } from './content.ts';

/** No two files of a kind may share an address on any file system: letter case and accents do not count. */
export function checkIdentity(content: Content): Problem[] {
  return (Object.keys(content.entries) as Exclude<Kind, 'site'>[]).flatMap((kind) => {
    const first = new Map<string, string>();
    return content.entries[kind].flatMap((entry) => {
      const folded = entry.id.normalize('NFC').toLowerCase();
      const other = first.get(folded);
      if (other === undefined) {
        first.set(folded, entry.file.path);
        return [];
      }
      return [problem('same-id', entry.file, {}, { id: entry.id, other })];
    });
  });
}
