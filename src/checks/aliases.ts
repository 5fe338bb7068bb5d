import { type Problem, problem } from '../problems/problem.ts';
import { cleanLine } from '../schema/text.ts';
import type { Content } from './content.ts';

/** An alias must lead to one component: ids go before names, names before aliases, and the first alias before others. */
export function checkAliases({ entries: { component: components } }: Content): Problem[] {
  const owners = new Map<string, Owner>();
  for (const { id } of components) owners.set(id, { id, as: 'id' });
  for (const { id, data } of components) claim(owners, data.name, { id, as: 'name' });
  return components.flatMap((entry) =>
    entry.data.aliases.flatMap((alias, index) => {
      const { id, as } = claim(owners, alias, { id: entry.id, as: 'alias' });
      return id === entry.id
        ? []
        : [problem('alias-taken', entry.file, entry.at(['aliases', index]), { alias, id, as })];
    }),
  );
}

/** Who a word leads to, which is whoever claimed it first. */
function claim(owners: Map<string, Owner>, word: string, owner: Owner): Owner {
  const folded = cleanLine(word).toLowerCase();
  const first = owners.get(folded) ?? owner;
  owners.set(folded, first);
  return first;
}

interface Owner {
  id: string;
  /** What the word is of it. */
  as: string;
}
