import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Impact } from '../schema/words.ts';
import { type Moment, moment } from './format.ts';
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
