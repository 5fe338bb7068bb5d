import { FEW } from '../../schema/measures.ts';
import type { SiteData } from '../../schema/site.ts';
import type { Incident } from '../incident.ts';
import { covers, type Interval } from '../interval.ts';
import { placeOf } from './hours.ts';
import { binomialAtLeast } from './statistics.ts';

/** Something that several incidents have in common. */
export interface Pattern {
  kind: 'cause' | 'component' | 'rule' | 'weekday' | 'hours';
  /** The cause, the component's or rule's id, the weekday (1 is Monday), or the first hour of six. */
  name: string;
  /** Those of the period itself, and of the time before it, oldest first. */
  inside: Incident[];
  before: Incident[];
}

// Found by chance in less than one of twenty times, all weekdays and parts of the day taken together.
export const CHANCE = 0.05;
const FAMILIES = 2;
const HOURS = 6;

/** What the incidents of a period have in common with one another and with those of the time before. */
export function patternsIn(incidents: readonly Incident[], period: Interval, site: SiteData): Pattern[] {
  const shared = [
    ...grouped('cause', incidents, period, (one) => (one.cause === undefined ? [] : [one.cause])),
    ...grouped('component', incidents, period, (one) => [...new Set(one.spans.map((span) => span.component))]),
    ...grouped('rule', incidents, period, rulesOf),
  ].filter(isPattern);
  return [
    ...shared.sort((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1)),
    ...clustered('weekday', incidents, period, 7, (one) => placeOf(one, site).weekday),
    ...clustered('hours', incidents, period, 24 / HOURS, (one) => {
      const { hour } = placeOf(one, site);
      return hour - (hour % HOURS);
    }),
  ];
}

/** The rules whose alerts belong to an incident; known only to the team. */
export function rulesOf(incident: Incident): string[] {
  return [...new Set((incident.alerts ?? []).flatMap((alert) => alert.rule ?? []))];
}

/** Twice in the period, or once after it had happened before; half of a site's incidents may hit one component, so there thrice. */
function isPattern({ kind, inside, before }: Pattern): boolean {
  return inside.length > 0 && inside.length + before.length >= (kind === 'component' ? 3 : 2);
}

function grouped(
  kind: Pattern['kind'],
  incidents: readonly Incident[],
  period: Interval,
  namesOf: (incident: Incident) => string[],
): Pattern[] {
  const named = incidents.flatMap((incident) => namesOf(incident).map((name) => ({ name, incident })));
  return [...Map.groupBy(named, (one) => one.name)].map(([name, same]) =>
    patternOf(
      kind,
      name,
      same.map((one) => one.incident),
      period,
    ),
  );
}

/** Parts of the week or the day in which more incidents begin than chance explains. */
function clustered(
  kind: 'weekday' | 'hours',
  incidents: readonly Incident[],
  period: Interval,
  parts: number,
  partOf: (incident: Incident) => number,
): Pattern[] {
  return [...Map.groupBy(incidents, partOf)]
    .filter(
      ([, same]) =>
        same.length >= FEW && FAMILIES * parts * binomialAtLeast(same.length, incidents.length, 1 / parts) < CHANCE,
    )
    .map(([part, same]) => patternOf(kind, String(part), same, period))
    .filter((pattern) => pattern.inside.length > 0);
}

function patternOf(kind: Pattern['kind'], name: string, incidents: readonly Incident[], period: Interval): Pattern {
  const inside = incidents.filter((incident) => covers(period, incident.started));
  return { kind, name, inside, before: incidents.filter((incident) => !inside.includes(incident)) };
}

function size({ inside, before }: Pattern): number {
  return inside.length + before.length;
}
