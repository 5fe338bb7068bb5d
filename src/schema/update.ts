import type { Impact, IncidentState, MaintenanceState } from './words.ts';

/** One dated section of an incident or a maintenance, as its heading and text say it. */
export interface Update<State extends string = IncidentState | MaintenanceState> {
  /** Stands in addresses and feeds; stays the same when the text is edited. */
  id: string;
  at: number;
  /** Absent where the heading says `update`: the state stays what it was. */
  state?: State;
  impacts: Record<string, Impact>;
  /** When the next word was promised. */
  next?: number;
  /** When the text was last corrected. */
  edited?: number;
  text: string;
  /** Line of the heading in its file. */
  line: number;
  /** Its file, where that is not the incident's own. */
  file?: { path: string; text: string; origin?: string };
}

export type IncidentUpdate = Update<IncidentState>;
export type MaintenanceUpdate = Update<MaintenanceState>;
