import type { z } from 'zod';

/** The values in a text with one on each line. A line that cannot be read is left out. */
export function readLines<Value>(schema: z.ZodType<Value>, text: string): Value[] {
  return text.split('\n').flatMap((line) => {
    try {
      return schema.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** Values one on each line, in the same order wherever they are written; empty where there are none. */
export function printLines(values: readonly object[]): string {
  const lines = values.map((value) => JSON.stringify(value));
  return lines.length > 0 ? `${lines.sort().join('\n')}\n` : '';
}
