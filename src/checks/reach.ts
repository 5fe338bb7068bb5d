import type { Entry } from '../parse/entry.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { fits, type Match } from '../schema/match.ts';
import type { Content } from './content.ts';

/** A rule is of no use where one that is tried before fits all that it fits. Only what is plain from the two is told. */
export function checkReach(content: Content): Problem[] {
  const rules = [...content.entries.rule].sort((a, b) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1));
  return rules.flatMap((rule, index) => {
    const before = rules.slice(0, index).find((one) => covers(one, rule));
    if (!before) return [];
    return [problem('unreachable-rule', rule.file, rule.at(['match'], true), { before: before.id })];
  });
}

function covers({ data: wide }: Entry<'rule'>, { data: narrow }: Entry<'rule'>): boolean {
  const hears =
    wide.sources.length === 0 ||
    (narrow.sources.length > 0 && narrow.sources.every((source) => wide.sources.includes(source)));
  return hears && Object.keys(wide.match).every((label) => coversLabel(wide.match, narrow.match, label));
}

function coversLabel(wide: Match, narrow: Match, label: string): boolean {
  const asked = Object.hasOwn(narrow, label) ? [narrow[label] ?? []].flat() : [];
  const patterns = [wide[label] ?? []].flat();
  // A star in the narrow one can only fit a star in the wide one, which then fits whatever stands in its place.
  return asked.length > 0 && asked.every((value) => patterns.some((pattern) => fits(pattern, value)));
}
