import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Note } from '../schema/note.ts';
import type { Impact } from '../schema/words.ts';
import { capital, type Moment, moment } from './format.ts';
import { componentLink, type ViewContext } from './view-context.ts';
import { INCIDENT_WORDS, MAINTENANCE_WORDS, STATE_WORDS } from './words.ts';

/** One update as a page shows it. */
export interface UpdateView {
  id: string;
  state: string;
  /** For the colour of its mark. */
  tone: string;
  at: Moment;
  edited: Moment | undefined;
  next: Moment | undefined;
  reopened: boolean;
  /** Who wrote it on the internal timeline; nothing of what the public reads. */
  by?: string;
  changes: { name: string; state: Impact; word: string }[];
  /** Markdown. */
  text: string;
}

/** The updates of an incident, oldest first. */
export function incidentTimeline(context: ViewContext, incident: Incident): UpdateView[] {
  return incident.updates.map((update) => ({
    ...shared(context, update),
    state: update.state || update.reopens ? INCIDENT_WORDS[update.stateAfter] : 'Update',
    tone: update.stateAfter,
    reopened: update.reopens,
  }));
}

/** The same with what the team wrote down for itself among them; nothing more in a public build. */
export function wholeTimeline(context: ViewContext, incident: Incident): UpdateView[] {
  const notes = context.snapshot.logs.get(incident.id) ?? [];
  if (notes.length === 0) return incidentTimeline(context, incident);
  const told = incidentTimeline(context, incident);
  return [...told, ...notes.map(noteView)].sort((a, b) => (a.at.iso < b.at.iso ? -1 : Number(a.at.iso > b.at.iso)));
}

/** The updates of a maintenance, oldest first. */
export function maintenanceTimeline(context: ViewContext, maintenance: Maintenance): UpdateView[] {
  return maintenance.updates.map((update) => ({
    ...shared(context, update),
    state: update.state ? MAINTENANCE_WORDS[update.state] : 'Update',
    tone: update.state === 'completed' ? 'resolved' : 'maintenance',
    reopened: false,
  }));
}

function shared(context: ViewContext, update: Incident['updates'][number] | Maintenance['updates'][number]) {
  return {
    id: update.id,
    at: moment(update.at),
    edited: update.edited === undefined ? undefined : moment(update.edited),
    next: update.next === undefined ? undefined : moment(update.next),
    changes: Object.entries(update.impacts).map(([id, state]) => ({
      name: componentLink(context, id).name,
      state,
      word: STATE_WORDS[state],
    })),
    text: update.text,
  };
}

function noteView({ id, at, who, as, text }: Note): UpdateView {
  return {
    id,
    state: as === undefined ? 'Note' : capital(as),
    tone: 'noted',
    at: moment(at),
    edited: undefined,
    next: undefined,
    reopened: false,
    by: who,
    changes: [],
    text,
  };
}
