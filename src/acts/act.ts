import type { NoteKind } from '../schema/note.ts';
import type { IncidentKind, ROLES } from '../schema/words.ts';

export type Role = (typeof ROLES)[number];

/** How hard each component is hit, as people write it. */
export type Hits = Readonly<Record<string, string>>;

export interface Opening {
  kind: 'open';
  title: string;
  severity: string;
  type?: IncidentKind;
  components: Hits;
  text: string;
  state?: string;
  started?: number;
  /** Of the first update: now, unless said. */
  at?: number;
  /** When the next word is promised. */
  next?: number;
  /** A person has to confirm it before the public hears. */
  draft?: boolean;
  /** The tracking issue. */
  tracking?: string;
  /** What else it is known by. */
  marks?: readonly string[];
}

/** Words about an incident that is there. */
export interface Saying {
  kind: 'update' | 'resolve' | 'reopen';
  incident: string;
  /** Only of an update; it stays what it was where it is not given. */
  state?: string;
  components?: Hits;
  text: string;
  /** Now, unless said. */
  at?: number;
  /** When the next word is promised. */
  next?: number;
}

export interface Confirming {
  kind: 'confirm';
  incident: string;
  /** What the public reads instead of what the draft says. */
  text?: string;
  title?: string;
  severity?: string;
  components?: Hits;
}

export interface NoteWords {
  who: string;
  as?: NoteKind;
  text: string;
  /** Now, unless said. */
  at?: number;
}

/** Words on the internal timeline of an incident. */
export interface Noting {
  kind: 'note';
  incident: string;
  notes: readonly NoteWords[];
}

/** What a person does about an incident, whatever the door they come by. */
export type IncidentAct =
  | Opening
  | Saying
  | Confirming
  | Noting
  /** A report that turned out to be nothing; only what was never public. */
  | { kind: 'dismiss'; incident: string }
  | { kind: 'acknowledge'; incident: string; at?: number }
  | { kind: 'severity'; incident: string; severity: string }
  | { kind: 'assign'; incident: string; role: Role; name: string };

export interface Planning {
  kind: 'plan';
  title: string;
  start: number;
  end: number;
  components: readonly string[];
  text: string;
  owner?: string;
  /** How often it comes again: `every 2 weeks`, or a rule of RFC 5545. */
  repeat?: string;
  /** Where a series keeps its hour; the site's zone, unless said. */
  timezone?: string;
  /** The last day on which a window of a series may begin. */
  until?: string;
}

/** What a person does about a maintenance. */
export type MaintenanceAct =
  | Planning
  | { kind: 'move'; maintenance: string; start: number; end?: number; text?: string }
  | { kind: 'start' | 'finish' | 'say'; maintenance: string; text?: string }
  /** Of a series, the window that is meant; all that are to come where `series` says so. */
  | { kind: 'cancel'; maintenance: string; text?: string; series?: boolean };

/** What a person does about a post-mortem. */
export type PostmortemAct =
  /** From the usual template, unless one is named. */
  | { kind: 'begin'; incident: string; template?: string }
  | { kind: 'review'; postmortem: string }
  /** On a day: today, unless said. */
  | { kind: 'publish'; postmortem: string; on?: string }
  | { kind: 'withdraw'; postmortem: string; why: string };

/** An act of somebody, with the mark that tells it from every other, so that it is done once however often it comes. */
export type Act = (IncidentAct | MaintenanceAct | PostmortemAct) & { mark?: string };
