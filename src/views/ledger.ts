import { dayOf } from '../domain/calendar.ts';
import type { Component } from '../domain/component.ts';
import { bookOf } from '../domain/metrics/book.ts';
import { type Ledger, percent, uptimeBasisPoints } from '../domain/uptime.ts';
import { windowDays, windowLedger } from './component-status.ts';
import type { ViewContext } from './view-context.ts';

export const UPTIME_FORMULA = 'uptime = floor(10000 × (1 − Σ(seconds × weight) ÷ (observed − excluded))) ÷ 100';

/** Everything the uptime figures are made of, so that anyone can make them again. */
export interface LedgerDocument {
  asOf: string;
  formula: string;
  timezone: string;
  firstDay: string;
  weights: Record<string, number>;
  components: {
    id: string;
    name: string;
    group: string | null;
    observedSeconds: number;
    observedFrom: string;
    excludedSeconds: number;
    weightedDownSeconds: number;
    uptimePercent: number | null;
    rows: {
      from: string;
      to: string;
      state: string;
      seconds: number;
      weight: number;
      excluded: boolean;
      causes: string[];
    }[];
  }[];
}

/** The ledger of the days that the bars show. */
export function ledgerDocument(context: ViewContext): LedgerDocument {
  const days = windowDays(context);
  const { now, site } = context.snapshot;
  const firstDay = days[0]?.date ?? dayOf(now, site.timezone);
  return documentOf(context, firstDay, (component) => windowLedger(context, component, days));
}

/** The ledger since every component came into service. */
export function historyDocument(context: ViewContext): LedgerDocument {
  const book = bookOf(context.snapshot);
  const firstDay = dayOf(book.observed.from, context.snapshot.site.timezone);
  return documentOf(context, firstDay, ({ id }) => book.ledgers.get(id) as Ledger);
}

function documentOf(
  context: ViewContext,
  firstDay: string,
  ledgerFor: (component: Component) => Ledger,
): LedgerDocument {
  const { snapshot } = context;
  return {
    asOf: new Date(snapshot.now).toISOString(),
    formula: UPTIME_FORMULA,
    timezone: snapshot.site.timezone,
    firstDay,
    weights: snapshot.site.uptime.weights,
    components: snapshot.components.map((component) => {
      const ledger = ledgerFor(component);
      const points = uptimeBasisPoints([ledger]);
      return {
        id: component.id,
        name: component.name,
        group: component.group ?? null,
        observedSeconds: ledger.observed / 1000,
        observedFrom: new Date(Math.max(ledger.window.from, component.inService)).toISOString(),
        excludedSeconds: ledger.excluded / 1000,
        weightedDownSeconds: ledger.down / 1000,
        uptimePercent: points === undefined ? null : Number(percent(points)),
        rows: ledger.rows.map((row) => ({
          from: new Date(row.from).toISOString(),
          to: new Date(row.to).toISOString(),
          state: row.state,
          seconds: (row.to - row.from) / 1000,
          weight: row.weight,
          excluded: row.excluded,
          causes: row.causes.map((cause) => (cause.kind === 'override' ? `override:${cause.id}` : cause.id)),
        })),
      };
    }),
  };
}
