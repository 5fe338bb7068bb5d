import { dayOf } from '../domain/calendar.ts';
import { buildIncident } from '../domain/incident.ts';
import { dueDays } from '../domain/metrics/learning.ts';
import { postmortemDraft } from '../learning/draft.ts';
import { namedTemplate, type Template, templatesOf, usualTemplate } from '../learning/templates.ts';
import type { Entry } from '../parse/entry.ts';
import type { Note } from '../schema/note.ts';
import { cleanLine } from '../schema/text.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import type { PostmortemAct } from './act.ts';
import { type Desk, find, pathOf, quoted } from './desk.ts';
import { edited } from './edit.ts';
import type { Draft } from './incident.ts';
import { refuse } from './refusal.ts';

type Fields = Record<string, unknown>;

/** What an act makes of a post-mortem's file. */
export function draftPostmortem(act: PostmortemAct, desk: Desk): Draft {
  if (act.kind === 'begin') return begun(act, desk);
  const entry = find(desk, 'postmortem', act.postmortem);
  const fields = fieldsAfter(act, entry, desk);
  return {
    id: entry.id,
    path: pathOf(entry),
    done: act.kind,
    text: edited(desk.textOf(entry), { fields }),
  };
}

function begun(act: Extract<PostmortemAct, { kind: 'begin' }>, desk: Desk): Draft {
  const { entries } = desk.content;
  const { id, data, updates } = find(desk, 'incident', act.incident);
  const there = entries.postmortem.find((one) => (one.data.incident ?? one.id) === id);
  const taken = there
    ? pathOf(there)
    : [`postmortems/${id}.mdx`, `postmortems/${id}.md`].find((path) => desk.paths.has(path));
  if (taken !== undefined) refuse(`${taken} is there already.`, 'Go on in that file, or remove it first.');
  const incident = buildIncident(id, data, updates as IncidentUpdate[]);
  const named = entries.severity.map((one) => ({ ...one.data, id: one.id, body: one.body }));
  const site = desk.content.site.data;
  const isDue = dueDays({ severities: named, site })(incident) !== undefined;
  const { path, text } = postmortemDraft(
    incident,
    templateFor(act.template, incident, isDue, templatesOf(desk.content)),
    {
      now: desk.now,
      site,
      components: entries.component.map((one) => ({ id: one.id, name: one.data.name })),
      severities: named,
      logs: new Map(entries.log.map((one) => [one.id, one.updates as Note[]])),
    },
  );
  return { id, path, text, done: 'draft' };
}

function templateFor(
  name: string | undefined,
  incident: Parameters<typeof usualTemplate>[1],
  isDue: boolean,
  templates: readonly Template[],
): Template {
  if (name === undefined) return usualTemplate(templates, incident, isDue);
  const found = namedTemplate(templates, name);
  return typeof found === 'string' ? refuse(`There is no template ${quoted(name)}.`, found) : found;
}

function fieldsAfter(act: Exclude<PostmortemAct, { kind: 'begin' }>, entry: Entry<'postmortem'>, desk: Desk): Fields {
  const { status, published } = entry.data;
  const since = published === undefined ? '' : ` since ${published}`;
  if (act.kind === 'withdraw') {
    if (status !== 'published')
      refuse(`${entry.id} is not published: it is a ${status}.`, 'There is nothing to take back.');
    const why = cleanLine(act.why);
    if (why === '')
      refuse('It is not said why.', 'Say in a few words why it is taken back: --why "The numbers are wrong."');
    return { status: 'draft', published: undefined, withdrawn: why };
  }
  if (act.kind === 'review') {
    if (status === 'published') {
      refuse(
        `${entry.id} is published${since}.`,
        `To take it back: npm run postmortem -- withdraw ${entry.id} --why "…"`,
      );
    }
    if (status === 'review') refuse(`${entry.id} is in review already.`, 'Publish it when it has been read.');
    return { status: 'review' };
  }
  if (status === 'published') refuse(`${entry.id} is published already${since}.`, 'There is nothing left to do.');
  const today = dayOf(desk.now, desk.content.site.data.timezone);
  return {
    status: 'published',
    published: act.on === undefined ? today : dayGiven(act.on, today),
    withdrawn: undefined,
  };
}

/** A day on which something may have been published: it is announced on that day, so it is not to come. */
function dayGiven(text: string, today: string): string {
  const day = text.trim();
  if (!isDay(day)) refuse(`${quoted(text)} is no day.`, `Write one such as ${today}.`);
  if (day > today)
    refuse(
      `${day} lies ahead: it is ${today} today.`,
      'Publish it on that day; whoever may read the file could read it before.',
    );
  return day;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
