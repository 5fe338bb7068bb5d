import { fits, type Match } from '../schema/match.ts';

type Labels = Readonly<Record<string, string>>;

/** Why labels do not fit, or undefined where they do. */
export function mismatch(match: Match, labels: Labels): string | undefined {
  for (const [name, wanted] of Object.entries(match)) {
    const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
    const patterns = [wanted].flat();
    if (value === undefined) return `there is no label "${name}"`;
    if (!patterns.some((pattern) => fits(pattern, value))) {
      return `"${name}" is "${value}", not ${patterns.map((one) => `"${one}"`).join(' or ')}`;
    }
  }
  return undefined;
}
