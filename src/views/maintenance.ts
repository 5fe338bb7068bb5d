import { type Maintenance, maintenanceState } from '../domain/maintenance.ts';
import type { MaintenanceState } from '../schema/words.ts';
import { duration, type Moment, moment } from './format.ts';
import { shorten } from './incident-summary.ts';
import { followView, type LayoutView, layoutView } from './layout.ts';
import { plainText } from './markdown.ts';
import { maintenanceTimeline, type UpdateView } from './timeline.ts';
import { type ComponentLink, componentLink, type ViewContext } from './view-context.ts';
import { MAINTENANCE_WORDS } from './words.ts';

/** A maintenance in a list; the clock may move it on after the page was built. */
export interface MaintenanceSummary {
  id: string;
  href: string;
  title: string;
  state: MaintenanceState;
  word: string;
  from: Moment;
  to: Moment;
  lasts: string;
  /** `every month on the 1st Sunday at 02:00 (Europe/Berlin)`, where it is one of a series. */
  repeats: string | undefined;
  components: ComponentLink[];
  /** Markdown. */
  description: string;
}

export interface MaintenanceView {
  layout: LayoutView;
  summary: MaintenanceSummary;
  updates: UpdateView[];
  /** The next windows of the series; those that are near have pages. */
  following: { at: Moment; href: string | undefined }[];
  links: Maintenance['links'];
}

export function maintenanceSummary(context: ViewContext, maintenance: Maintenance): MaintenanceSummary {
  const state = maintenanceState(maintenance, context.snapshot.now);
  const { from, to } = maintenance.window.from < maintenance.window.to ? maintenance.window : planned(maintenance);
  return {
    id: maintenance.id,
    href: context.to.maintenance(maintenance.id),
    title: maintenance.title,
    state,
    word: MAINTENANCE_WORDS[state],
    from: moment(from),
    to: moment(to),
    lasts: duration(to - from),
    repeats: maintenance.series?.words,
    components: maintenance.components.map((id) => componentLink(context, id)),
    description: maintenance.description,
  };
}

/** Those of a series share their words, so each has its time beside them. */
function headOf({ title, description, series }: Maintenance, from: string): { title: string; description: string } {
  const words = plainText(description);
  if (!series) return { title, description: shorten(words || `Maintenance from ${from}.`, 160) };
  return { title: `${title}, ${from}`, description: shorten(`From ${from}. ${words}`.trim(), 160) };
}

export function maintenanceView(context: ViewContext, maintenance: Maintenance): MaintenanceView {
  const summary = maintenanceSummary(context, maintenance);
  const over = summary.state === 'completed' || summary.state === 'cancelled';
  return {
    layout: layoutView(context, {
      ...headOf(maintenance, summary.from.text),
      path: context.to.maintenance(maintenance.id),
      live: !over,
      follows: [
        followView(context, `maintenance/${maintenance.id}`, maintenance.title, ['calendar']),
        followView(context, 'maintenance', 'Maintenance', ['feeds']),
      ],
    }),
    summary,
    updates: maintenanceTimeline(context, maintenance),
    following: (maintenance.series?.following ?? []).map(({ id, start }) => ({
      at: moment(start),
      href: context.titles.has(id) ? context.to.maintenance(id) : undefined,
    })),
    links: maintenance.links,
  };
}

function planned(maintenance: Maintenance) {
  return { from: maintenance.start, to: maintenance.end };
}
