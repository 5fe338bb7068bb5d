import type { Incident } from '../domain/incident.ts';
import type { IncidentNews } from '../domain/news.ts';
import { runbooksOf } from '../domain/runbook.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { IncidentState } from '../schema/words.ts';
import { editLink, fileLink } from '../views/edit-link.ts';
import { link } from '../views/markdown-parts.ts';
import { inlineMarkdown } from '../views/safe-markdown.ts';
import { INCIDENT_WORDS } from '../views/words.ts';
import { correctedKeys } from './corrected.ts';
import { KEPT_MS } from './ledger.ts';
import { type Draft, isFresh, isUrgent, type Listener } from './listener.ts';
import type { NoticeUpdate, Tone } from './notice.ts';
import { textsOf } from './texts.ts';
import type { Heard } from './told.ts';

const TONES: Record<IncidentState, Tone> = {
  investigating: 'trouble',
  identified: 'known',
  monitoring: 'watched',
  resolved: 'over',
};

/** What a channel is to be told of incidents: of each, all that it has not heard, as one. */
export function incidentDrafts(listener: Listener): Draft[] {
  const { news, told } = listener;
  const due = news.filter((one) => one.kind === 'incident' && isFresh(one, listener) && !told.keys.has(one.key));
  const byIncident = Map.groupBy(due as IncidentNews[], ({ incident }) => incident);
  return [...byIncident].flatMap(([incident, all]) => {
    const corrected = correctedKeys(aboutOf(incident.id), incident.updates, told.keys);
    const list = all.filter(({ key }) => !corrected.includes(key));
    if (list.length === 0) return [];
    const heard = told.heard.get(aboutOf(incident.id));
    return hears(listener, incident, heard) ? [draftOf(listener, incident, list, heard)] : [];
  });
}

/** Whoever has heard that it began hears how it ends, even where it is less bad by then. */
function hears({ channel, snapshot }: Listener, { severity }: Incident, heard: Heard | undefined): boolean {
  const policy = snapshot.severities.find(({ id }) => id === severity);
  return policy?.channels.includes(channel.id) === true || heard?.over === false;
}

function draftOf(
  listener: Listener,
  incident: Incident,
  list: readonly IncidentNews[],
  heard: Heard | undefined,
): Draft {
  const { channel, snapshot, now, repository } = listener;
  const keys = new Set(list.map(({ key }) => key));
  const told = incident.updates.filter(({ id }) => keys.has(`${aboutOf(incident.id)}/${id}`));
  const updates = told.map(({ id, at, stateAfter, text }): NoticeUpdate => {
    return { id, at, state: INCIDENT_WORDS[stateAfter], text };
  });
  const event = eventOf(listener, incident, told, heard);
  const severity = snapshot.severities.find(({ id }) => id === incident.severity);
  const words = INCIDENT_WORDS[incident.state];
  const held = heldUntil(channel.every, heard, now);
  return {
    about: aboutOf(incident.id),
    event,
    title: incident.title,
    keys: [...keys],
    at: Math.max(...list.map(({ at }) => at)),
    tone: TONES[incident.state],
    alone: heard === undefined && incident.visibility !== 'draft' && isWorst(severity, snapshot),
    state: incident.visibility === 'draft' ? `Draft · ${words}` : words,
    subject: {
      kind: 'incident',
      id: incident.id,
      title: incident.title,
      state: incident.state,
      severity: { id: incident.severity, name: severity?.name ?? incident.severity.toUpperCase() },
      components: named(listener, incident.components),
      started: incident.started,
      url: listener.pageOf('incident', incident.id),
    },
    text: [textsOf(updates), ...(event === 'opened' ? runbookLine(listener, incident) : [])].join('\n\n'),
    updates,
    edit: editLink(repository, incident, now),
    ...(!isUrgent(event) && held !== undefined && { held }),
  };
}

/** Runbooks that may help: files in the repository, which only channels of the team are told. */
function runbookLine({ snapshot, repository }: Listener, incident: Incident): string[] {
  const links = runbooksOf(snapshot, incident).map(({ id, title }) => {
    const href = fileLink(repository, 'runbook', id);
    return href === undefined ? inlineMarkdown(title) : link(title, href);
  });
  return links.length === 0 ? [] : [`Runbooks: ${links.join(', ')}`];
}

function eventOf(
  { since, now }: Listener,
  incident: Incident,
  told: Incident['updates'],
  heard: Heard | undefined,
): Draft['event'] {
  const isOver = !incident.open;
  if (heard) {
    if (isOver && (!heard.over || told.some(({ resolves }) => resolves))) return 'resolved';
    return heard.over && !isOver ? 'reopened' : 'updated';
  }
  if (isOver) return told.some(({ resolves }) => resolves) ? 'resolved' : 'updated';
  const [first] = incident.updates;
  const isOlderThanLedger = first !== undefined && first.at < Math.max(since, now - KEPT_MS);
  return isOlderThanLedger && !told.includes(first) ? 'updated' : 'opened';
}

/** When a channel may hear of it again. What was told at a time that is far ahead was told by a wrong clock. */
function heldUntil(every: number | undefined, heard: Heard | undefined, now: number): number | undefined {
  if (every === undefined || heard === undefined || Math.abs(heard.last - now) >= every) return undefined;
  return heard.last + every;
}

/** Severities of level 1 are the worst, where there are others. */
function isWorst(severity: { level: number } | undefined, { severities }: Snapshot): boolean {
  return severity?.level === 1 && severities.some(({ level }) => level > 1);
}

/** Components as the channel's audience knows them. */
export function named({ snapshot }: Listener, ids: readonly string[]): { id: string; name: string }[] {
  const names = new Map(snapshot.components.map(({ id, name }) => [id, name]));
  return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}

function aboutOf(id: string): string {
  return `incidents/${id}`;
}
