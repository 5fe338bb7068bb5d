import type { Incident } from '../domain/incident.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { timingsOf } from '../domain/timings.ts';
import { writtenMoment } from '../parse/print-update.ts';
import { printYaml } from '../parse/yaml.ts';
import { MEASURE_NAMES, MEASURES } from '../schema/measures.ts';
import { duration, moment } from '../views/format.ts';
import { plainText } from '../views/markdown.ts';
import { STATE_WORDS } from '../views/words.ts';
import { logRows } from './log-rows.ts';

/** How every line begins that waits to be written. */
export const TO_WRITE = '> **To write:**';

/** What a person is asked for, section by section; undefined where the incident already answers. */
const SECTIONS: readonly { heading: string; ask: string; fill?: (incident: Incident, snapshot: Snapshot) => string }[] =
  [
    {
      heading: 'Summary',
      ask: 'what happened, whom it hurt, how it ended, in three sentences that a customer understands.',
      fill: summary,
    },
    { heading: 'Impact', ask: 'who could not do what, in numbers, and what was never touched.', fill: impact },
    {
      heading: 'Timeline',
      ask: 'what the public could not see: the change before it, the first sign, who decided what, wrong turns included.',
      fill: timeline,
    },
    {
      heading: 'Root cause and contributing factors',
      ask: 'ask why five times; then what made it possible, likely, or worse.',
    },
    {
      heading: 'Detection',
      ask: 'who noticed first, people or monitoring, and what would have told us sooner.',
      fill: detection,
    },
    { heading: 'Resolution', ask: 'what ended it, and how we know that it did.' },
    { heading: 'What went well', ask: 'what we want to do again.' },
    { heading: 'What went badly', ask: 'what cost time or trust.' },
    { heading: 'Where we got lucky', ask: 'what would have made it worse and was chance.' },
    { heading: 'Lessons', ask: 'what we know now and did not know before.' },
    {
      heading: 'Action items',
      ask: 'one line each, such as `- [ ] Alert on a full disk · owner: Ana · due: 2026-12-01 · type: detect`.',
    },
    { heading: 'Prevention', ask: 'why this cannot happen the same way again, once these are done.' },
  ];

/** A post-mortem as far as the incident itself can write it. */
export function postmortemDraft(incident: Incident, snapshot: Snapshot): { path: string; text: string } {
  const fields = {
    title: incident.title,
    status: 'draft',
    summary: `To write: ${incident.title} (${timeSpan(incident, snapshot.now)}).`.slice(0, 600),
    tags: incident.cause ? [incident.cause] : undefined,
    owner: incident.roles?.commander,
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const sections = SECTIONS.map(({ heading, ask, fill }) =>
    [`## ${heading}`, ...(fill ? [fill(incident, snapshot)] : []), `${TO_WRITE} ${ask}`].filter(Boolean).join('\n\n'),
  );
  return { path: `postmortems/${incident.id}.mdx`, text: `---\n${printYaml(given)}---\n\n${sections.join('\n\n')}\n` };
}

function summary(incident: Incident, { now }: Snapshot): string {
  return `${safe(incident.title)}: ${timeSpan(incident, now)}.${incident.impact ? ` ${safe(plainText(incident.impact))}` : ''}`;
}

function impact(incident: Incident, { components, now }: Snapshot): string {
  const names = new Map(components.map(({ id, name }) => [id, name]));
  const lines = incident.spans.map(({ component, impact: hit, from, to }) => {
    const lasted = duration(Math.min(to, now) - from);
    return `- ${safe(names.get(component) ?? component)}: ${STATE_WORDS[hit].toLowerCase()} for ${lasted}, from ${moment(from).text}`;
  });
  return lines.join('\n');
}

function timeline(incident: Incident, { logs }: Snapshot): string {
  const told = incident.updates.map(({ at, stateAfter, text }) => {
    const [first = ''] = plainText(text).split(/(?<=[.!?])\s/, 1);
    return { at, text: `${stateAfter}: ${first}` };
  });
  const rows = [...told, ...logRows(logs.get(incident.id))]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `| ${writtenMoment(at)} | ${safe(text)} |`);
  return ['<Timeline />', ['| Time | What happened |', '| --- | --- |', ...rows].join('\n')].join('\n\n');
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

function timeSpan({ started, resolved }: Incident, now: number): string {
  const end = resolved ?? now;
  return `${moment(started).text} to ${resolved === undefined ? 'now' : moment(end).text}, ${duration(end - started)}`;
}

/** Text that MDX and tables take as nothing else. */
function safe(text: string): string {
  return text.replaceAll(/[\\`*_[\]{}<>|#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}
