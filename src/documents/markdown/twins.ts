import type { Incident } from '../../domain/incident.ts';
import { actionsPages } from '../../views/actions.ts';
import { apiPageView } from '../../views/api-page.ts';
import { componentView } from '../../views/component.ts';
import { fingerprint, fingerprintOnce } from '../../views/fingerprint.ts';
import { historyOf, monthView, overviewView } from '../../views/history.ts';
import { homeView } from '../../views/home.ts';
import { incidentView } from '../../views/incident.ts';
import { maintenanceView } from '../../views/maintenance.ts';
import { measureView } from '../../views/measure.ts';
import { componentMetricsView, metricsView, metricsYears, yearMetricsView } from '../../views/metrics/metrics.ts';
import { postmortemView } from '../../views/postmortem.ts';
import { postmortemListView, postmortemTagView, tagsOf } from '../../views/postmortem-list.ts';
import { reportPeriods } from '../../views/report/periods.ts';
import { reportsView, reportView } from '../../views/report/report.ts';
import { incidentRunbooks } from '../../views/runbook.ts';
import { runbookPages } from '../../views/runbooks.ts';
import { severitiesView } from '../../views/severities.ts';
import { subscribeView } from '../../views/subscribe.ts';
import type { ViewContext } from '../../views/view-context.ts';
import type { SiteDocument } from '../document.ts';
import { actionsMarkdown } from './actions.ts';
import {
  homeMarkdown,
  monthMarkdown,
  overviewMarkdown,
  postmortemListMarkdown,
  proseMarkdown,
  severitiesMarkdown,
} from './lists.ts';
import { metricsMarkdown } from './metrics.ts';
import { postmortemMarkdown } from './postmortem.ts';
import { componentMarkdown, incidentMarkdown, maintenanceMarkdown } from './stories.ts';

/** Each page once more in Markdown, beside it. */
export function markdownDocuments(context: ViewContext): SiteDocument[] {
  const { snapshot, to } = context;
  const history = historyOf(snapshot);
  const twin = (page: string, content: () => string, key?: string): SiteDocument => {
    const path = `${page.slice(to.root.length + 1)}index.md`;
    return key === undefined ? { path, content } : { path, content, key };
  };
  const keyOf = storyKey(context);
  return [
    twin(to.home, () => homeMarkdown(homeView(context))),
    twin(to.history, () => overviewMarkdown(overviewView(context, history))),
    twin(to.severities, () => severitiesMarkdown(severitiesView(context))),
    twin(to.measure, () => proseMarkdown(measureView(context))),
    twin(to.metrics, () => metricsMarkdown(metricsView(context))),
    ...metricsYears(context).map((year) =>
      twin(to.yearMetrics(year.id), () => metricsMarkdown(yearMetricsView(context, year))),
    ),
    twin(to.reports, () => proseMarkdown(reportsView(context))),
    ...reportPeriods(context).map((period) =>
      twin(to.report(period.id), () => proseMarkdown(reportView(context, period))),
    ),
    ...runbookPages(context).map(({ id, view }) =>
      twin(id === undefined ? to.runbooks : to.runbook(id), () => proseMarkdown(view())),
    ),
    twin(to.subscribe, () => proseMarkdown(subscribeView(context))),
    twin(to.apiPage, () => proseMarkdown(apiPageView(context))),
    twin(to.postmortems, () => postmortemListMarkdown(postmortemListView(context))),
    ...tagsOf(snapshot.postmortems).map(({ tag }) =>
      twin(to.postmortemTag(tag), () => postmortemListMarkdown(postmortemTagView(context, tag))),
    ),
    ...actionsPages(context).map(({ view }) => twin(to.actions, () => actionsMarkdown(view()))),
    ...snapshot.components.map((one) =>
      twin(to.componentMetrics(one.id), () => metricsMarkdown(componentMetricsView(context, one))),
    ),
    ...snapshot.components.map((one) =>
      twin(to.component(one.id), () => componentMarkdown(componentView(context, one))),
    ),
    ...snapshot.incidents.map((one) =>
      twin(to.incident(one.id), () => incidentMarkdown(incidentView(context, one)), one.open ? undefined : keyOf(one)),
    ),
    ...snapshot.maintenance.map((one) =>
      twin(to.maintenance(one.id), () => maintenanceMarkdown(maintenanceView(context, one))),
    ),
    ...snapshot.postmortems.map((one) =>
      twin(to.postmortem(one.id), () => postmortemMarkdown(postmortemView(context, one))),
    ),
    ...history.months.map((month) => twin(to.month(month), () => monthMarkdown(monthView(context, history, month)))),
  ];
}

/** What the twin of a settled incident is made from: its story, and the names and addresses around it. */
function storyKey(context: ViewContext): (incident: Incident) => string {
  const { snapshot, to, origin, postmortemOf } = context;
  const names = fingerprint([
    to.root,
    origin,
    snapshot.components.map((one) => [one.id, one.name]),
    snapshot.severities.map((one) => [one.id, one.name]),
  ]);
  const inside = (incident: Incident): string =>
    snapshot.audience === 'public'
      ? ''
      : fingerprint([snapshot.logs.get(incident.id), incidentRunbooks(context, incident)]);
  return (incident) =>
    `${names} ${fingerprintOnce(incident)} ${postmortemOf.get(incident.id) ?? ''}${inside(incident)}`;
}
