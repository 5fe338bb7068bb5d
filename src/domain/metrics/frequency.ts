import { REPEAT_DAYS } from '../../schema/measures.ts';
import { dayOf, daysApart } from '../calendar.ts';
import type { Incident } from '../incident.ts';
import type { Interval } from '../interval.ts';
import { type Book, observedIn, within } from './book.ts';

const DAY_MS = 86_400_000;

/** A share of things, with what it is a share of. */
export interface Share {
  count: number;
  of: number;
}

export interface Repeats extends Share {
  /** Incidents without a cause: nobody can tell whether they repeat. */
  leftOut: number;
  /** Each repeat with the incident before it. */
  pairs: { incident: Incident; before: Incident }[];
}

/** Incidents whose cause had been that of an earlier one within thirty days; that one may lie before the stretch. */
export function repeatsIn(
  book: Book,
  stretch: Interval,
  matches: (incident: Incident) => boolean = () => true,
): Repeats {
  const inside = within(book.incidents, stretch).filter(matches);
  const caused = inside.filter((incident) => incident.cause !== undefined);
  const pairs = caused.flatMap((incident) => {
    const before = book.sameCauseBefore.get(incident);
    return before && incident.started - before.started <= REPEAT_DAYS * DAY_MS ? [{ incident, before }] : [];
  });
  return { count: pairs.length, of: caused.length, leftOut: inside.length - caused.length, pairs };
}

/** Of what alerts opened, the share in which nothing had happened. */
export function falsePositives(book: Book, stretch: Interval): Share {
  const opened = (incidents: readonly Incident[]): number =>
    within(incidents, stretch).filter((incident) => incident.openedBy === 'alert').length;
  const count = opened(book.falseAlarms);
  return { count, of: count + opened(book.incidents) };
}

/** The longest part of a stretch without any incident. */
export function longestQuiet(book: Book, stretch: Interval): Interval | undefined {
  const seen = observedIn(book, stretch);
  let longest = { from: seen.from, to: seen.from };
  let from = seen.from;
  for (const { started, resolved } of [...book.incidents, { started: seen.to, resolved: seen.to }]) {
    const to = Math.min(started, seen.to);
    if (to - from > longest.to - longest.from) longest = { from, to };
    from = Math.max(from, resolved ?? Number.POSITIVE_INFINITY);
  }
  return longest.to > longest.from ? longest : undefined;
}

/** The latest incident of the worst level, which may have several severities, and the days since it began. */
export function sinceWorst(book: Book): Worst | undefined {
  const { severities, now, site } = book.snapshot;
  const worst = severities.filter((one) => one.level === severities[0]?.level).map((one) => one.id);
  if (worst.length === 0) return undefined;
  const incident = book.incidents.findLast((one) => worst.includes(one.severity));
  const day = (moment: number): string => dayOf(moment, site.timezone);
  return { severities: worst, incident, days: incident && daysApart(day(incident.started), day(now)) };
}

interface Worst {
  severities: string[];
  incident: Incident | undefined;
  days: number | undefined;
}
