import { MEASURES, type MeasureName, type MomentName } from '../../schema/measures.ts';
import type { SeverityData } from '../../schema/severity.ts';
import type { Incident } from '../incident.ts';
import { between, momentOf } from '../timings.ts';
import { type Observation, type Summary, summarise } from './statistics.ts';

export interface Durations extends Summary {
  /** Incidents in which nobody wrote down one of the two moments. */
  leftOut: number;
}

/** One measure over many incidents. */
export function durationsOf(incidents: readonly Incident[], measure: MeasureName, now: number): Durations {
  const observations = incidents.flatMap((incident) => observe(incident, measure, now) ?? []);
  return { ...summarise(observations), leftOut: incidents.length - observations.length };
}

/** How long it took, or has taken so far; undefined where a moment is missing that should be there. */
export function observe(incident: Incident, measure: MeasureName, now: number): Observation | undefined {
  const from = momentOf(incident, MEASURES[measure].from);
  if (from === undefined) return undefined;
  const to = momentOf(incident, MEASURES[measure].to);
  if (to !== undefined) return { ms: between(from, to), ended: true };
  return incident.open && isAwaited(incident, MEASURES[measure].to)
    ? { ms: between(from, now), ended: false }
    : undefined;
}

/** Whether a moment may still come. What something later shows to have happened was only not written down. */
function isAwaited(incident: Incident, moment: MomentName): boolean {
  const { identified, mitigated, state } = incident;
  if (moment === 'detected') return false;
  const eased = mitigated !== undefined || state === 'monitoring';
  if (moment === 'identified') return !eased;
  return moment !== 'acknowledged' || !(eased || identified !== undefined || state === 'identified');
}

/** The targets that severities set, by the measure that shows whether they were kept. */
export const TARGETS = { acknowledge: 'response', resolve: 'resolution' } as const satisfies Partial<
  Record<MeasureName, keyof SeverityData>
>;
export type TargetMeasure = keyof typeof TARGETS;

/** How many incidents kept the target of their severity. What still goes on counts once it is too late. */
export interface Kept {
  kept: number;
  of: number;
  missed: Incident[];
}

export function targetsKept(
  incidents: readonly Incident[],
  measure: TargetMeasure,
  severities: readonly (SeverityData & { id: string })[],
  now: number,
): Kept {
  const targets = new Map(severities.map((severity) => [severity.id, severity[TARGETS[measure]]]));
  const missed: Incident[] = [];
  let kept = 0;
  for (const incident of incidents) {
    const target = targets.get(incident.severity);
    const seen = observe(incident, measure, now);
    if (target === undefined || !seen) continue;
    if (seen.ms > target) missed.push(incident);
    else if (seen.ended) kept++;
  }
  return { kept, of: kept + missed.length, missed };
}
