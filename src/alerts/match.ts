import type { Match } from '../schema/match.ts';

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

/** Whether a value is what a pattern says; `*` stands for any text, also none. */
export function fits(pattern: string, value: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  const end = value.length - last.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
