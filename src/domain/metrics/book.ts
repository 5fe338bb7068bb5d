import type { Impact } from '../../schema/words.ts';
import { atLeastAsBad } from '../component-state.ts';
import type { Incident } from '../incident.ts';
import { clip, covers, type Interval, merge } from '../interval.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Ledger, ledgerOf } from '../uptime.ts';

/** The first time an incident hit a component hard enough to count as a failure. */
export interface Failure {
  at: number;
  incident: string;
}

/** What all figures are drawn from, put in order once. */
export interface Book {
  snapshot: Snapshot;
  /** Real incidents, oldest first. Drafts are no incidents yet. */
  incidents: Incident[];
  falseAlarms: Incident[];
  /** Since each component came into service. */
  ledgers: ReadonlyMap<string, Ledger>;
  failures: ReadonlyMap<string, Failure[]>;
  /** The first hit of each incident on any component. */
  siteFailures: Failure[];
  /** When at least one component had failed. */
  failing: Interval[];
  /** From when the first component came into service until now. */
  observed: Interval;
}

const books = new WeakMap<Snapshot, Book>();

export function bookOf(snapshot: Snapshot): Book {
  const book = books.get(snapshot) ?? makeBook(snapshot);
  books.set(snapshot, book);
  return book;
}

/** Those that began in a stretch of time. */
export function within(incidents: readonly Incident[], stretch: Interval): Incident[] {
  return incidents.filter((incident) => covers(stretch, incident.started));
}

/** The part of a stretch that there is something to say about: not before the first component, not after now. */
export function observedIn(book: Book, stretch: Interval): Interval {
  return clip(stretch, book.observed) ?? { from: stretch.from, to: stretch.from };
}

function makeBook(snapshot: Snapshot): Book {
  const { components, now, site } = snapshot;
  const told = snapshot.incidents.filter((incident) => incident.visibility !== 'draft').reverse();
  const incidents = told.filter((incident) => incident.real);
  const ledgers = new Map(
    components.map((one) => [one.id, ledgerOf(one, { from: one.inService, to: now }, site.uptime.weights)]),
  );
  const hits = incidents.flatMap((incident) => hitsOf(incident, site.uptime.failure));
  const failures = Map.groupBy(hits, (hit) => hit.component);
  const firstHits = [...Map.groupBy(hits, (hit) => hit.incident).values()].flatMap(([first]) => first ?? []);
  return {
    snapshot,
    incidents,
    falseAlarms: told.filter((incident) => !incident.real),
    ledgers,
    failures,
    siteFailures: firstHits,
    failing: merge([...ledgers.values()].flatMap((ledger) => failingRows(ledger, site.uptime.failure))),
    observed: { from: Math.min(now, ...components.map((one) => one.inService)), to: now },
  };
}

/** The stretches in which a component had failed. */
export function failingRows(ledger: Ledger, threshold: Exclude<Impact, 'operational'>): Interval[] {
  return ledger.rows.filter((row) => !row.excluded && atLeastAsBad(row.state, threshold));
}

/** The first hard enough hit on each component, earliest first. */
function hitsOf(incident: Incident, threshold: Exclude<Impact, 'operational'>): (Failure & { component: string })[] {
  const hard = incident.spans.filter((span) => atLeastAsBad(span.impact, threshold));
  return [...Map.groupBy(hard, (span) => span.component)].flatMap(([component, [first]]) =>
    first ? [{ component, at: first.from, incident: incident.id }] : [],
  );
}
