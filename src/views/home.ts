import { addDays, dayOf, lastDays } from '../domain/calendar.ts';
import { openIncidents, runningMaintenance, type Unreadable, upcomingMaintenance } from '../domain/snapshot.ts';
import { type GroupStatus, groupStatuses } from './component-status.ts';
import { ago, date, listing, shortDate } from './format.ts';
import { type HeadlineView, headlineView } from './headline.ts';
import { type IncidentStory, type IncidentSummary, incidentStory, incidentSummary } from './incident-summary.ts';
import { type LayoutView, layoutView } from './layout.ts';
import { type MaintenanceSummary, maintenanceSummary } from './maintenance.ts';
import { incidentTimeline, type UpdateView } from './timeline.ts';
import type { ViewContext } from './view-context.ts';

export interface HomeView {
  layout: LayoutView;
  headline: HeadlineView;
  /** Open incidents, each with its updates, newest first. */
  active: (IncidentSummary & { updates: (UpdateView & { ago: string })[] })[];
  running: MaintenanceSummary[];
  upcoming: MaintenanceSummary[];
  groups: GroupStatus[];
  days: number;
  firstDay: string;
  recent: { label: string; day: string; incidents: IncidentStory[] }[];
  /** Says that something is missing. */
  unreadable: string | undefined;
  historyHref: string;
  measureHref: string;
}

export function homeView(context: ViewContext): HomeView {
  const { snapshot } = context;
  const { site, now } = snapshot;
  const groups = groupStatuses(context);
  const horizon = now + site.windows.upcoming;
  return {
    layout: layoutView(context, {
      title: `${site.name} status`,
      description: site.description ?? `Current status and incident history of ${site.name}.`,
      path: context.to.home,
      live: true,
      preview: 'preview/status.png',
    }),
    headline: headlineView(snapshot, groups),
    active: openIncidents(snapshot).map((incident) => ({
      ...incidentSummary(context, incident),
      updates: incidentTimeline(context, incident)
        .map((update) => ({
          ...update,
          ago: ago(now - Date.parse(update.at.iso)),
        }))
        .reverse(),
    })),
    running: runningMaintenance(snapshot).map((one) => maintenanceSummary(context, one)),
    upcoming: upcomingMaintenance(snapshot)
      .filter((one) => one.window.from <= horizon)
      .map((one) => maintenanceSummary(context, one)),
    groups,
    days: site.windows.days,
    firstDay: shortDate(addDays(dayOf(now, site.timezone), 1 - site.windows.days)),
    recent: recentDays(context),
    unreadable: unreadableNote(snapshot.unreadable),
    historyHref: context.to.history,
    measureHref: context.to.measure,
  };
}

function unreadableNote(unreadable: readonly Unreadable[]): string | undefined {
  const { not = [], 'in part': partly = [], 'as before': before = [] } = Object.groupBy(unreadable, (one) => one.shown);
  const sentences = [
    not.length > 0 && `${entries(not)} could not be read and ${areOrIs(not)} left out, so this page may be incomplete.`,
    partly.length > 0 && `${entries(partly)} could be read only in part.`,
    before.length > 0 &&
      `${entries(before)} could not be read in the newest version and ${areOrIs(before)} shown as before.`,
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function entries(unreadable: readonly Unreadable[]): string {
  const where = listing([...new Set(unreadable.map((one) => one.file))]);
  return `${unreadable.length === 1 ? 'One entry' : `${unreadable.length} entries`} (${where})`;
}

function areOrIs(unreadable: readonly Unreadable[]): string {
  return unreadable.length === 1 ? 'is' : 'are';
}

/** The last days, newest first, each with what ended or passed on it. */
function recentDays(context: ViewContext): HomeView['recent'] {
  const { site, now, incidents } = context.snapshot;
  const days = lastDays(site.windows.recent, now, site.timezone).reverse();
  const oldest = days.at(-1)?.from ?? now;
  const past = incidents.filter((incident) => incident.started >= oldest);
  const byDay = Map.groupBy(past, (incident) => dayOf(incident.started, site.timezone));
  return days.map((day) => ({
    label: date(day.date),
    day: day.date,
    incidents: (byDay.get(day.date) ?? []).map((incident) => incidentStory(context, incident)),
  }));
}
