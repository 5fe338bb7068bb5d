import type { Audience } from '../domain/snapshot.ts';
import type { ChannelData } from '../schema/channel.ts';
import type { NoticeEvent } from '../schema/message.ts';

/** One message to one channel, with the words that are read there. */
export interface Notice {
  /** The same whenever the same is told, so that who is told twice can know. */
  id: string;
  channel: string;
  audience: Audience;
  event: NoticeEvent | 'test';
  /** When the newest that it tells of was. */
  at: number;
  /** One line of text. */
  subject: string;
  /** Markdown. */
  text: string;
  tone: Tone;
  link: string;
  /** Where the team writes the next update. */
  edit: string | undefined;
  site: { name: string; url: string };
  about: Subject | undefined;
  updates: readonly NoticeUpdate[];
  /** What a digest lists, whole. */
  items: readonly { title: string; link: string }[];
  /** The same for all that is told of one thing. */
  thread: string;
  /** Notices that the channel had before of the same thing, oldest first. */
  after: readonly string[];
  tells: readonly Tell[];
}

/** How a notice is coloured. */
export type Tone = 'trouble' | 'known' | 'watched' | 'over' | 'planned' | 'plain';

/** What a notice is about. */
export interface Subject {
  kind: 'incident' | 'maintenance' | 'postmortem';
  id: string;
  title: string;
  state?: string;
  severity?: { id: string; name: string };
  components: readonly { id: string; name: string }[];
  /** When it began, or is to begin. */
  started?: number;
  /** When a maintenance is to end. */
  end?: number;
  /** How often it comes again, in words. */
  repeats?: string;
  url: string;
}

export interface NoticeUpdate {
  id: string;
  at: number;
  state: string;
  /** Markdown. */
  text: string;
}

/** What one notice says of one thing, as the ledger remembers it. */
export interface Tell {
  /** `incidents/<id>` */
  about: string;
  event: NoticeEvent;
  title: string;
  /** Keys of the news. */
  keys: readonly string[];
  /** When a maintenance is to begin and end. */
  start?: number | undefined;
  end?: number | undefined;
}

/** A channel with the name that it has in `site.yaml`. */
export type Channel = ChannelData & { id: string };
