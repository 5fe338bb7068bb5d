import type { Postmortem } from '../domain/snapshot.ts';
import { type ActionCountsView, actionCounts } from './actions.ts';
import { date, plural } from './format.ts';
import { type IncidentSummary, incidentSummary } from './incident-summary.ts';
import { type LayoutView, layoutView } from './layout.ts';
import { followPostmortems, type TagLink, tagLinks } from './postmortem.ts';
import type { ViewContext } from './view-context.ts';

const FILES = ['json', 'csv'] as const;

export interface PostmortemListView {
  layout: LayoutView;
  title: string;
  lead: string;
  actions: ActionCountsView | undefined;
  /** All tags with how many each has; of a tag's own page none. */
  tags: (TagLink & { count: number })[];
  /** By the year in which they were published; those that are not yet stand first. */
  years: { id: string; year: string; postmortems: PostmortemLine[] }[];
  /** Where all of them are, on the page of one tag. */
  all: string | undefined;
  feed: string;
  downloads: { name: string; href: string }[];
}

export interface PostmortemLine {
  title: string;
  href: string;
  summary: string;
  /** Its day, or how far it is. */
  published: string;
  incident: IncidentSummary | undefined;
  tags: TagLink[];
}

export function postmortemListView(context: ViewContext): PostmortemListView {
  const { snapshot, to } = context;
  return {
    ...shared(context, snapshot.postmortems),
    layout: layoutView(context, {
      title: 'Post-mortems',
      description: `What ${snapshot.site.name} learned from its incidents.`,
      path: to.postmortems,
      follows: followPostmortems(context),
    }),
    title: 'Post-mortems',
    lead: 'What went wrong, why it could, and what we changed.',
    actions: actionCounts(context),
    tags: tagsOf(snapshot.postmortems).map(({ tag, count }) => ({ name: tag, href: to.postmortemTag(tag), count })),
    all: undefined,
  };
}

/** The post-mortems of one tag. */
export function postmortemTagView(context: ViewContext, tag: string): PostmortemListView {
  const { snapshot, to } = context;
  const tagged = snapshot.postmortems.filter(({ tags }) => tags.includes(tag));
  return {
    ...shared(context, tagged),
    layout: layoutView(context, {
      title: `Post-mortems: ${tag}`,
      description: `${plural(tagged.length, 'post-mortem')} of ${snapshot.site.name} with the tag ${tag}.`,
      path: to.postmortemTag(tag),
      follows: followPostmortems(context),
    }),
    title: `Post-mortems: ${tag}`,
    lead: `${plural(tagged.length, 'post-mortem')} with this tag.`,
    actions: undefined,
    tags: [],
    all: to.postmortems,
    downloads: [],
  };
}

/** Every tag, the most used first. */
export function tagsOf(postmortems: readonly Postmortem[]): { tag: string; count: number }[] {
  const counts = Map.groupBy(
    postmortems.flatMap(({ tags }) => [...new Set(tags)]),
    (tag) => tag,
  );
  return [...counts]
    .map(([tag, { length }]) => ({ tag, count: length }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}

function shared(context: ViewContext, postmortems: readonly Postmortem[]) {
  return {
    years: yearsOf(context, postmortems),
    feed: context.to.follow('postmortems', 'atom.xml'),
    downloads: FILES.map((ending) => ({
      name: `As ${ending.toUpperCase()}`,
      href: context.to.file(`postmortems/postmortems.${ending}`),
    })),
  };
}

function yearsOf(context: ViewContext, postmortems: readonly Postmortem[]): PostmortemListView['years'] {
  const newestFirst = postmortems.toSorted((a, b) => compare(dayOf(b), dayOf(a)) || compare(b.id, a.id));
  return [...Map.groupBy(newestFirst, (one) => dayOf(one).slice(0, 4))].map(([year, list]) => ({
    id: year === NOT_YET ? 'in-work' : `y${year}`,
    year: year === NOT_YET ? 'Not published yet' : year,
    postmortems: list.map((one) => lineOf(context, one)),
  }));
}

const NOT_YET = '9999';

/** The day by which it is sorted: that of its publication, else that of its incident. */
function dayOf({ status, published, id }: Postmortem): string {
  return status === 'published' ? (published ?? id.slice(0, 10)) : NOT_YET;
}

function lineOf(context: ViewContext, postmortem: Postmortem): PostmortemLine {
  const incident = context.snapshot.incidents.find(({ id }) => id === postmortem.incident);
  const { status, published } = postmortem;
  return {
    title: postmortem.title,
    href: context.to.postmortem(postmortem.id),
    summary: postmortem.summary,
    published: status === 'published' ? (published ? `published ${date(published)}` : 'published') : status,
    incident: incident && incidentSummary(context, incident),
    tags: tagLinks(context, postmortem),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
