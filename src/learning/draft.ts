import type { Incident } from '../domain/incident.ts';
import { momentOf, timingsOf } from '../domain/timings.ts';
import { fillPlaces } from '../parse/places.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { printYaml } from '../parse/yaml.ts';
import { MEASURE_NAMES, MEASURES } from '../schema/measures.ts';
import type { Note } from '../schema/note.ts';
import type { SiteData } from '../schema/site.ts';
import type { TemplatePlace } from '../schema/template.ts';
import { capital, duration, listing, moment } from '../views/format.ts';
import { plainText } from '../views/markdown.ts';
import { KIND_WORDS, STATE_WORDS } from '../views/words.ts';
import { logRows } from './log-rows.ts';
import type { Template } from './templates.ts';

/** How every line begins that waits to be written. */
export const TO_WRITE = '> **To write:**';

/** What stands around an incident. */
export interface Surroundings {
  now: number;
  site: Pick<SiteData, 'publicRoles'>;
  components: readonly { id: string; name: string }[];
  severities: readonly { id: string; name: string }[];
  /** What the team wrote down, by incident. */
  logs: ReadonlyMap<string, readonly Note[]>;
}

/** A post-mortem as far as the incident itself can write it. */
export function postmortemDraft(
  incident: Incident,
  template: Template,
  around: Surroundings,
): { path: string; text: string } {
  const tags = [...new Set([...template.tags, ...(incident.cause ? [incident.cause] : [])])];
  const fields = {
    title: incident.title,
    status: 'draft',
    summary: `To write: ${incident.title} (${timeSpan(incident, around.now)}).`.slice(0, 600),
    tags: tags.length > 0 ? tags : undefined,
    owner: incident.roles?.commander,
    template: template.id,
    links: incident.tracking === undefined ? undefined : [{ label: 'Where it was worked on', url: incident.tracking }],
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const values = valuesOf(incident, around);
  const body = fillPlaces(template.body, (name) => values[name as TemplatePlace] ?? '');
  return { path: `postmortems/${incident.id}.mdx`, text: `---\n${printYaml(given)}---\n\n${body.trim()}\n` };
}

function valuesOf(incident: Incident, around: Surroundings): Record<TemplatePlace, string> {
  const nameOf = (list: readonly { id: string; name: string }[], id: string): string =>
    safe(list.find((one) => one.id === id)?.name ?? id);
  const when = (at: number | undefined): string => (at === undefined ? 'not known' : moment(at).text);
  return {
    title: safe(incident.title),
    severity: nameOf(around.severities, incident.severity),
    kind: KIND_WORDS[incident.kind].toLowerCase(),
    cause: incident.cause ?? 'not known',
    components: listing(incident.components.map((id) => nameOf(around.components, id))),
    started: when(momentOf(incident, 'started')),
    detected: when(incident.detected),
    resolved: when(incident.resolved),
    duration: duration((incident.resolved ?? around.now) - incident.started),
    summary: summary(incident, around.now),
    impact: impact(incident, around),
    timeline: timeline(incident, around),
    detection: detection(incident),
    roles: roles(incident, around),
    links: incident.links
      .map(({ label, url }) => `- [${safe(label)}](<${url.replaceAll(/[<>{}\\s]/g, encodeURIComponent)}>)`)
      .join('\n'),
  };
}

function summary(incident: Incident, now: number): string {
  return `${safe(incident.title)}: ${timeSpan(incident, now)}.${incident.impact ? ` ${safe(plainText(incident.impact))}` : ''}`;
}

function impact(incident: Incident, { components, now }: Surroundings): string {
  const names = new Map(components.map(({ id, name }) => [id, name]));
  const lines = incident.spans.map(({ component, impact: hit, from, to }) => {
    const lasted = duration(Math.min(to, now) - from);
    return `- ${safe(names.get(component) ?? component)}: ${STATE_WORDS[hit].toLowerCase()} for ${lasted}, from ${moment(from).text}`;
  });
  return lines.join('\n');
}

const MOMENTS = [
  ['started', 'Users begin to feel it'],
  ['detected', 'Detected'],
  ['acknowledged', 'Acknowledged: somebody has taken it on'],
] as const;

function timeline(incident: Incident, { logs }: Surroundings): string {
  const moments = MOMENTS.flatMap(([name, text]) => {
    const at = momentOf(incident, name);
    return at === undefined ? [] : [{ at, text }];
  });
  const told = incident.updates.map(({ at, stateAfter, text }) => {
    const [first = ''] = plainText(text).split(/(?<=[.!?])\s/, 1);
    return { at, text: `${stateAfter}: ${first}` };
  });
  const rows = [...moments, ...told, ...logRows(logs.get(incident.id))]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `| ${writtenMoment(at)} | ${safe(text)} |`);
  return ['| Time | What happened |', '| --- | --- |', ...rows].join('\n');
}

function detection(incident: Incident): string {
  const timings = timingsOf(incident);
  const known = MEASURE_NAMES.flatMap((name) => {
    const took = timings[name];
    return took === undefined ? [] : [`- ${MEASURES[name].name}: ${duration(took)}`];
  });
  const who = incident.openedBy === 'alert' ? 'An alert opened the incident.' : 'A person opened the incident.';
  return [who, ...(known.length > 0 ? [known.join('\n')] : [])].join('\n\n');
}

/** Who did what, where the site lets everybody read that. */
function roles(incident: Incident, { site }: Surroundings): string {
  const shown = site.publicRoles.flatMap((role) => {
    const name = incident.roles?.[role];
    return name === undefined ? [] : [`- ${capital(role)}: ${safe(name)}`];
  });
  return shown.join('\n');
}

function timeSpan({ started, resolved }: Incident, now: number): string {
  const end = resolved ?? now;
  return `${moment(started).text} to ${resolved === undefined ? 'now' : moment(end).text}, ${duration(end - started)}`;
}

/** Text that MDX and tables take as nothing else. */
function safe(text: string): string {
  return text.replaceAll(/[\\`*_[\]{}<>|#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}
