import { maintenanceState } from '../../domain/maintenance.ts';
import type { ApiDocument, ApiMaintenance, ApiOf } from '../../schema/api.ts';
import type { ComponentStatus, GroupStatus } from '../component-status.ts';
import { topicsOf } from '../topic.ts';
import type { ViewContext } from '../view-context.ts';
import { headOf, textOf, time, timeOrNull } from './head.ts';
import { incidentMonths } from './incidents.ts';

/** What each document is for, in a sentence. */
export const DOCUMENT_WORDS: Record<ApiDocument, string> = {
  index: 'What there is, and where.',
  status: 'How things are now: the first page in a few fields.',
  components: 'Every component with its state, uptime and addresses.',
  incidents:
    'Open incidents, and those of the days that the bars show, with every update. Older ones are in their months.',
  maintenance: 'Everything planned, running and past.',
  postmortems: 'What was learned, with summaries and addresses.',
  severities: 'What each severity means and promises.',
  metrics: 'Moments and lengths of every incident, to make all figures again. Also as CSV.',
  figures: 'Every figure of the metrics, by period, severity, component, kind and cause. Also as CSV.',
};

export function indexDocument(context: ViewContext): ApiOf<'index'> {
  const { origin, to } = context;
  const address = (path: string): string => origin + to.file(path);
  return {
    ...headOf(context),
    documents: Object.entries(DOCUMENT_WORDS).map(([name, description]) => ({
      url: address(`api/v1/${name}.json`),
      schema: address(`api/schemas/v1/${name}.json`),
      description,
    })),
    months: [...incidentMonths(context)].map(([month, incidents]) => ({
      month,
      url: address(`api/v1/incidents/${month.replace('-', '/')}.json`),
      incidents: incidents.length,
    })),
    feeds: topicsOf(context)
      .filter((topic) => topic.kind !== 'incident')
      .map((topic) => ({
        name: topic.name,
        atom: origin + to.follow(topic.path, 'atom.xml'),
        rss: origin + to.follow(topic.path, 'feed.xml'),
        json: origin + to.follow(topic.path, 'feed.json'),
      })),
  };
}

export function componentsDocument(context: ViewContext, groups: readonly GroupStatus[]): ApiOf<'components'> {
  const statuses = new Map(groups.flatMap((group) => group.components).map((status) => [status.id, status]));
  return { ...headOf(context), components: context.snapshot.components.map((one) => row(context, one, statuses)) };
}

function row(
  context: ViewContext,
  component: ViewContext['snapshot']['components'][number],
  statuses: ReadonlyMap<string, ComponentStatus>,
): ApiOf<'components'>['components'][number] {
  const { snapshot, origin, to } = context;
  const { id, override } = component;
  const status = statuses.get(id);
  const topic = `components/${id}`;
  const url = origin + to.component(id);
  return {
    id,
    name: component.name,
    url,
    group: component.group ?? null,
    description: textOf(component.description, url),
    state: status?.state ?? 'unknown',
    since: component.since,
    depends: component.depends,
    override: status?.override && override ? { reason: override.reason, until: timeOrNull(override.until) } : null,
    uptime: {
      days: snapshot.site.windows.days,
      percent: status?.uptime === undefined ? null : Number(status.uptime),
    },
    feed: origin + to.follow(topic, 'atom.xml'),
    calendar: origin + to.follow(topic, 'calendar.ics'),
    badge: origin + to.file(`badge/${topic}.svg`),
  };
}

export function maintenanceDocument(context: ViewContext): ApiOf<'maintenance'> {
  const { snapshot, origin, to } = context;
  const works = snapshot.maintenance.map((one): ApiMaintenance => {
    const url = origin + to.maintenance(one.id);
    const began = one.window.from <= snapshot.now && one.window.from < one.window.to;
    return {
      id: one.id,
      url,
      title: one.title,
      state: maintenanceState(one, snapshot.now),
      planned: { from: time(one.start), to: time(one.end) },
      actual: began ? { from: time(one.window.from), to: time(one.window.to) } : null,
      repeats: one.series
        ? {
            series: one.series.id,
            words: one.series.words,
            planned: time(one.series.planned),
            following: one.series.following.map(({ start }) => time(start)),
          }
        : null,
      components: one.components,
      description: textOf(one.description, url),
      updates: one.updates.map((update) => ({
        id: update.id,
        url: `${url}#${update.id}`,
        at: time(update.at),
        edited: timeOrNull(update.edited),
        state: update.state ?? null,
        ...textOf(update.text, url),
      })),
      links: one.links,
      calendar: origin + to.follow(`maintenance/${one.id}`, 'calendar.ics'),
    };
  });
  return { ...headOf(context), maintenance: works };
}

export function postmortemsDocument(context: ViewContext): ApiOf<'postmortems'> {
  const { snapshot, origin, to } = context;
  const known = new Set(snapshot.incidents.map((incident) => incident.id));
  return {
    ...headOf(context),
    postmortems: snapshot.postmortems.map((one) => ({
      id: one.id,
      name: one.title,
      url: origin + to.postmortem(one.id),
      summary: one.summary,
      published: one.published ?? null,
      tags: one.tags,
      incident: known.has(one.incident) ? origin + to.incident(one.incident) : null,
      markdown: `${origin}${to.postmortem(one.id)}index.md`,
    })),
  };
}

export function severitiesDocument(context: ViewContext): ApiOf<'severities'> {
  const { snapshot, origin, to } = context;
  const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : ms / 1000);
  return {
    ...headOf(context),
    severities: snapshot.severities.map((one) => ({
      id: one.id,
      name: one.name,
      url: origin + to.severity(one.id),
      level: one.level,
      summary: one.summary,
      examples: one.examples,
      responseSeconds: seconds(one.response),
      resolutionSeconds: seconds(one.resolution),
      cadenceSeconds: seconds(one.cadence),
      postmortemBusinessDays: one.postmortem ?? null,
      roles: one.roles,
    })),
  };
}
