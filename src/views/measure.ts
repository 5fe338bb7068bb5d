import { date, duration } from './format.ts';
import { type LayoutView, layoutView } from './layout.ts';
import { UPTIME_FORMULA } from './ledger.ts';
import type { ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

export interface MeasureView {
  layout: LayoutView;
  siteName: string;
  zone: string;
  days: number;
  formula: string;
  weights: {
    state: 'degraded' | 'partial' | 'major';
    word: string;
    weight: string;
  }[];
  example: { down: string; weight: string; weighted: string; observed: string; uptime: string };
  stale: string;
  since: { name: string; date: string }[];
  json: string;
  csv: string;
}

export function measureView(context: ViewContext): MeasureView {
  const { site, components } = context.snapshot;
  const weights = (['degraded', 'partial', 'major'] as const).map((state) => ({
    state,
    word: STATE_WORDS[state],
    weight: String(site.uptime.weights[state]),
  }));
  return {
    layout: layoutView(context, {
      title: 'How we measure',
      description: 'Where every figure on this page comes from, with its formula.',
      path: context.to.measure,
    }),
    siteName: site.name,
    zone: site.timezone,
    days: site.windows.days,
    formula: UPTIME_FORMULA,
    weights,
    example: example(site.windows.days, site.uptime.weights.partial),
    stale: duration(site.windows.stale),
    since: components.map((component) => ({
      name: component.name,
      date: date(component.since),
    })),
    json: context.to.ledgerJson,
    csv: context.to.ledgerCsv,
  };
}

/** One hour of partial outage, worked through with the site's own figures. */
function example(days: number, weight: number): MeasureView['example'] {
  const observed = days * 86_400;
  const weighted = Math.round(3600 * weight);
  return {
    down: '3600',
    weight: String(weight),
    weighted: String(weighted),
    observed: String(observed),
    uptime: (Math.floor(10_000 * (1 - weighted / observed)) / 100).toFixed(2),
  };
}
