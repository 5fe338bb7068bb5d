import { MEASURE_NAMES, MEASURES, type MeasureName, type MomentName } from '../schema/measures.ts';
import type { Incident } from './incident.ts';

/** How long each part of an incident took, in milliseconds; absent where one of its two moments is not known. */
export type Timings = Partial<Record<MeasureName, number>>;

export function timingsOf(incident: Incident): Timings {
  return Object.fromEntries(
    MEASURE_NAMES.flatMap((name) => {
      const from = momentOf(incident, MEASURES[name].from);
      const to = momentOf(incident, MEASURES[name].to);
      return from === undefined || to === undefined ? [] : [[name, between(from, to)]];
    }),
  );
}

/** When it happened, if anyone said so: a start that is only derived is not known. */
export function momentOf(incident: Incident, name: MomentName): number | undefined {
  if (name === 'started') return incident.startKnown ? incident.started : undefined;
  if (name === 'firstUpdate') return incident.updates[0]?.at;
  return incident[name];
}

/** What came before it was waited for took no time. */
export function between(from: number, to: number): number {
  return Math.max(0, to - from);
}
