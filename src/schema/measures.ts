/** Moments in the story of an incident. */
export type MomentName =
  | 'started'
  | 'detected'
  | 'acknowledged'
  | 'identified'
  | 'mitigated'
  | 'resolved'
  | 'firstUpdate';

/** What is measured of every incident: the time from one moment to another. Every definition that people read comes from here. */
export const MEASURES = {
  detect: {
    code: 'TTD',
    mean: 'MTTD',
    name: 'Time to detect',
    from: 'started',
    to: 'detected',
    says: 'how long users felt it before we knew',
  },
  acknowledge: {
    code: 'TTA',
    mean: 'MTTA',
    name: 'Time to acknowledge',
    from: 'detected',
    to: 'acknowledged',
    says: 'how long it waited for somebody to take it on',
  },
  identify: {
    code: 'TTI',
    mean: 'MTTI',
    name: 'Time to identify',
    from: 'detected',
    to: 'identified',
    says: 'how long the cause was unknown',
  },
  mitigate: {
    code: 'TTM',
    mean: 'MTTM',
    name: 'Time to mitigate',
    from: 'detected',
    to: 'mitigated',
    says: 'how long until users stopped feeling it',
  },
  resolve: {
    code: 'TTR',
    mean: 'MTTR',
    name: 'Time to recover',
    from: 'detected',
    to: 'resolved',
    says: 'how long until it was over',
  },
  felt: {
    code: undefined,
    mean: undefined,
    name: 'Felt by users',
    from: 'started',
    to: 'resolved',
    says: 'the whole time, from its start',
  },
  firstUpdate: {
    code: undefined,
    mean: undefined,
    name: 'Time to first update',
    from: 'detected',
    to: 'firstUpdate',
    says: 'how long the public waited for a word from us',
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

export interface Measure {
  /** What people call one such time, and the mean of many; absent where there is no usual name. */
  code: string | undefined;
  mean: string | undefined;
  name: string;
  from: MomentName;
  to: MomentName;
  /** What it tells, after a colon. */
  says: string;
}

/** Fewer values than these are shown as they are, without a figure drawn from them. */
export const FEW = 5;

/** How sure an interval is, at least. */
export const CONFIDENCE = 0.9;

/** The same cause within this many days counts as a repeat. */
export const REPEAT_DAYS = 30;
