import type { ApiOf } from '../schema/api.ts';
import type { Collection } from '../schema/collection.ts';
import { MEASURE_NAMES } from '../schema/measures.ts';
import { snake } from '../schema/tables.ts';
import type { ViewContext } from '../views/view-context.ts';
import { tableCsv } from './csv.ts';
import type { SiteDocument } from './document.ts';

/** What the metrics are made of, and what comes out, as tables. */
export function tableDocuments(
  context: ViewContext,
  metrics: ApiOf<'metrics'>,
  figures: ApiOf<'figures'>,
): SiteDocument[] {
  return [
    { path: 'api/v1/metrics.csv', content: () => incidentsCsv(metrics) },
    { path: 'api/v1/impacts.csv', content: () => impactsCsv(context) },
    { path: 'api/v1/actions.csv', content: () => actionsCsv(context) },
    { path: 'api/v1/durations.csv', content: () => durationsCsv(figures) },
    { path: 'api/v1/figures.csv', content: () => figuresCsv(figures) },
  ];
}

/** Post-mortems as a table, for those who collect them. */
export function collectionCsv({ postmortems }: Collection): string {
  const rows = postmortems.map((one) => ({ ...one, tags: one.tags.join(' '), components: one.components.join(' ') }));
  return tableCsv('postmortems', rows);
}

function incidentsCsv({ incidents, asOf }: ApiOf<'metrics'>): string {
  const rows = incidents.map(({ seconds, targets, postmortem, ...one }) => ({
    ...one,
    false_alarm: yesOrNo(one.falseAlarm),
    open: yesOrNo(one.open),
    components: one.components.join(' '),
    first_update: one.firstUpdate,
    ...Object.fromEntries(MEASURE_NAMES.map((name) => [`${snake(name)}_seconds`, seconds[name]])),
    start_known: yesOrNo(one.startKnown),
    opened_by: one.openedBy,
    response_target_seconds: targets.acknowledge,
    resolution_target_seconds: targets.resolve,
    postmortem_due: postmortem?.due,
    postmortem_published: postmortem?.published,
    as_of: asOf,
  }));
  return tableCsv('incidents', rows);
}

function impactsCsv({ snapshot }: ViewContext): string {
  const rows = snapshot.incidents
    .filter((incident) => incident.visibility !== 'draft')
    .flatMap((incident) =>
      incident.spans.map(({ component, impact, from, to }) => ({
        incident: incident.id,
        component,
        impact,
        from: iso(from),
        to: Number.isFinite(to) ? iso(to) : undefined,
      })),
    );
  return tableCsv('impacts', rows);
}

function actionsCsv({ snapshot }: ViewContext): string {
  const rows = snapshot.postmortems.flatMap((postmortem) =>
    postmortem.actions.map(({ text, type, due, done, doneOn }) => ({
      postmortem: postmortem.id,
      incident: postmortem.incident,
      action: text,
      ...{ type, due, done: yesOrNo(done), done_on: doneOn },
    })),
  );
  return tableCsv('actions', rows);
}

function durationsCsv({ durations }: ApiOf<'figures'>): string {
  const rows = durations.map((row) => ({
    ...row,
    measure: snake(row.measure),
    left_out: row.leftOut,
    median_low: row.medianLow,
    median_high: row.medianHigh,
    lower_quartile: row.lowerQuartile,
    upper_quartile: row.upperQuartile,
    target_kept: row.target?.kept,
    target_of: row.target?.of,
  }));
  return tableCsv('durations', rows);
}

function figuresCsv({ figures }: ApiOf<'figures'>): string {
  return tableCsv(
    'figures',
    figures.map((row) => ({ ...row, out_of: row.outOf })),
  );
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
