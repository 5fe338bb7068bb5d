import { dayOf } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import { dueDays } from '../domain/metrics/learning.ts';
import type { Postmortem } from '../domain/snapshot.ts';
import { date, listing } from './format.ts';
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
  tags: TagLink[];
  incident: IncidentSummary | undefined;
  parts: PostmortemParts;
  /** Only what the team reads; in the internal build. */
  internal: InternalFacts | undefined;
  mdx: boolean;
  /** Markdown, or MDX that is rendered from a module of its own. */
  body: string;
}

export interface InternalFacts {
  facts: { label: string; value: string }[];
  links: { label: string; url: string }[];
  next: string | undefined;
}

export interface TagLink {
  name: string;
  href: string;
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
    tags: tagLinks(context, postmortem),
    incident: incident && incidentSummary(context, incident),
    parts: postmortemParts(context, postmortem),
    internal: internalFacts(context, postmortem, incident),
    mdx: postmortem.mdx,
    body: postmortem.body,
  };
}

export /** What nobody outside reads: who, until when, what it cost, where it is worked on. */
function internalFacts(
  { snapshot }: ViewContext,
  postmortem: Postmortem,
  incident: Incident | undefined,
): InternalFacts | undefined {
  if (snapshot.audience !== 'internal') return undefined;
  const { status, owner, authors, cost, template, withdrawn, links = [] } = postmortem;
  const due = incident && dueDays(snapshot)(incident);
  const today = dayOf(snapshot.now, snapshot.site.timezone);
  const late = status !== 'published' && due !== undefined && due < today;
  const facts: [string, string | undefined][] = [
    ['Status', status],
    ['Due', due && `${date(due)}${late ? ', overdue' : ''}`],
    ['Owner', owner],
    ['Authors', authors && listing(authors)],
    ['Cost', cost],
    ['Taken back', withdrawn],
    ['Begun from', template],
  ];
  return {
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    links,
    next: nextStep(postmortem),
  };
}

/** The command that comes next; nothing once it is published. */
function nextStep({ status, id }: Postmortem): string | undefined {
  if (status === 'draft') return `npm run postmortem -- review ${id}`;
  return status === 'review' ? `npm run postmortem -- publish ${id}` : undefined;
}

export function tagLinks({ to }: ViewContext, { tags }: Postmortem): TagLink[] {
  return tags.map((name) => ({ name, href: to.postmortemTag(name) }));
}

export function followPostmortems(context: ViewContext): LayoutView['follows'] {
  return [followView(context, 'postmortems', 'Post-mortems', ['feeds'])];
}

/** What the elements in the text of a post-mortem show. */
export function partsOf(context: ViewContext, id: string | undefined): PostmortemParts {
  return postmortemParts(
    context,
    context.snapshot.postmortems.find((one) => one.id === id),
  );
}
