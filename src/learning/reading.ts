import { buildIncident } from '../domain/incident.ts';
import { readActions } from '../parse/action-lists.ts';
import { firstLine } from '../parse/body-line.ts';
import type { Entry } from '../parse/entry.ts';
import { readSections } from '../parse/sections.ts';
import { readTimeline } from '../parse/timeline-rows.ts';
import type { IncidentUpdate } from '../schema/update.ts';

/** Everything that was found in a post-mortem, and what could not be read; lines are those of the file. */
export function readingOf(entry: Entry<'postmortem'>, incident: Entry<'incident'> | undefined): Reading {
  const mdx = entry.file.path.endsWith('.mdx');
  const above = firstLine(entry) - 1;
  const sections = readSections(entry.body, mdx);
  const started = incident && buildIncident(incident.id, incident.data, incident.updates as IncidentUpdate[]).started;
  const timelines = sections.filter(({ name }) => name === 'timeline').map((one) => readTimeline(one, started));
  return {
    id: entry.id,
    status: entry.data.status,
    sections: sections.map(({ name, heading, line }) => ({ heading, as: name ?? null, line: line + above })),
    timeline: timelines
      .flatMap(({ rows }) => rows)
      .map(({ time, at, text, line }) => ({
        time,
        at: at === undefined ? null : new Date(at).toISOString().replace('.000Z', 'Z'),
        text,
        line: line + above,
      })),
    unread: timelines.flatMap(({ unread }) => unread).map(({ text, line }) => ({ text, line: line + above })),
    actions: readActions(sections, entry.body, mdx).map(({ item, line, isTask }) => ({
      ...item,
      line: line + above,
      tracked: isTask,
    })),
  };
}

export interface Reading {
  id: string;
  status: string;
  /** `as` is which of the usual parts it is; null for one of the team's own. */
  sections: { heading: string; as: string | null; line: number }[];
  timeline: { time: string; at: string | null; text: string; line: number }[];
  /** Rows of the timeline that tell no time. */
  unread: { text: string; line: number }[];
  /** What is to be done; only task lines can be tracked. */
  actions: { text: string; done: boolean; line: number; tracked: boolean }[];
}
