import { z } from 'zod';

const matcher = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** Label and value, a list of values, or a pattern with `*`; all of them must fit. */
export const match = z
  .record(z.string().min(1), matcher)
  .refine((labels) => Object.keys(labels).length > 0, 'names no label');

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

export type Match = z.output<typeof match>;
