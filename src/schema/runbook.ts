import { z } from 'zod';
import { day, id, line, tag } from './fields.ts';

export const runbookSchema = z.strictObject({
  title: line,
  /** Ids of the components it helps with. */
  components: z.array(id).default([]),
  /** Ids of the alert rules that lead to it. */
  rules: z.array(id).default([]),
  owner: line.optional(),
  /** The day it must be read again. */
  reviewBy: day,
  tags: z.array(tag).default([]),
});

export type RunbookInput = z.input<typeof runbookSchema>;
export type RunbookData = z.output<typeof runbookSchema>;
