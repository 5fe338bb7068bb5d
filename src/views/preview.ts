import type { Incident } from '../domain/incident.ts';
import type { ComponentState } from '../schema/words.ts';
import type { GroupStatus } from './component-status.ts';
import { date, duration, listing, moment } from './format.ts';
import { headlineView } from './headline.ts';
import { canBeFollowed } from './topic.ts';
import { componentLink, severityLink, type ViewContext } from './view-context.ts';
import { INCIDENT_WORDS } from './words.ts';

/** The picture that stands beside a link to a page, where people share it. */
export interface PreviewView {
  /** Where it stands, from the root of the site. */
  path: string;
  state: ComponentState;
  /** Above the title, small. */
  over: string;
  title: string;
  /** Below the title. */
  lines: string[];
  /** Where it leads, without the scheme. */
  address: string;
}

/** One picture for the first page, one for pages that say nothing of the present, one for each incident people talk about. */
export function previewViews(context: ViewContext, groups: readonly GroupStatus[]): PreviewView[] {
  const { snapshot } = context;
  return [
    statusPreview(context, groups),
    {
      ...shared(context),
      path: 'preview/site.png',
      state: 'unknown',
      title: 'Status and incident history',
      lines: ['How things are, what went wrong, and what we learned from it.'],
    },
    ...snapshot.incidents
      .filter((incident) => canBeFollowed(incident, snapshot))
      .map((incident) => incidentPreview(context, incident)),
  ];
}

/** The picture for an incident's page. */
export function previewOf({ snapshot }: ViewContext, incident: Incident): string {
  return canBeFollowed(incident, snapshot) ? `preview/incidents/${incident.id}.png` : 'preview/site.png';
}

function statusPreview(context: ViewContext, groups: readonly GroupStatus[]): PreviewView {
  const headline = headlineView(context.snapshot, groups);
  // A picture is kept for days by those who show it, so it says of what moment it speaks.
  const said = headline.lastWord
    ? `Last update ${headline.lastWord.text}`
    : `On ${date(moment(context.snapshot.now).iso.slice(0, 10))}`;
  return {
    ...shared(context),
    path: 'preview/status.png',
    state: headline.state,
    title: headline.sentence,
    lines: [...(headline.since ? [`Since ${headline.since.text}`] : []), said],
  };
}

function incidentPreview(context: ViewContext, incident: Incident): PreviewView {
  const names = listing(incident.components.map((id) => componentLink(context, id).name));
  const severity = severityLink(context, incident.severity).name;
  const hardest = (['major', 'partial', 'degraded'] as const).find((impact) =>
    incident.spans.some((span) => span.impact === impact),
  );
  const when = incident.resolved
    ? `Resolved after ${duration(Math.max(0, incident.resolved - incident.started))}`
    : `${INCIDENT_WORDS[incident.state]} · since ${moment(incident.started).text}`;
  return {
    ...shared(context),
    path: previewOf(context, incident),
    state: incident.open ? (hardest ?? 'degraded') : 'operational',
    over: `${context.snapshot.site.name} · ${severity}`,
    title: incident.title,
    lines: [when, names].filter(Boolean),
  };
}

function shared({ snapshot, origin, to }: ViewContext): Pick<PreviewView, 'over' | 'address'> {
  return { over: `${snapshot.site.name} status`, address: `${new URL(origin).host}${to.root}` };
}
