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
  /** A person has to confirm it before the public hears. */
  draft?: boolean;
  /** The tracking issue. */
  tracking?: string;
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
  severity?: string;
  components?: Hits;
}

/** What a person does about an incident, whatever the door they come by. */
export type IncidentAct =
  | Opening
  | Saying
  | Confirming
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
}

/** What a person does about a maintenance. */
export type MaintenanceAct =
  | Planning
  | { kind: 'move'; maintenance: string; start: number; end?: number; text?: string }
  | { kind: 'start' | 'finish' | 'cancel' | 'say'; maintenance: string; text?: string };

/** An act of somebody, with the mark that tells it from every other, so that it is done once however often it comes. */
export type Act = (IncidentAct | MaintenanceAct) & { mark?: string };
