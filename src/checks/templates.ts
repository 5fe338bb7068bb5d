import { placesIn } from '../parse/places.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { TEMPLATE_PLACES } from '../schema/template.ts';
import type { Content } from './content.ts';

/** What a template asks for must be something that an incident can give. */
export function checkTemplates({ entries }: Content): Problem[] {
  const known = Object.keys(TEMPLATE_PLACES);
  return entries.template.flatMap(({ file }) =>
    placesIn(file.text).flatMap(({ written, name, isWhole, line, column }) => {
      if (isWhole && known.includes(name)) return [];
      const at = { line, column, length: written.length };
      return [problem('unknown-template-place', file, at, { place: written, name, known })];
    }),
  );
}
