import type { Maintenance } from '../domain/maintenance.ts';
import type { AlertRecord } from '../schema/alert-record.ts';
import type { IncidentData } from '../schema/incident.ts';
import type { RuleData } from '../schema/rule.ts';
import type { SilenceData } from '../schema/silence.ts';
import type { AlertSettings } from '../schema/site.ts';
import type { IncidentUpdate } from '../schema/update.ts';

/** A component as alerts know it. */
export interface AlertComponent {
  id: string;
  name: string;
  aliases: readonly string[];
  depends: readonly string[];
}

export interface Rule extends RuleData {
  id: string;
  /** The prepared public message. */
  body: string;
}

interface Silence extends SilenceData {
  id: string;
}

/** What a team has said about what is to happen with alerts. */
export interface Policy {
  settings: AlertSettings;
  components: ReadonlyMap<string, AlertComponent>;
  /** Every component that each one needs, directly or through others. */
  needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Worst first. */
  severities: readonly { id: string; level: number }[];
  /** In the order in which they are tried. */
  rules: readonly Rule[];
  /** Rules whose files cannot be read; one of them might have been meant. */
  brokenRules: readonly string[];
  silences: ReadonlyMap<string, Silence>;
  maintenance: readonly Maintenance[];
}

/** An incident's file as alerts know it. */
export interface IncidentFile {
  id: string;
  /** Where it lies in the content folder. */
  path: string;
  text: string;
  data: IncidentData;
  updates: readonly IncidentUpdate[];
}

/** All that decisions are made from, besides the alerts and the time. */
export interface Known {
  policy: Policy;
  site: { name: string; url: string };
  incidents: readonly IncidentFile[];
  /** Alerts that belong to no incident, or to one that cannot list them all. */
  journal: readonly AlertRecord[];
  /** Alerts in incidents whose files cannot be read as they are. */
  unreadable: readonly AlertRecord[];
  /** Ids of incidents that post-mortems are about. */
  named: ReadonlySet<string>;
  /** Ids of incidents whose files cannot be read: nothing is written there. */
  taken: ReadonlySet<string>;
}

/** Every component that each one needs, directly or through others. */
export function allNeeds(components: readonly AlertComponent[]): Map<string, Set<string>> {
  const direct = new Map(components.map((one) => [one.id, one.depends]));
  const reach = (id: string, seen: Set<string>): Set<string> => {
    for (const next of direct.get(id) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };
  return new Map(components.map((one) => [one.id, reach(one.id, new Set())]));
}
