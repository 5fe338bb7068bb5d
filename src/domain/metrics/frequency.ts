import { REPEAT_DAYS } from '../../schema/measures.ts';
import { dayOf, daysApart } from '../calendar.ts';
import type { Incident } from '../incident.ts';
import { clip, covers, type Interval, merge } from '../interval.ts';
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
  const last = new Map<string, Incident>();
  const repeats: Repeats = { count: 0, of: 0, leftOut: 0, pairs: [] };
  for (const incident of book.incidents) {
    if (incident.started >= stretch.to) break;
    const { cause, started } = incident;
    const inside = covers(stretch, started) && matches(incident);
    if (cause === undefined) {
      if (inside) repeats.leftOut++;
      continue;
    }
    const before = last.get(cause);
    last.set(cause, incident);
    if (!inside) continue;
    repeats.of++;
    if (!before || started - before.started > REPEAT_DAYS * DAY_MS) continue;
    repeats.count++;
    repeats.pairs.push({ incident, before });
  }
  return repeats;
}

/** Of what alerts opened, the share in which nothing had happened. */
export function falsePositives(book: Book, stretch: Interval): Share {
  const opened = (incidents: readonly Incident[]): number =>
    within(incidents, stretch).filter((incident) => incident.openedBy === 'alert').length;
  const count = opened(book.falseAlarms);
  return { count, of: count + opened(book.incidents) };
}

/** The longest time without any incident; it may have begun before the stretch, or go on after it. */
export function longestQuiet(book: Book, stretch: Interval): Interval | undefined {
  const seen = observedIn(book, stretch);
  const busy = merge(book.incidents.map(({ started, resolved }) => ({ from: started, to: resolved ?? Infinity })));
  let longest: Interval | undefined;
  let from = seen.from;
  for (const trouble of [...busy.flatMap((one) => clip(one, seen) ?? []), { from: seen.to, to: seen.to }]) {
    const quiet = { from, to: trouble.from };
    if (quiet.to - quiet.from > (longest ? longest.to - longest.from : 0)) longest = quiet;
    from = trouble.to;
  }
  return longest;
}

/** The latest incident of the worst severity, and the days since it began. */
export function sinceWorst(
  book: Book,
): { severity: string; incident: Incident | undefined; days: number | undefined } | undefined {
  const { severities, now, site } = book.snapshot;
  const [worst] = severities;
  if (!worst) return undefined;
  const incident = book.incidents.findLast((one) => one.severity === worst.id && one.started <= now);
  const day = (moment: number): string => dayOf(moment, site.timezone);
  return { severity: worst.id, incident, days: incident && daysApart(day(incident.started), day(now)) };
}
