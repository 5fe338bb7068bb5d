import type { Component } from '../component.ts';
import type { Interval } from '../interval.ts';
import { sortedOverlapping } from '../sorted.ts';
import { type Ledger, partOf } from '../uptime.ts';
import type { Book } from './book.ts';

const DAY_MS = 86_400_000;
/** How far back burn rates look, besides the promise's own window, in days. */
const BURN_DAYS = [1, 7] as const;

/** A component's promise about its availability, and what is left of it. Times are milliseconds. */
export interface Slo {
  component: string;
  /** Per cent. */
  target: number;
  window: number;
  maintenance: 'excluded' | 'counted';
  /** The time the promise is about: less maintenance, where that is excluded. */
  time: number;
  down: number;
  /** How much may be lost, and how much of that is left; below zero where the promise is broken. */
  budget: number;
  left: number;
  /** How fast the budget was spent lately: at 1 it lasts exactly as long as the window. */
  burn: { days: (typeof BURN_DAYS)[number]; rate: number | undefined }[];
}

/** How it stood at a moment, counted from the uptime ledger alone; undefined before the component was in service. */
export function sloOf(book: Book, component: Component, at = book.snapshot.now): Slo | undefined {
  const { slo } = component;
  const ledger = book.ledgers.get(component.id);
  if (!slo || !ledger) return undefined;
  const { target, window, maintenance } = slo;
  const { time, down } = spentIn(ledger, at, window, maintenance);
  if (time <= 0) return undefined;
  // Whole milliseconds: a promise that was kept to the second is not broken by floating point.
  const budget = Math.round((time * (100 - target)) / 100);
  return {
    component: component.id,
    target,
    window,
    maintenance,
    time,
    down,
    budget,
    left: budget - down,
    burn: BURN_DAYS.map((days) => {
      const recent = spentIn(ledger, at, days * DAY_MS, maintenance);
      return { days, rate: recent.time > 0 ? (recent.down / recent.time / (100 - target)) * 100 : undefined };
    }),
  };
}

/** A promise at its worst moment of a stretch, and how it stood at the end. */
export interface Breach {
  worst: Slo;
  /** When it was worst. */
  on: number;
  last: Slo;
}

/** Where a promise was broken at any moment of a stretch: the most was spent at its beginning, or when a row of the ledger ended. */
export function breachIn(book: Book, component: Component, stretch: Interval): Breach | undefined {
  const rows = book.ledgers.get(component.id)?.rows ?? [];
  const ends = sortedOverlapping(rows, stretch).map((row) => Math.min(row.to, stretch.to));
  const seen = [stretch.from, ...ends, stretch.to].flatMap((on) => {
    const slo = sloOf(book, component, on);
    return slo ? [{ slo, on }] : [];
  });
  const last = seen.at(-1)?.slo;
  const worst = seen.reduce<(typeof seen)[number] | undefined>(
    (a, b) => (a && a.slo.left <= b.slo.left ? a : b),
    undefined,
  );
  return last && worst && worst.slo.left < 0 ? { worst: worst.slo, on: worst.on, last } : undefined;
}

/** Where maintenance counts, it counts as down. */
function spentIn(
  ledger: Ledger,
  at: number,
  window: number,
  maintenance: Slo['maintenance'],
): { time: number; down: number } {
  const { observed, excluded, ...part } = partOf(ledger, { from: at - window, to: at });
  const down = Math.round(part.down);
  return maintenance === 'counted' ? { time: observed, down: down + excluded } : { time: observed - excluded, down };
}
