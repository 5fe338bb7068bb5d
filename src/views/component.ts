import { monthOf } from '../domain/calendar.ts';
import type { Component } from '../domain/component.ts';
import { runningMaintenance, upcomingMaintenance } from '../domain/snapshot.ts';
import type { Ledger, LedgerRow } from '../domain/uptime.ts';
import { type ComponentStatus, componentStatus, windowDays, windowLedger } from './component-status.ts';
import { date, duration, type Moment, moment } from './format.ts';
import { type IncidentSummary, incidentSummary, shorten } from './incident-summary.ts';
import { followView, type LayoutView, layoutView } from './layout.ts';
import { type MaintenanceSummary, maintenanceSummary } from './maintenance.ts';
import { plainText } from './markdown.ts';
import { componentRunbooks, type RunbookLink } from './runbook.ts';
import { type ComponentLink, componentLink, type ViewContext } from './view-context.ts';
import { STATE_WORDS } from './words.ts';

export interface ComponentView {
  layout: LayoutView;
  status: ComponentStatus;
  /** Markdown. */
  description: string;
  since: string;
  firstDay: string;
  days: number;
  needs: ComponentLink[];
  neededBy: ComponentLink[];
  slo: string | undefined;
  /** Internal build only. */
  runbooks: RunbookLink[];
  ledger: {
    state: LedgerRow['state'];
    word: string;
    from: Moment;
    lasted: string;
    weight: string;
    causes: { title: string; href: string }[];
  }[];
  maintenance: MaintenanceSummary[];
  /** Every incident that hit it, by year, newest first. */
  years: { year: string; incidents: IncidentSummary[] }[];
  ledgerHref: string;
  measureHref: string;
  metricsHref: string;
}

export function componentView(context: ViewContext, component: Component): ComponentView {
  const { snapshot } = context;
  const incidents = snapshot.incidents.filter((incident) => incident.components.includes(component.id));
  const days = windowDays(context);
  return {
    layout: layoutView(context, {
      title: component.name,
      description: shorten(plainText(component.description) || `Status and history of ${component.name}.`, 160),
      path: context.to.component(component.id),
      live: true,
      follows: [followView(context, `components/${component.id}`, component.name, ['feeds', 'calendar'])],
    }),
    status: componentStatus(context, component),
    description: component.description,
    since: date(component.since),
    firstDay: date(days[0]?.date ?? component.since),
    days: snapshot.site.windows.days,
    needs: component.depends.map((id) => componentLink(context, id)),
    neededBy: snapshot.components
      .filter((one) => one.depends.includes(component.id))
      .map((one) => componentLink(context, one.id)),
    slo:
      component.slo &&
      `${component.slo.target} % over ${duration(component.slo.window)}, maintenance ${component.slo.maintenance}`,
    runbooks: componentRunbooks(context, component.id),
    ledger: ledgerRows(context, windowLedger(context, component)),
    maintenance: [...runningMaintenance(snapshot).reverse(), ...upcomingMaintenance(snapshot)]
      .filter((one) => one.components.includes(component.id))
      .map((one) => maintenanceSummary(context, one)),
    years: [...Map.groupBy(incidents, (one) => monthOf(one.started, snapshot.site.timezone).slice(0, 4))].map(
      ([year, inYear]) => ({ year, incidents: inYear.map((incident) => incidentSummary(context, incident)) }),
    ),
    ledgerHref: context.to.ledgerCsv,
    measureHref: context.to.measure,
    metricsHref: context.to.componentMetrics(component.id),
  };
}

function ledgerRows(context: ViewContext, ledger: Ledger): ComponentView['ledger'] {
  return ledger.rows
    .map((row) => ({
      state: row.state,
      word: STATE_WORDS[row.state],
      from: moment(row.from),
      lasted: duration(row.to - row.from),
      weight: row.excluded ? 'not counted' : `× ${row.weight}`,
      causes: row.causes.map((cause) => causeLink(context, cause)),
    }))
    .reverse();
}

function causeLink(context: ViewContext, { kind, id }: LedgerRow['causes'][number]): { title: string; href: string } {
  if (kind === 'incident') return { title: context.titles.get(id) ?? id, href: context.to.incident(id) };
  if (kind === 'maintenance') return { title: context.titles.get(id) ?? id, href: context.to.maintenance(id) };
  const component = context.snapshot.components.find((one) => one.id === id);
  return { title: `Set by hand: ${component?.override?.reason ?? ''}`, href: context.to.component(id) };
}
