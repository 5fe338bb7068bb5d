import { z } from 'zod';
import { idInAnyCase, line, tag } from './fields.ts';
import { INCIDENT_KINDS } from './words.ts';

/** What the text of a template may ask for, and what stands there then. */
export const TEMPLATE_PLACES = {
  title: "the incident's title",
  severity: 'the name of its severity',
  kind: 'what kind of trouble it was',
  cause: 'the tag of its cause',
  components: 'what it hit, by name',
  started: 'when it began',
  detected: 'when it was noticed',
  resolved: 'when it was over',
  duration: 'how long it lasted',
  summary: 'a first sentence: what, from when to when, and its impact',
  impact: 'a list: what was hit, how hard and for how long',
  timeline: 'a table: its moments and its updates',
  detection: 'who noticed, and how long each part took',
  roles: 'who did what, as far as the public may read it',
  links: 'its public links',
} as const;

export type TemplatePlace = keyof typeof TEMPLATE_PLACES;

export const templateSchema = z.strictObject({
  /** What people call it. */
  name: line,
  /** When to use it, in one line. */
  use: line,
  /** It is the usual one for incidents of these kinds. */
  kinds: z.array(z.enum(INCIDENT_KINDS)).default([]),
  /** And for those of these severities. */
  severities: z.array(idInAnyCase).default([]),
  /** Tags that a post-mortem begins with. */
  tags: z.array(tag).default([]),
});

export type TemplateData = z.output<typeof templateSchema>;
