import { dayOf, daysBetween, monthOf, monthsBetween } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import { overlaps } from '../domain/interval.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { date, monthName, plural } from './format.ts';
import { type IncidentStory, incidentStory } from './incident-summary.ts';
import { type LayoutView, layoutView } from './layout.ts';
import { type MaintenanceSummary, maintenanceSummary } from './maintenance.ts';
import { reportPeriods } from './report/periods.ts';
import type { ViewContext } from './view-context.ts';

/** All incidents and maintenance, by month and by day; made once for all pages of the history. */
export interface History {
  /** Oldest first, from the first entry to the present month. */
  months: string[];
  incidents: Map<string, Incident[]>;
  maintenance: Map<string, Maintenance[]>;
}

export interface MonthView {
  layout: LayoutView;
  name: string;
  days: {
    day: string;
    label: string;
    incidents: IncidentStory[];
    maintenance: MaintenanceSummary[];
    /** Incidents that began earlier and went on. */
    continuing: { title: string; href: string }[];
  }[];
  older: { name: string; href: string } | undefined;
  newer: { name: string; href: string } | undefined;
  overview: string;
  /** The month's report, where there is one. */
  report: string | undefined;
  summary: string;
}

export interface OverviewView {
  layout: LayoutView;
  severities: { short: string; name: string }[];
  years: {
    year: string;
    total: number;
    months: {
      name: string;
      href: string;
      total: number;
      counts: number[];
      maintenance: number;
    }[];
  }[];
}

export function historyOf(snapshot: Snapshot): History {
  const zone = snapshot.site.timezone;
  const incidents = Map.groupBy(snapshot.incidents, (incident) => monthOf(incident.started, zone));
  const past = snapshot.maintenance.filter((one) => one.window.from <= snapshot.now);
  const maintenance = Map.groupBy(past, (one) => monthOf(one.window.from, zone));
  const present = monthOf(snapshot.now, zone);
  const first = [...incidents.keys(), ...maintenance.keys(), present].sort()[0] ?? present;
  return { months: monthsBetween(first, present), incidents, maintenance };
}

export function monthView(context: ViewContext, history: History, month: string): MonthView {
  const at = history.months.indexOf(month);
  const incidents = history.incidents.get(month) ?? [];
  const link = (name: string | undefined) => name && { name: monthName(name), href: context.to.month(name) };
  const open = incidents.some((incident) => incident.open);
  return {
    layout: layoutView(context, {
      title: `Incidents in ${monthName(month)}`,
      description: `${plural(incidents.length, 'incident')} in ${monthName(month)}, with what happened and how long it lasted.`,
      path: context.to.month(month),
      live: open || at === history.months.length - 1,
    }),
    name: monthName(month),
    days: monthDays(context, history, month),
    older: link(history.months[at - 1]) || undefined,
    newer: link(history.months[at + 1]) || undefined,
    overview: context.to.history,
    report: reportPeriods(context).some((period) => period.id === month) ? context.to.report(month) : undefined,
    summary: `${plural(incidents.length, 'incident')}, ${history.maintenance.get(month)?.length ?? 0} maintenance`,
  };
}

export function overviewView(context: ViewContext, history: History): OverviewView {
  const { severities } = context.snapshot;
  const months = history.months.map((month) => {
    const incidents = history.incidents.get(month) ?? [];
    return {
      month,
      name: monthName(month).replace(/ \d+$/, ''),
      href: context.to.month(month),
      total: incidents.length,
      counts: severities.map((severity) => incidents.filter((incident) => incident.severity === severity.id).length),
      maintenance: history.maintenance.get(month)?.length ?? 0,
    };
  });
  const years = [...Map.groupBy(months, (month) => month.month.slice(0, 4))].reverse();
  return {
    layout: layoutView(context, {
      title: 'Incident history',
      description: `Every incident since ${monthName(history.months[0] ?? '2026-01')}, by year and month.`,
      path: context.to.history,
      live: true,
    }),
    severities: severities.map((severity) => ({ short: severity.id.toUpperCase(), name: severity.name })),
    years: years.map(([year, inYear]) => ({
      year,
      total: inYear.reduce((sum, month) => sum + month.total, 0),
      months: inYear.reverse().map(({ month: _, ...rest }) => rest),
    })),
  };
}

function monthDays(context: ViewContext, history: History, month: string): MonthView['days'] {
  const { snapshot } = context;
  const zone = snapshot.site.timezone;
  const starting = Map.groupBy(history.incidents.get(month) ?? [], (incident) => dayOf(incident.started, zone));
  const works = Map.groupBy(history.maintenance.get(month) ?? [], (one) => dayOf(one.window.from, zone));
  const last = Temporal.PlainYearMonth.from(month).daysInMonth;
  const days = daysBetween(`${month}-01`, `${month}-${last}`, zone).filter((day) => day.from <= snapshot.now);
  const earlier = longIncidents(history, month, days[0]?.from ?? 0);
  return days
    .map((day) => {
      const incidents = starting.get(day.date) ?? [];
      const maintenance = works.get(day.date) ?? [];
      const continuing = earlier.filter(
        (incident) =>
          incident.started < day.from &&
          overlaps({ from: incident.started, to: incident.resolved ?? snapshot.now }, day),
      );
      const first = day.date.endsWith('-01');
      const shown = incidents.length + maintenance.length > 0 || continuing.length > (first ? 0 : 1);
      return {
        day: day.date,
        label: date(day.date),
        incidents: incidents.map((incident) => incidentStory(context, incident)),
        maintenance: maintenance.map((one) => maintenanceSummary(context, one)),
        continuing: shown
          ? continuing.map(({ title, id }) => ({
              title,
              href: context.to.incident(id),
            }))
          : [],
        shown,
      };
    })
    .filter((day) => day.shown)
    .map(({ shown: _, ...day }) => day)
    .reverse();
}

/** Incidents that began this month or before and may reach into its days. */
function longIncidents(history: History, month: string, from: number): Incident[] {
  const candidates = history.months
    .slice(0, history.months.indexOf(month) + 1)
    .flatMap((one) => history.incidents.get(one) ?? []);
  return candidates.filter((incident) => (incident.resolved ?? Number.POSITIVE_INFINITY) > from);
}
