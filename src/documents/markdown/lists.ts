import type { MonthView, OverviewView } from '../../views/history.ts';
import type { HomeView } from '../../views/home.ts';
import { link, list, table } from '../../views/markdown-parts.ts';
import type { PostmortemListView } from '../../views/postmortem-list.ts';
import type { ProseView } from '../../views/prose.ts';
import { inlineMarkdown, safeMarkdown } from '../../views/safe-markdown.ts';
import type { SeveritiesView } from '../../views/severities.ts';
import { asOf, blocks, heading, timeline } from './parts.ts';
import { incidentFacts, incidentLine, maintenanceLine } from './stories.ts';

export function homeMarkdown(view: HomeView): string {
  const { headline } = view;
  return blocks(
    heading(1, headline.sentence),
    list(
      [
        headline.since && `Since ${headline.since.text}`,
        headline.lastWord && `Last update ${headline.lastWord.text}`,
        headline.next && `${headline.overdue ? 'Next update was due by' : 'Next update by'} ${headline.next.text}`,
        headline.until && `Until ${headline.until.text}`,
        asOf(view.layout.asOf),
      ].flatMap((line) => line || []),
    ),
    view.unreadable && inlineMarkdown(view.unreadable),
    ...view.active.flatMap((incident) => [
      `## ${link(incident.title, incident.href)}`,
      incidentFacts(incident),
      timeline(incident.updates),
    ]),
    view.running.length > 0 && heading(2, 'Maintenance running now'),
    list(view.running.map(maintenanceLine)),
    heading(2, 'Components'),
    ...view.groups.flatMap((group) => [
      group.name !== undefined && heading(3, group.name),
      list(
        group.components.map(
          (one) => `${link(one.name, one.href)}: ${one.word.toLowerCase()}${one.uptime ? `, ${one.uptime} %` : ''}`,
        ),
      ),
    ]),
    `Uptime over ${view.days} days. ${link('How it is counted', view.measureHref)}.`,
    view.upcoming.length > 0 && heading(2, 'Upcoming maintenance'),
    list(view.upcoming.map(maintenanceLine)),
    heading(2, 'Recent days'),
    list(
      view.recent.map(
        (day) =>
          `${day.label}: ${day.incidents.length > 0 ? day.incidents.map(incidentLine).join('; ') : 'no incident'}`,
      ),
    ),
    `${link('All incidents', view.historyHref)}.`,
  );
}

export function overviewMarkdown(view: OverviewView): string {
  return blocks(
    heading(1, 'Incident history'),
    inlineMarkdown(view.layout.description),
    ...view.years.flatMap(({ year, months }) => [
      heading(2, year),
      table(
        ['Month', 'Incidents', ...view.severities.map((one) => inlineMarkdown(one.short)), 'Maintenance'],
        months.map((month) => [
          link(month.name, month.href),
          String(month.total),
          ...month.counts.map(String),
          String(month.maintenance),
        ]),
      ),
    ]),
  );
}

export function monthMarkdown(view: MonthView): string {
  return blocks(
    heading(1, view.name),
    `${view.summary}.`,
    ...view.days.flatMap((day) => [
      heading(2, day.label),
      list([
        ...day.incidents.map(
          (one) => `${incidentLine(one)}${one.lastWord ? `\n  ${inlineMarkdown(one.lastWord)}` : ''}`,
        ),
        ...day.maintenance.map(maintenanceLine),
        ...day.continuing.map((one) => `Went on: ${link(one.title, one.href)}`),
      ]),
    ]),
    [
      view.report && link('Report', view.report),
      view.older && link(`Older: ${view.older.name}`, view.older.href),
      view.newer && link(`Newer: ${view.newer.name}`, view.newer.href),
    ]
      .filter(Boolean)
      .join(' · '),
    asOf(view.layout.asOf),
  );
}

export function severitiesMarkdown(view: SeveritiesView): string {
  return blocks(
    heading(1, 'Severity levels'),
    inlineMarkdown(view.layout.description),
    ...view.severities.flatMap((severity) => [
      heading(2, severity.name),
      inlineMarkdown(severity.summary),
      safeMarkdown(severity.body),
      list(severity.examples.map((example) => `For example: ${inlineMarkdown(example)}`)),
      list([
        ...severity.promises.map(({ label, value }) => `${label}: ${inlineMarkdown(value)}`),
        ...(severity.roles.length > 0 ? [`Who takes part: ${inlineMarkdown(severity.roles.join(', '))}`] : []),
      ]),
    ]),
  );
}

export function postmortemListMarkdown(view: PostmortemListView): string {
  return blocks(
    heading(1, view.title),
    view.lead,
    view.actions?.words,
    list(view.tags.map(({ name, href, count }) => `${link(name, href)}: ${count}`)),
    ...view.years.flatMap(({ year, postmortems }) => [
      heading(2, year),
      list(
        postmortems.map((one) =>
          [
            link(one.title, one.href),
            one.incident && inlineMarkdown(one.incident.severity.name),
            one.incident?.lasted,
            one.published,
            inlineMarkdown(one.summary),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ]),
    list([link('Feed', view.feed), ...view.downloads.map(({ name, href }) => link(name, href))]),
    view.all && `${link('All post-mortems', view.all)}.`,
  );
}

/** A page that is written as Markdown in the first place. */
export function proseMarkdown(view: ProseView): string {
  return blocks(
    heading(1, view.title),
    view.lead,
    ...view.sections.flatMap((section) => [heading(2, section.heading), section.markdown]),
  );
}
