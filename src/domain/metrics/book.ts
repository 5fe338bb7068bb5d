import type { Impact } from '../../schema/words.ts';
import { atLeastAsBad } from '../component-state.ts';
import type { Incident } from '../incident.ts';
import { clip, type Interval, merge } from '../interval.ts';
import type { Snapshot } from '../snapshot.ts';
import { sortedOverlapping, sortedWithin } from '../sorted.ts';
import { type Ledger, type LedgerRow, ledgerOf } from '../uptime.ts';

/** The first time an incident hit a component hard enough to count as a failure. */
export interface Failure {
  at: number;
  incident: string;
}

/** What all figures are drawn from, put in order once. */
export interface Book {
  snapshot: Snapshot;
  /** Real incidents since there are records, oldest first. Drafts are no incidents yet. */
  incidents: Incident[];
  falseAlarms: Incident[];
  /** Real ones, by the components they hit. */
  byComponent: ReadonlyMap<string, Incident[]>;
  /** Both, by their ids. */
  byId: ReadonlyMap<string, Incident>;
  /** How many began before there were records: no figure counts them. */
  unobserved: number;
  /** Since each component came into service. */
  ledgers: ReadonlyMap<string, Ledger>;
  failures: ReadonlyMap<string, Failure[]>;
  /** For each with a cause, the latest before it that had the same. */
  sameCauseBefore: ReadonlyMap<Incident, Incident>;
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

/** Those that began in a stretch of time; given and taken oldest first. */
export function within(incidents: readonly Incident[], stretch: Interval): Incident[] {
  return sortedWithin(incidents, stretch, (incident) => incident.started);
}

/** The part of a stretch that there is something to say about: since there are records of the site or the component, until now. */
export function observedIn(book: Book, stretch: Interval, component?: string): Interval {
  const known = component === undefined ? book.observed : book.ledgers.get(component)?.window;
  return (known && clip(stretch, known)) ?? { from: stretch.from, to: stretch.from };
}

function makeBook(snapshot: Snapshot): Book {
  const { components, now, site } = snapshot;
  const ledgers = new Map(
    components.map((one) => [one.id, ledgerOf(one, { from: one.inService, to: now }, site.uptime.weights)]),
  );
  const observed = { from: Math.min(now, ...components.map((one) => one.inService)), to: now };
  const told = snapshot.incidents.filter((incident) => incident.visibility !== 'draft').reverse();
  const seen = within(told, observed);
  const incidents = seen.filter((incident) => incident.real);
  const hits = incidents
    .flatMap((incident) => hitsOf(incident, ledgers, site.uptime.failure))
    .sort((a, b) => a.at - b.at);
  return {
    snapshot,
    incidents,
    falseAlarms: seen.filter((incident) => !incident.real),
    byComponent: hitBy(incidents),
    byId: new Map(seen.map((incident) => [incident.id, incident])),
    unobserved: told.length - seen.length,
    ledgers,
    failures: Map.groupBy(hits, (hit) => hit.component),
    siteFailures: [...Map.groupBy(hits, (hit) => hit.incident).values()].map(firstOf),
    failing: merge([...ledgers.values()].flatMap((ledger) => failingRows(ledger, site.uptime.failure))),
    observed,
    sameCauseBefore: sameCauseBefore(incidents),
  };
}

function hitBy(incidents: readonly Incident[]): Map<string, Incident[]> {
  const pairs = incidents.flatMap((incident) =>
    [...new Set(incident.spans.map((span) => span.component))].map((component) => ({ component, incident })),
  );
  const groups = Map.groupBy(pairs, (pair) => pair.component);
  return new Map([...groups].map(([component, same]) => [component, same.map((pair) => pair.incident)]));
}

function sameCauseBefore(incidents: readonly Incident[]): Map<Incident, Incident> {
  const last = new Map<string, Incident>();
  const before = new Map<Incident, Incident>();
  for (const incident of incidents) {
    if (incident.cause === undefined) continue;
    const earlier = last.get(incident.cause);
    if (earlier) before.set(incident, earlier);
    last.set(incident.cause, incident);
  }
  return before;
}

/** The stretches in which a component had failed; work that was announced is no failure. */
export function failingRows(ledger: Ledger, threshold: Exclude<Impact, 'operational'>): LedgerRow[] {
  return ledger.rows.filter((row) => !row.excluded && atLeastAsBad(row.state, threshold));
}

/** The first hard enough hit on each component, as far as its ledger counts it. */
function hitsOf(
  incident: Incident,
  ledgers: ReadonlyMap<string, Ledger>,
  threshold: Exclude<Impact, 'operational'>,
): Hit[] {
  const hits = incident.spans
    .filter((span) => atLeastAsBad(span.impact, threshold))
    .flatMap((span): Hit[] => {
      const rows = sortedOverlapping(ledgers.get(span.component)?.rows ?? [], span);
      const row = rows.find((one) => !one.excluded);
      return row ? [{ component: span.component, at: Math.max(row.from, span.from), incident: incident.id }] : [];
    });
  return [...Map.groupBy(hits, (hit) => hit.component).values()].map(firstOf);
}

function firstOf(hits: Hit[]): Hit {
  return hits.reduce((a, b) => (b.at < a.at ? b : a));
}

interface Hit extends Failure {
  component: string;
}
