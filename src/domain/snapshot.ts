import type { ActionItem } from '../schema/action-item.ts';
import type { WrittenChart } from '../schema/chart.ts';
import type { MessageData } from '../schema/message.ts';
import type { Note } from '../schema/note.ts';
import type { OncallData } from '../schema/oncall.ts';
import type { PostmortemData } from '../schema/postmortem.ts';
import type { RuleData } from '../schema/rule.ts';
import type { RunbookData } from '../schema/runbook.ts';
import type { SeverityData } from '../schema/severity.ts';
import type { SiteData } from '../schema/site.ts';
import { type Component, stateAt } from './component.ts';
import { worst } from './component-state.ts';
import type { Incident } from './incident.ts';
import { type Maintenance, maintenanceState } from './maintenance.ts';

export type Audience = 'public' | 'internal';

/** A file that says something in Markdown under its fields. */
export type Written<Data> = Data & { id: string; body: string };

export interface Postmortem extends Written<PostmortemData> {
  incident: string;
  /** Whether the text is MDX, which becomes a module of its own. */
  mdx: boolean;
  actions: ActionItem[];
  /** Its charts in their order; undefined stands for one that cannot be drawn. */
  charts: (WrittenChart | undefined)[];
}

export interface Runbook extends Written<RunbookData> {
  /** Its text by headings; what stands above the first has none. */
  sections: { heading: string; text: string }[];
}

export interface Group {
  id: string;
  /** Absent for components that belong to no group. */
  name: string | undefined;
  description: string | undefined;
  components: Component[];
}

/** A file that could not be read: left out, shown as far as it could be, or shown as it was in an earlier commit. */
export interface Unreadable {
  file: string;
  line: number;
  message: string;
  shown: 'not' | 'in part' | 'as before';
}

/** Everything a view may know, at one moment, for one audience. */
export interface Snapshot {
  now: number;
  audience: Audience;
  site: SiteData;
  groups: Group[];
  components: Component[];
  /** Newest first. */
  incidents: Incident[];
  /** What the team wrote down, by incident, oldest first; none in the public snapshot. */
  logs: ReadonlyMap<string, readonly Note[]>;
  /** Newest first. */
  maintenance: Maintenance[];
  /** Newest first. */
  postmortems: Postmortem[];
  /** Worst first. */
  severities: Written<SeverityData>[];
  rules: Written<RuleData>[];
  runbooks: Runbook[];
  oncall: Written<OncallData>[];
  /** Words of notices; none in the public snapshot. */
  messages: Written<MessageData>[];
  /** Ids that incidents may have had before alerts told their stories anew, and the incident each has become. */
  former: ReadonlyMap<string, string>;
  unreadable: Unreadable[];
}

/** Incidents that are not over. */
export function openIncidents(snapshot: Snapshot): Incident[] {
  return snapshot.incidents.filter((incident) => incident.open);
}

/** Maintenance that runs now. */
export function runningMaintenance(snapshot: Snapshot): Maintenance[] {
  return snapshot.maintenance.filter((one) =>
    ['in progress', 'verifying'].includes(maintenanceState(one, snapshot.now)),
  );
}

/** Maintenance to come, soonest first; of a series the next, and those about which something was written. */
export function upcomingMaintenance(snapshot: Snapshot): Maintenance[] {
  const seen = new Set<string>();
  const coming = snapshot.maintenance.filter((one) => maintenanceState(one, snapshot.now) === 'scheduled').reverse();
  return coming.filter(({ series, occurrence, updates }) => {
    const next = series === undefined || !seen.has(series.id);
    if (series) seen.add(series.id);
    return next || occurrence !== undefined || updates.length > 0;
  });
}

/** The worst that is true of any component now. */
export function overallState(snapshot: Snapshot): ReturnType<typeof stateAt> {
  return worst(snapshot.components.map((component) => stateAt(component, snapshot.now)));
}
