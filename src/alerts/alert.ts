import type { SourceId } from '../schema/sources.ts';

/** What a monitoring tool said about one trouble, in our own words. */
export interface Alert {
  source: SourceId;
  /** What the tool calls this trouble from its start to its end; with `startedAt` it tells one trouble from the next. */
  key: string;
  state: 'firing' | 'ended';
  /** What rules look at: names and values that stay the same from start to end. */
  labels: Readonly<Record<string, string>>;
  /** What the tool calls it; the same each time it says so. */
  title: string;
  /** What the tool says about it; may be different each time. Stays inside unless a rule says otherwise. */
  text: string;
  /** When the tool says that this was so; when it came in, where the tool does not say. */
  at: number;
  /** When the trouble began, where the tool says so. */
  startedAt?: number;
  /** When it was over, where it is and the tool says so. */
  endedAt?: number;
  /** When somebody took it on, where the tool knows. */
  acknowledgedAt?: number;
  /** Where the tool shows it. */
  url?: string;
  /** It came in a message that left others out, so that silence about those means nothing. */
  partial?: boolean;
  /** It goes on, but its tool keeps it quiet: it opens nothing, and is not over either. */
  quiet?: boolean;
}

/** One message as it came in. */
export interface Message {
  source: SourceId;
  /** The body, parsed as JSON. */
  payload: unknown;
  /** Header names in lower case; only what tools put meaning into. */
  headers: Readonly<Record<string, string>>;
  receivedAt: number;
}

/** What a message holds: alerts, and what was left aside with the reason. Neither may be lost without a word. */
export interface Reading {
  alerts: Alert[];
  /** Parts of the message that are no news about a trouble, such as a test or a comment. */
  ignored: string[];
  /** Parts that say something we do not know; the message is kept for a person. */
  refused: string[];
}
