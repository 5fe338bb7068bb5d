import type { ComponentState } from '../schema/words.ts';
import type { Day } from './calendar.ts';
import type { Component } from './component.ts';
import { worst } from './component-state.ts';
import { clip } from './interval.ts';
import type { LedgerRow } from './uptime.ts';

/** One slot of a day bar. */
export interface DayStatus {
  date: string;
  /** The worst of the day; `unknown` before the component was in service. */
  state: ComponentState;
  /** Milliseconds in which users felt something, whatever its weight. */
  affected: number;
  incidents: string[];
  maintenance: string[];
}

/** What each day was like for a component, from the rows of its ledger. */
export function dayStatuses(component: Component, days: readonly Day[], rows: readonly LedgerRow[]): DayStatus[] {
  let first = 0;
  return days.map((day) => {
    if (day.to <= component.inService) return emptyDay(day.date, 'unknown');
    while ((rows[first]?.to ?? Number.POSITIVE_INFINITY) <= day.from) first++;
    const inside: LedgerRow[] = [];
    for (let index = first; (rows[index]?.from ?? Number.POSITIVE_INFINITY) < day.to; index++) {
      const row = rows[index];
      const part = row && clip(row, day);
      if (part) inside.push(part);
    }
    return {
      date: day.date,
      state: worst(['operational', ...inside.map((row) => row.state)]),
      affected: inside.reduce((sum, row) => sum + (row.state === 'maintenance' ? 0 : row.to - row.from), 0),
      incidents: idsOf(inside, 'incident'),
      maintenance: idsOf(inside, 'maintenance'),
    };
  });
}

/** The days of several components as one bar: the worst of each day. */
export function mergeDays(bars: readonly (readonly DayStatus[])[]): DayStatus[] {
  return (bars[0] ?? []).map((day, index) => {
    const same = bars.flatMap((bar) => bar[index] ?? []);
    return {
      date: day.date,
      state: worst(same.map((one) => one.state)),
      affected: Math.max(...same.map((one) => one.affected)),
      incidents: [...new Set(same.flatMap((one) => one.incidents))],
      maintenance: [...new Set(same.flatMap((one) => one.maintenance))],
    };
  });
}

function emptyDay(date: string, state: ComponentState): DayStatus {
  return { date, state, affected: 0, incidents: [], maintenance: [] };
}

function idsOf(rows: readonly LedgerRow[], kind: 'incident' | 'maintenance'): string[] {
  return [
    ...new Set(rows.flatMap((row) => row.causes.filter((cause) => cause.kind === kind).map((cause) => cause.id))),
  ];
}
