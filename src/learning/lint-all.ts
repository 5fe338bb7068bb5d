import type { Content } from '../checks/content.ts';
import { readActionItems } from '../parse/action-items.ts';
import type { Entry } from '../parse/entry.ts';
import { inReadingOrder, type Problem } from '../problems/problem.ts';
import { BLAMING, type BlamingWords } from './language.ts';
import { lintPostmortem } from './lint.ts';
import { sectionsOf, type Template, templatesOf } from './templates.ts';

/** What those post-mortems still lack, by what the site wants of them. */
export function lintAll(content: Content, entries: readonly Entry<'postmortem'>[]): Problem[] {
  const templates = templatesOf(content);
  const { postmortems: settings } = content.site.data;
  const blaming = wordsOf(settings);
  const found = entries.flatMap((entry) => {
    const incident = content.entries.incident.find(({ id }) => id === (entry.data.incident ?? entry.id));
    const required = settings.required ?? sectionsOf(templateOf(entry, templates));
    return lintPostmortem(entry, incident, { required, blaming, people: peopleOf(entry, incident) });
  });
  return inReadingOrder(found);
}

/** The one it was begun from; the full one, where that is not known. */
function templateOf({ data }: Entry<'postmortem'>, templates: readonly Template[]): Template {
  const find = (id: string | undefined): Template | undefined => templates.find((one) => one.id === id);
  return find(data.template) ?? (find('full') as Template);
}

function wordsOf({ blaming, allowed }: Content['site']['data']['postmortems']): BlamingWords[] {
  const own = new Set(blaming.map(({ words }) => words.toLowerCase()));
  const dropped = new Set(allowed.map((words) => words.toLowerCase()));
  return [...blaming, ...BLAMING.filter(({ words }) => !own.has(words) && !dropped.has(words))];
}

/** Everybody whom the files name, by full and by first name. */
function peopleOf(entry: Entry<'postmortem'>, incident: Entry<'incident'> | undefined): string[] {
  const { owner, authors = [] } = entry.data;
  const actions = readActionItems(entry.body, entry.file.path.endsWith('.mdx')).map((item) => item.owner);
  const roles = Object.values(incident?.data.roles ?? {});
  const names = [owner, ...authors, ...actions, ...roles].flatMap((name) => (name ? [name] : []));
  return [...new Set(names.flatMap((name) => [name, name.split(' ')[0] ?? name]))];
}
