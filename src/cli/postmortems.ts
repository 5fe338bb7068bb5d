import type { Desk } from '../acts/desk.ts';
import { dayOf } from '../domain/calendar.ts';
import { buildIncident, type Incident } from '../domain/incident.ts';
import { dueDays } from '../domain/metrics/learning.ts';
import type { PostmortemData } from '../schema/postmortem.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { Candidate, Candidates } from './subject.ts';

const MOST_WITHOUT = 8;

/** An incident with its post-mortem, or with the want of one. */
export interface Learning {
  incident: Incident;
  /** Its file's name, where there is one. */
  id: string | undefined;
  status: PostmortemData['status'] | 'none';
  due: string | undefined;
  published: string | undefined;
  overdue: boolean;
  title: string;
}

/** All incidents that have a post-mortem, or for which one is due; what is most urgent first. */
export function learningOf({ content, now }: Desk): Learning[] {
  const { entries, site } = content;
  const severities = entries.severity.map(({ id, data, body }) => ({ ...data, id, body }));
  const dueOf = dueDays({ severities, site: site.data });
  const written = new Map(entries.postmortem.map((one) => [one.data.incident ?? one.id, one]));
  const today = dayOf(now, site.data.timezone);
  return entries.incident
    .map(({ id, data, updates }): Learning => {
      const incident = buildIncident(id, data, updates as IncidentUpdate[]);
      const entry = written.get(id);
      const status = entry?.data.status ?? 'none';
      const due = dueOf(incident);
      const overdue = status !== 'published' && due !== undefined && due < today;
      const { published, title = data.title } = entry?.data ?? {};
      return { incident, id: entry?.id, status, due, published, overdue, title };
    })
    .filter(({ status, due }) => status !== 'none' || due !== undefined)
    .sort(byUrgency);
}

/** Those that a subcommand may be about. */
export function postmortemCandidates(subcommand: string, desk: Desk): Candidates {
  const all = learningOf(desk);
  if (subcommand === 'new') {
    const due = all.filter(({ status }) => status === 'none');
    return { meant: due.map(incidentCandidate), offered: [...due.map(incidentCandidate), ...withoutOne(desk)] };
  }
  const among = (...statuses: Learning['status'][]): Candidate[] =>
    all.flatMap((one) => (one.id && statuses.includes(one.status) ? [candidate(one, one.id)] : []));
  if (subcommand === 'review') return { meant: among('draft'), offered: among('draft') };
  if (subcommand === 'withdraw') return { meant: [], offered: among('published') };
  return { meant: among('review'), offered: among('review', 'draft') };
}

/** `due 2026-12-02`, `overdue since 2026-11-20`. */
export function dueWords({ due, overdue, status, published }: Learning): string {
  if (status === 'published') return published === undefined ? 'published' : `published ${published}`;
  if (due === undefined) return '';
  return overdue ? `overdue since ${due}` : `due ${due}`;
}

/** The latest incidents that are over and have none, though none is due. */
function withoutOne({ content }: Desk): Candidate[] {
  const written = new Set(content.entries.postmortem.map((one) => one.data.incident ?? one.id));
  return content.entries.incident
    .map(({ id, data, updates }) => buildIncident(id, data, updates as IncidentUpdate[]))
    .filter(({ id, open }) => !open && !written.has(id))
    .sort((a, b) => b.started - a.started)
    .slice(0, MOST_WITHOUT)
    .map((incident) => ({ id: incident.id, label: `${incident.id}  ${incident.title}` }));
}

function incidentCandidate(one: Learning): Candidate {
  return { id: one.incident.id, label: `${one.incident.id}  ${dueWords(one)}  ${one.title}` };
}

function candidate(one: Learning, id: string): Candidate {
  return { id, label: [id, one.status, dueWords(one), one.title].filter(Boolean).join('  ') };
}

/** What nobody has begun or finished by the day it is due; published ones last, the latest first. */
function byUrgency(a: Learning, b: Learning): number {
  const [first, second] = [a, b].map(({ status }) => Number(status === 'published'));
  if (first !== second) return (first ?? 0) - (second ?? 0);
  if (a.status === 'published') return b.incident.started - a.incident.started;
  const [due, other] = [a.due ?? '9999', b.due ?? '9999'];
  return due < other ? -1 : due > other ? 1 : a.incident.started - b.incident.started;
}
