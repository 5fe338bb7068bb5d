import type { Incident } from '../domain/incident.ts';
import { duration, type Moment, moment } from './format.ts';
import { plainText } from './markdown.ts';
import {
  type ComponentLink,
  componentLink,
  type SeverityLink,
  severityLink,
  type ViewContext,
} from './view-context.ts';
import { INCIDENT_WORDS } from './words.ts';

/** An incident in a list: one line and what it came to. */
export interface IncidentSummary {
  id: string;
  href: string;
  title: string;
  severity: SeverityLink;
  open: boolean;
  state: string;
  components: ComponentLink[];
  started: Moment;
  /** How long users felt it; so far, where it goes on. */
  lasted: string;
  falseAlarm: boolean;
  /** Who may see it, where that is not everybody. */
  seenBy: 'Draft' | 'Internal' | undefined;
}

/** The same with its last update in plain text. */
export interface IncidentStory extends IncidentSummary {
  lastWord: string;
}

export function incidentSummary(context: ViewContext, incident: Incident): IncidentSummary {
  const end = incident.resolved ?? context.snapshot.now;
  return {
    id: incident.id,
    href: context.to.incident(incident.id),
    title: incident.title,
    severity: severityLink(context, incident.severity),
    open: incident.open,
    state: INCIDENT_WORDS[incident.state],
    components: incident.components.map((id) => componentLink(context, id)),
    started: moment(incident.started),
    lasted: duration(Math.max(0, end - incident.started)),
    falseAlarm: !incident.real,
    seenBy: incident.visibility === 'public' ? undefined : incident.visibility === 'draft' ? 'Draft' : 'Internal',
  };
}

export function incidentStory(context: ViewContext, incident: Incident): IncidentStory {
  return { ...incidentSummary(context, incident), lastWord: lastWord(incident, 220) };
}

// An incident is told of on several pages, and reading Markdown is dear.
const lastWords = new WeakMap<Incident, string>();

/** What its last update says, in plain text. */
export function lastWord(incident: Incident, length: number): string {
  const known = lastWords.get(incident) ?? plainText(incident.updates.at(-1)?.text ?? '');
  lastWords.set(incident, known);
  return shorten(known, length);
}

/** Text cut at a word's end. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/\s+\S*$/, '')}…`;
}
