import type { ImpactSpan, Incident } from '../domain/incident.ts';
import { editLink } from './edit-link.ts';
import { duration, listing, type Moment, moment } from './format.ts';
import { type IncidentSummary, incidentSummary, lastWord, shorten } from './incident-summary.ts';
import { followView, type LayoutView, layoutView } from './layout.ts';
import { plainText } from './markdown.ts';
import { previewOf } from './preview.ts';
import { incidentRunbooks, type RunbookLink } from './runbook.ts';
import { type UpdateView, wholeTimeline } from './timeline.ts';
import { canBeFollowed } from './topic.ts';
import { type ComponentLink, componentLink, type ViewContext } from './view-context.ts';
import { KIND_WORDS, STATE_WORDS } from './words.ts';

export interface IncidentView {
  layout: LayoutView;
  summary: IncidentSummary;
  kind: string;
  /** Markdown. */
  impact: string | undefined;
  facts: { label: string; at: Moment }[];
  /** Until now, where it is not over. */
  lasted: string;
  affected: {
    component: ComponentLink;
    steps: {
      state: ImpactSpan['impact'];
      word: string;
      from: Moment;
      lasted: string;
    }[];
  }[];
  updates: UpdateView[];
  next: Moment | undefined;
  links: Incident['links'];
  postmortem: string | undefined;
  /** Internal build only: where its next update is written. */
  edit: { href: string; label: string } | undefined;
  /** Internal build only: what may help. */
  runbooks: RunbookLink[];
  /** Internal build only. */
  roles: { role: string; name: string }[];
}

export function incidentView(context: ViewContext, incident: Incident): IncidentView {
  const summary = incidentSummary(context, incident);
  const postmortem = context.postmortemOf.get(incident.id);
  return {
    layout: layoutView(context, {
      title: incident.title,
      description: shorten(
        incident.impact ? plainText(incident.impact) : lastWord(incident, 160) || incident.title,
        160,
      ),
      path: context.to.incident(incident.id),
      live: incident.open,
      preview: previewOf(context, incident),
      follows: canBeFollowed(incident, context.snapshot)
        ? [followView(context, `incidents/${incident.id}`, incident.title, ['feeds'])]
        : [],
    }),
    summary,
    kind: KIND_WORDS[incident.kind],
    impact: incident.impact,
    facts: facts(incident),
    lasted: summary.lasted,
    affected: affected(context, incident),
    updates: wholeTimeline(context, incident),
    next: incident.nextUpdate === undefined ? undefined : moment(incident.nextUpdate),
    links: incident.links,
    postmortem: postmortem && context.to.postmortem(postmortem),
    edit: edit(context, incident),
    runbooks: incidentRunbooks(context, incident),
    roles: Object.entries(incident.roles ?? {}).flatMap(([role, name]) => (name ? [{ role, name }] : [])),
  };
}

function edit({ snapshot }: ViewContext, incident: Incident): IncidentView['edit'] {
  if (snapshot.audience !== 'internal') return undefined;
  const href = editLink(snapshot.site.repository, incident, snapshot.now);
  return href === undefined ? undefined : { href, label: incident.open ? 'Write the next update' : 'Add a word' };
}

function facts(incident: Incident): IncidentView['facts'] {
  const named: [string, number | undefined][] = [
    ['Started', incident.started],
    ['Detected', incident.detected],
    ['Resolved', incident.resolved],
  ];
  return named.flatMap(([label, at]) => (at === undefined ? [] : [{ label, at: moment(at) }]));
}

function affected(context: ViewContext, incident: Incident): IncidentView['affected'] {
  return incident.components.flatMap((id) => {
    const steps = incident.spans
      .filter((span) => span.component === id)
      .map((span) => ({
        state: span.impact,
        word: STATE_WORDS[span.impact],
        from: moment(span.from),
        lasted: span.to === Number.POSITIVE_INFINITY ? 'until now' : duration(span.to - span.from),
      }));
    return steps.length > 0 ? [{ component: componentLink(context, id), steps }] : [];
  });
}

/** `Labels, Rates and Webhooks`. */
export function componentNames(components: readonly ComponentLink[]): string {
  return listing(components.map((component) => component.name));
}
