import type { Incident } from '../domain/incident.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Cast, Step } from './scenario.ts';

/** What somebody who watches a drill is told. */
export type Scene =
  | { kind: 'cast'; cast: Cast; minutes: number }
  | { kind: 'step'; step: Step; at: number }
  | Done
  | { kind: 'end'; incident: Incident; snapshot: Snapshot; postmortem: { path: string; text: string } };

/** What came of a step. */
export interface Done {
  kind: 'done';
  /** The decisions, or the message of the commit. */
  lines: readonly string[];
  /** The incident, once there is one. */
  incident: { id: string; title: string } | undefined;
  /** What was published, where something was. */
  text: string | undefined;
  /** The first sentence on the page. */
  headline: string;
  /** What each channel would be told. */
  hears: readonly { channel: string; subject: string }[];
}
