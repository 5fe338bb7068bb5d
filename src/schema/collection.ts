import { z } from 'zod';
import { INCIDENT_KINDS } from './words.ts';

const time = z.iso.datetime();

/** One post-mortem as those list it who collect them from everywhere. */
export const collectedPostmortem = z.strictObject({
  id: z.string().describe('What its address ends with'),
  url: z.url(),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  kind: z.enum(INCIDENT_KINDS),
  cause: z.string().nullable().describe('In one tag; null where it is not known'),
  severity: z.string(),
  started: time.describe('When the incident began'),
  ended: time.nullable().describe('When it was over; null while it goes on'),
  minutes: z.int().nullable().describe('How long that was'),
  components: z.array(z.string()).describe('Ids'),
  published: z.iso.date().nullable(),
});

/** `postmortems/postmortems.json`: who publishes, and everything that was learned. */
export const collectionSchema = z.strictObject({
  $schema: z.url().describe('Where this shape is described'),
  version: z.literal('1'),
  organisation: z.string(),
  url: z.url().describe('Where people read them'),
  postmortems: z.array(collectedPostmortem).describe('Newest first'),
});

export type Collection = z.output<typeof collectionSchema>;
