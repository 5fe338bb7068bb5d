import type { SourceId } from '../schema/sources.ts';

/** A message from a verified sender, as it came in. */
export interface Entry {
  source: SourceId;
  receivedAt: number;
  /** Header names in lower case; only what tools put meaning into. */
  headers: Readonly<Record<string, string>>;
  /** The text of the body: JSON, whatever form it was sent in. */
  body: string;
}

/** What waits, without opening it. */
export interface Backlog {
  waiting: number;
  /** When the one that waits longest came in. */
  oldestAt: number | undefined;
  dead: number;
}

/**
 * Messages that wait to be handed on, in order of arrival. Each is handed on at least once: it stays until it is removed
 * by name. The same message may be in it twice, because whoever decides takes a repeat for one.
 */
export interface Spool {
  /** Resolves with its name once the message is safe; throws where it is not, and the sender has to keep it. */
  add(entry: Entry): Promise<string>;
  /** The names of all that wait, oldest first, or of the first `limit` of them. */
  list(limit?: number): Promise<string[]>;
  /** A message that waits. None where it is gone, or cannot be read: then it is buried. */
  read(name: string): Promise<Entry | undefined>;
  /** Forgets what was handed on. Names that are not there are fine. */
  remove(names: readonly string[]): Promise<void>;
  /** Puts a message aside for a person, with the reason beside it. The oldest of these make room for new ones. */
  bury(name: string, reason: string): Promise<void>;
  /** Keeps a message for a person that is not to be handed on as it is. */
  addDead(entry: Entry, reason: string): Promise<void>;
  backlog(): Promise<Backlog>;
}
