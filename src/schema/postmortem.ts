import { z } from 'zod';
import { day, id, internal, line, tag } from './fields.ts';

export const postmortemSchema = z.strictObject({
  title: line,
  /** The incident's id; the file's own name where it is not given. */
  incident: id.optional(),
  /** Only `published` ones reach the public. */
  status: z.enum(['draft', 'review', 'published']).default('draft'),
  /** The day it was published. */
  published: day.optional(),
  /** What happened and what follows, in one or two sentences. */
  summary: z.string().trim().min(1, 'must not be empty').max(600, 'is longer than 600 characters'),
  tags: z.array(tag).default([]),
  authors: internal(z.array(line).optional()),
  owner: internal(line.optional()),
  /** What it cost, in the currency of your choice. */
  cost: internal(line.optional()),
});

export type PostmortemInput = z.input<typeof postmortemSchema>;
export type PostmortemData = z.output<typeof postmortemSchema>;
