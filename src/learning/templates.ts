import type { Content } from '../checks/content.ts';
import { type Entry, parseEntry } from '../parse/entry.ts';
import { readSections } from '../parse/sections.ts';
import { didYouMean } from '../problems/suggest.ts';
import { SECTION_NAMES, type SectionName } from '../schema/postmortem.ts';
import type { TemplateData } from '../schema/template.ts';
import type { IncidentKind } from '../schema/words.ts';
import { FULL } from './templates/full.ts';
import { SECURITY } from './templates/security.ts';
import { SHORT } from './templates/short.ts';

const PACKAGED = { full: FULL, short: SHORT, security: SECURITY };

/** The text that a post-mortem begins with. */
export interface Template extends TemplateData {
  id: string;
  /** Markdown with places. */
  body: string;
  /** Whether it comes with the site's own content. */
  own: boolean;
}

/** Every template there is: the site's own, then those that come with the code where the site has none of that name. */
export function templatesOf({ entries }: Pick<Content, 'entries'>): Template[] {
  const own = entries.template.map((entry) => templateOf(entry, true));
  const taken = new Set(own.map(({ id }) => id));
  return [...own, ...packaged().filter(({ id }) => !taken.has(id))];
}

/** The one of that name; the message says which there are. */
export function namedTemplate(templates: readonly Template[], id: string): Template | string {
  const found = templates.find((one) => one.id === id.trim().toLowerCase());
  return (
    found ??
    didYouMean(
      id,
      templates.map((one) => one.id),
    )
  );
}

/** The usual one for an incident: by its kind, else by its severity, else full where one is due and short where none is. */
export function usualTemplate(
  templates: readonly Template[],
  incident: { kind: IncidentKind; severity: string },
  isDue: boolean,
): Template {
  const found =
    templates.find(({ kinds }) => kinds.includes(incident.kind)) ??
    templates.find(({ severities }) => severities.includes(incident.severity)) ??
    templates.find(({ id }) => id === (isDue ? 'full' : 'short'));
  if (!found) throw new Error('The templates that come with the code are missing.');
  return found;
}

/** The parts that a post-mortem begun from it must have. */
export function sectionsOf({ body }: Template): SectionName[] {
  const named = new Set(readSections(body, false).map(({ name }) => name));
  return SECTION_NAMES.filter((name) => named.has(name));
}

function packaged(): Template[] {
  return Object.entries(PACKAGED).map(([id, text]) => {
    const { value, problems } = parseEntry('template', { path: `templates/${id}.md`, text });
    if (!value) throw new Error(`The template ${id} cannot be read: ${problems[0]?.message}`);
    return templateOf(value, false);
  });
}

function templateOf({ id, data, body }: Entry<'template'>, own: boolean): Template {
  return { ...data, id, body, own };
}
