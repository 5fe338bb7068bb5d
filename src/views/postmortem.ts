import type { Postmortem } from '../domain/snapshot.ts';
import { date } from './format.ts';
import { type IncidentSummary, incidentSummary } from './incident-summary.ts';
import { followView, type LayoutView, layoutView } from './layout.ts';
import { type PostmortemParts, postmortemParts } from './postmortem-parts.ts';
import type { ViewContext } from './view-context.ts';

export interface PostmortemView {
  layout: LayoutView;
  id: string;
  title: string;
  summary: string;
  published: string | undefined;
  status: Postmortem['status'];
  tags: string[];
  incident: IncidentSummary | undefined;
  parts: PostmortemParts;
  mdx: boolean;
  /** Markdown, or MDX that is rendered from a module of its own. */
  body: string;
}

export interface PostmortemListView {
  layout: LayoutView;
  postmortems: {
    title: string;
    href: string;
    summary: string;
    published: string | undefined;
    severity: string | undefined;
  }[];
}

export function postmortemView(context: ViewContext, postmortem: Postmortem): PostmortemView {
  const incident = context.snapshot.incidents.find((one) => one.id === postmortem.incident);
  return {
    layout: layoutView(context, {
      title: `Post-mortem: ${postmortem.title}`,
      description: postmortem.summary,
      path: context.to.postmortem(postmortem.id),
      follows: followPostmortems(context),
    }),
    id: postmortem.id,
    title: postmortem.title,
    summary: postmortem.summary,
    published: postmortem.published && date(postmortem.published),
    status: postmortem.status,
    tags: postmortem.tags,
    incident: incident && incidentSummary(context, incident),
    parts: postmortemParts(context, postmortem),
    mdx: postmortem.mdx,
    body: postmortem.body,
  };
}

function followPostmortems(context: ViewContext): LayoutView['follows'] {
  return [followView(context, 'postmortems', 'Post-mortems', ['feeds'])];
}

/** What the elements in the text of a post-mortem show. */
export function partsOf(context: ViewContext, id: string | undefined): PostmortemParts {
  return postmortemParts(
    context,
    context.snapshot.postmortems.find((one) => one.id === id),
  );
}

export function postmortemListView(context: ViewContext): PostmortemListView {
  const severityOf = new Map(context.snapshot.incidents.map((incident) => [incident.id, incident.severity]));
  return {
    layout: layoutView(context, {
      title: 'Post-mortems',
      description: 'What we learned from our incidents.',
      path: context.to.postmortems,
      follows: followPostmortems(context),
    }),
    postmortems: context.snapshot.postmortems.map((postmortem) => {
      const severity = severityOf.get(postmortem.incident);
      return {
        title: postmortem.title,
        href: context.to.postmortem(postmortem.id),
        summary: postmortem.summary,
        published: postmortem.published && date(postmortem.published),
        severity: severity && (context.severityNames.get(severity) ?? severity),
      };
    }),
  };
}
