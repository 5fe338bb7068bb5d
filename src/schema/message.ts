import { z } from 'zod';
import { id, line } from './fields.ts';

/** What a notice may be about. */
export const NOTICE_EVENTS = [
  'opened',
  'updated',
  'resolved',
  'reopened',
  'withdrawn',
  'planned',
  'moved',
  'reminder',
  'started',
  'completed',
  'cancelled',
  'published',
  'digest',
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What the words of a message may ask for. */
export const MESSAGE_PLACES = [
  'title',
  'text',
  'state',
  'severity',
  'components',
  'started',
  'link',
  'edit',
  'site',
] as const;
export type MessagePlace = (typeof MESSAGE_PLACES)[number];

const event = z.enum(NOTICE_EVENTS);

export const messageSchema = z.strictObject({
  /** When these words are used: one event or a list. */
  event: z
    .union([event, z.array(event).min(1, 'names no event')])
    .transform((value) => [value].flat())
    .meta({ examples: ['opened'] }),
  /** Only for channels that these people read. */
  audience: z.enum(['public', 'internal']).optional(),
  /** Only for these channels of `site.yaml`. */
  channels: z.array(id).min(1, 'names no channel').optional(),
  /** The first line: a mail's subject, a card's title. */
  subject: line,
});

export type MessageData = z.output<typeof messageSchema>;
