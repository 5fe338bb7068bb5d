import type { Maintenance } from '../domain/maintenance.ts';
import { incidentCalendar, maintenanceCalendar } from '../views/calendar.ts';
import type { ViewContext } from '../views/view-context.ts';
import { calendar } from './calendar.ts';
import type { SiteDocument } from './document.ts';

/** Maintenance of everything, of each group and component, and each by itself; incidents for those who want them. */
export function calendarDocuments(context: ViewContext): SiteDocument[] {
  const { snapshot, to } = context;
  const { site } = snapshot;
  const worksOn = (components: readonly string[] | undefined): Maintenance[] =>
    snapshot.maintenance.filter((one) => !components || one.components.some((id) => components.includes(id)));
  const all = (topic: string, page: string, name: string, components?: readonly string[]): SiteDocument => ({
    path: topic === '' ? 'calendar.ics' : `${topic}/calendar.ics`,
    content: () =>
      calendar(maintenanceCalendar(context, { topic, page, name: `${name} maintenance` }, worksOn(components))),
  });
  return [
    all('', to.home, site.name),
    ...snapshot.groups.flatMap((group) =>
      group.name === undefined
        ? []
        : [
            all(
              `groups/${group.id}`,
              to.home,
              `${site.name} ${group.name}`,
              group.components.map((one) => one.id),
            ),
          ],
    ),
    ...snapshot.components.map((one) =>
      all(`components/${one.id}`, to.component(one.id), `${site.name} ${one.name}`, [one.id]),
    ),
    ...snapshot.maintenance.map(
      (one): SiteDocument => ({
        path: `maintenance/${one.id}/calendar.ics`,
        content: () => {
          const about = { topic: `maintenance/${one.id}`, page: to.maintenance(one.id), name: one.title };
          return calendar(maintenanceCalendar(context, about, [one]));
        },
      }),
    ),
    { path: 'incidents/calendar.ics', content: () => calendar(incidentCalendar(context)) },
  ];
}
