import type { ComponentState, Impact } from '../schema/words.ts';
import type { Cause, Component } from './component.ts';
import { worst } from './component-state.ts';
import { clip, covers, type Interval } from './interval.ts';
import { sortedOverlapping } from './sorted.ts';

export type Weights = Record<Exclude<Impact, 'operational'>, number>;

/** A stretch of time in which a component was not simply operational. */
export interface LedgerRow extends Interval {
  state: Exclude<ComponentState, 'operational' | 'unknown'>;
  /** The share of it that counts as down. */
  weight: number;
  /** Maintenance is neither up nor down: it is taken out of the time looked at. */
  excluded: boolean;
  /** What caused it. */
  causes: { kind: Cause['kind']; id: string }[];
}

/** Everything an uptime figure is made of, in milliseconds. */
export interface Ledger {
  window: Interval;
  /** The part of the window in which the component was in service. */
  observed: number;
  excluded: number;
  /** Down time, each stretch times its weight. */
  down: number;
  rows: LedgerRow[];
}

/** What happened to a component in a window: overlaps merged, the worst counting, maintenance taken out. */
export function ledgerOf(component: Component, window: Interval, weights: Weights): Ledger {
  const seen = {
    from: Math.max(window.from, component.inService),
    to: window.to,
  };
  const observed = Math.max(0, seen.to - seen.from);
  const rows = observed > 0 ? rowsOf(component, seen, weights) : [];
  return {
    window,
    observed,
    excluded: sum(rows.filter((row) => row.excluded).map(length)),
    down: sum(rows.map((row) => length(row) * row.weight)),
    rows,
  };
}

/** The part of a ledger that lies in a shorter window. */
export function partOf(ledger: Ledger, window: Interval): Ledger {
  const seen = clip(ledger.window, window);
  const rows = seen ? sortedOverlapping(ledger.rows, seen).flatMap((row) => clip(row, seen) ?? []) : [];
  return {
    window,
    observed: seen ? seen.to - seen.from : 0,
    excluded: sum(rows.filter((row) => row.excluded).map(length)),
    down: sum(rows.map((row) => length(row) * row.weight)),
    rows,
  };
}

/**
 * Hundredths of a per cent, rounded down so that the figure never flatters; undefined where nothing was observed.
 * Whole numbers throughout: 99.99 % is not 99.98999 %.
 */
export function uptimeBasisPoints(ledgers: readonly Ledger[]): number | undefined {
  const time = sum(ledgers.map((ledger) => ledger.observed - ledger.excluded));
  if (time <= 0) return undefined;
  const down = sum(ledgers.map((ledger) => ledger.down));
  const up = BigInt(Math.round(time * 1000)) - BigInt(Math.round(down * 1000));
  return Number((up * 10_000n) / BigInt(Math.round(time * 1000)));
}

/** `99.98 %` as text without the sign: `99.98`. */
export function percent(basisPoints: number): string {
  return (basisPoints / 100).toFixed(2);
}

function rowsOf(component: Component, window: Interval, weights: Weights): LedgerRow[] {
  const causes = component.causes
    .flatMap((cause) => clip(cause, window) ?? [])
    .filter((cause) => cause.state !== 'operational');
  const edges = [...new Set(causes.flatMap((cause) => [cause.from, cause.to]))].sort((a, b) => a - b);
  const rows: LedgerRow[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    const active = causes.filter((cause) => covers(cause, from));
    if (to === undefined || active.length === 0) continue;
    const row = rowOf({ from, to }, active, weights);
    const last = rows.at(-1);
    if (last && last.to === from && sameRow(last, row)) last.to = to;
    else rows.push(row);
  }
  return rows;
}

function rowOf(slice: Interval, active: readonly Cause[], weights: Weights): LedgerRow {
  // Only announced maintenance leaves time out; a state set by hand does not.
  const excluded = active.some((cause) => cause.kind === 'maintenance');
  const state = worst(active.map((cause) => cause.state)) as LedgerRow['state'];
  const weight = excluded || state === 'maintenance' ? 0 : weights[state];
  return {
    ...slice,
    state,
    weight,
    excluded,
    causes: active.map(({ kind, id }) => ({ kind, id })),
  };
}

function sameRow(a: LedgerRow, b: LedgerRow): boolean {
  return a.state === b.state && a.excluded === b.excluded && JSON.stringify(a.causes) === JSON.stringify(b.causes);
}

function length(row: Interval): number {
  return row.to - row.from;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
