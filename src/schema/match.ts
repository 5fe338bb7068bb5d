import { z } from 'zod';

const matcher = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** Label and value, a list of values, or a pattern with `*`; all of them must fit. */
export const match = z
  .record(z.string().min(1), matcher)
  .refine((labels) => Object.keys(labels).length > 0, 'names no label');

export type Match = z.output<typeof match>;
