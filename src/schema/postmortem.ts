import { z } from 'zod';
import { day, id, internal, line, link, tag } from './fields.ts';

/** How far it is. */
export const POSTMORTEM_STATUSES = ['draft', 'review', 'published'] as const;

/** The parts of a post-mortem. */
export const SECTION_NAMES = [
  'summary',
  'impact',
  'timeline',
  'causes',
  'detection',
  'resolution',
  'well',
  'badly',
  'lucky',
  'lessons',
  'actions',
  'prevention',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const postmortemSchema = z.strictObject({
  title: line,
  /** The incident's id; the file's own name where it is not given. */
  incident: id.optional(),
  /** Only `published` ones reach the public. */
  status: z.enum(POSTMORTEM_STATUSES).default('draft'),
  /** The day it was published. */
  published: day.optional(),
  /** What happened and what follows, in one or two sentences. */
  summary: z.string().trim().min(1, 'must not be empty').max(600, 'is longer than 600 characters'),
  tags: z.array(tag).default([]),
  authors: internal(z.array(line).optional()),
  owner: internal(line.optional()),
  /** What it cost, in the currency of your choice. */
  cost: internal(line.optional()),
  /** The template it was begun from; its sections are those it must have. */
  template: internal(id.optional()),
  /** Where it is worked on: the tracking issue, the chat, dashboards. */
  links: internal(z.array(z.strictObject({ label: line, url: link })).optional()),
  /** Why it was taken back after it had been published. */
  withdrawn: internal(line.optional()),
});

export type PostmortemInput = z.input<typeof postmortemSchema>;
export type PostmortemData = z.output<typeof postmortemSchema>;
