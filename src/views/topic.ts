import type { Incident } from '../domain/incident.ts';
import type { News } from '../domain/news.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { ViewContext } from './view-context.ts';

const DAY_MS = 86_400_000;
/** An incident can be followed until this long after its end. */
const FOLLOWED_FOR = 30 * DAY_MS;

/** Something that can be subscribed to. */
export interface Topic {
  /** Where its files stand: `components/api`; nothing for the whole site. */
  path: string;
  kind: 'site' | 'group' | 'component' | 'severity' | 'incident' | 'maintenance' | 'postmortems';
  name: string;
  /** What one hears of. */
  description: string;
  /** The page that tells the same. */
  page: string;
  /** The oldest entries are kept in an archive. */
  archived: boolean;
  includes: (news: News) => boolean;
}

/** Everything on the site that can be followed by feed. */
export function topicsOf(context: ViewContext): Topic[] {
  const { snapshot, to } = context;
  const { site, groups, components, severities, incidents } = snapshot;
  return [
    {
      path: '',
      kind: 'site',
      name: `${site.name} status`,
      description: `Every incident, maintenance and post-mortem of ${site.name}.`,
      page: to.home,
      archived: true,
      includes: () => true,
    },
    ...groups.flatMap((group): Topic[] => {
      if (group.name === undefined) return [];
      const ids = new Set(group.components.map((component) => component.id));
      return [
        {
          path: `groups/${group.id}`,
          kind: 'group',
          name: group.name,
          description: `What concerns ${group.name} at ${site.name}: incidents, maintenance and post-mortems.`,
          page: to.home,
          archived: true,
          includes: (news) => news.components.some((id) => ids.has(id)),
        },
      ];
    }),
    ...components.map((component): Topic => {
      return {
        path: `components/${component.id}`,
        kind: 'component',
        name: component.name,
        description: `What concerns ${component.name} at ${site.name}: incidents, maintenance and post-mortems.`,
        page: to.component(component.id),
        archived: true,
        includes: (news) => news.components.includes(component.id),
      };
    }),
    ...severities.map((severity): Topic => {
      return {
        path: `severities/${severity.id}`,
        kind: 'severity',
        name: severity.name,
        description: `Incidents of ${severity.name} at ${site.name}, and what was learned from them.`,
        page: to.severity(severity.id),
        archived: true,
        includes: (news) => news.kind !== 'maintenance' && news.incident?.severity === severity.id,
      };
    }),
    {
      path: 'maintenance',
      kind: 'maintenance',
      name: 'Maintenance',
      description: `Planned work at ${site.name}, and how it goes.`,
      page: to.home,
      archived: true,
      includes: (news) => news.kind === 'maintenance',
    },
    {
      path: 'postmortems',
      kind: 'postmortems',
      name: 'Post-mortems',
      description: `What ${site.name} learned from its incidents.`,
      page: to.postmortems,
      archived: true,
      includes: (news) => news.kind === 'postmortem',
    },
    ...incidents
      .filter((incident) => canBeFollowed(incident, snapshot))
      .map((incident): Topic => {
        return {
          path: `incidents/${incident.id}`,
          kind: 'incident',
          name: incident.title,
          description: `How “${incident.title}” goes on.`,
          page: to.incident(incident.id),
          archived: false,
          includes: (news) => news.kind !== 'maintenance' && news.incident?.id === incident.id,
        };
      }),
  ];
}

/** Whether the incident has a feed of its own: while it is open, and for a while after. */
export function canBeFollowed(incident: Incident, snapshot: Snapshot): boolean {
  return incident.open || Math.max(incident.resolved ?? 0, incident.lastUpdate) > snapshot.now - FOLLOWED_FOR;
}
