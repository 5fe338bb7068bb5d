import type { Change } from '../alerts/store.ts';
import type { Content } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';
import type { Act, IncidentAct, PostmortemAct } from './act.ts';
import type { Desk } from './desk.ts';
import { type Draft, draftIncident } from './incident.ts';
import { draftMaintenance } from './maintenance.ts';
import { draftPostmortem } from './postmortem.ts';
import { type Refusal, Refused } from './refusal.ts';

const ABOUT_INCIDENT: Record<IncidentAct['kind'], true> = {
  open: true,
  update: true,
  resolve: true,
  reopen: true,
  confirm: true,
  dismiss: true,
  acknowledge: true,
  severity: true,
  assign: true,
  note: true,
};

const ABOUT_POSTMORTEM: Record<PostmortemAct['kind'], true> = {
  begin: true,
  review: true,
  publish: true,
  withdraw: true,
};

/** What an act does, as data. */
export interface Deed {
  about: About;
  id: string;
  path: string;
  /** None where it was done before. */
  changes: Change[];
  /** The message of the commit: fixed words and an id, never a word that somebody wrote. */
  message: string;
  /** The update that it added; none where it was done before. */
  added?: Entry['updates'][number];
  /** The content once it is done. */
  after: Content;
}

/** The kind of file it is written in; a log has the id of its incident. */
export type About = 'incident' | 'maintenance' | 'log' | 'postmortem';

export type Performed = { deed: Deed; refusals?: undefined } | { deed?: undefined; refusals: readonly Refusal[] };

/** What an act makes of the content, or why it cannot be; what validation would refuse is refused here. */
export function perform(act: Act, desk: Desk): Performed {
  return performAs(act.mark, () => act, desk);
}

/** The same for an act that is made out from the content; where its mark is there, it was done before and is not made out again. */
export function performAs(mark: string | undefined, decide: (desk: Desk) => Act, desk: Desk): Performed {
  const done = mark === undefined ? undefined : markedBy(mark, desk);
  if (done) return { deed: repeated(done, desk) };
  try {
    return { deed: deedOf({ ...decide(desk), ...(mark !== undefined && { mark }) }, desk) };
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}

function deedOf(act: Act, desk: Desk): Deed {
  const subject = subjectOf(act);
  const about = act.kind === 'note' ? 'log' : subject;
  const draft = draftOf(act, desk);
  const changes = changesOf(draft, desk);
  const after = desk.after(changes);
  const added = check(draft, about, desk, after);
  const message = `${subject} ${draft.id}: ${draft.done}\n`;
  return { about, id: draft.id, path: draft.path, changes, message, ...(added && { added }), after };
}

/** Whether what bears this mark is part of the content. */
export function wasDone(mark: string, desk: Desk): boolean {
  return markedBy(mark, desk) !== undefined;
}

function draftOf(act: Act, desk: Desk): Draft {
  if (isOneOf(ABOUT_INCIDENT, act)) return draftIncident(act, act.mark, desk);
  if (isOneOf(ABOUT_POSTMORTEM, act)) return draftPostmortem(act, desk);
  return draftMaintenance(act, act.mark, desk);
}

function subjectOf(act: Act): Exclude<About, 'log'> {
  if (isOneOf(ABOUT_INCIDENT, act)) return 'incident';
  return isOneOf(ABOUT_POSTMORTEM, act) ? 'postmortem' : 'maintenance';
}

function isOneOf<Kind extends Act['kind']>(kinds: Record<Kind, true>, act: Act): act is Extract<Act, { kind: Kind }> {
  return Object.hasOwn(kinds, act.kind);
}

/** A file that goes takes along the updates in files of their own, and its internal timeline. */
function changesOf({ path, text, gone }: Draft, { paths }: Desk): Change[] {
  if (!gone) return text === undefined ? [] : [{ path, text }];
  const folder = path.replace(/\.md$/, '/');
  const log = path.replace(/^incidents\//, 'logs/');
  const along = [...paths].filter((one) => one === log || one.startsWith(folder));
  return [path, ...along].map((one) => ({ path: one, text: undefined }));
}

/** What becomes of the file must read as what was meant: whole, and with the words that were given. */
function check(draft: Draft, about: About, desk: Desk, after: Content): Deed['added'] {
  const errors = after.problems.filter(({ level, file }) => level === 'error' && file === draft.path);
  if (errors.length > 0) throw new Refused(...errors.map(({ message, remedy }) => ({ what: message, remedy })));
  const at = ({ file }: Entry): boolean => (file.origin ?? file.path) === draft.path;
  const [before, now] = [desk.content, after].map((content) => (content.entries[about] as Entry[]).find(at));
  const added = (now?.updates.length ?? 0) - (before?.updates.length ?? 0);
  if (!draft.says) return undefined;
  const said = now?.updates.findLast(({ text }) => text === draft.says?.text);
  if (said && added === draft.says.added) return said;
  throw new Refused({
    what: 'The text holds a line that reads as the heading of another update, or a code block that is never closed.',
    remedy: 'Indent the line, or put it into a code block that ends.',
  });
}

function markedBy(mark: string, { content }: Desk): Entry<'incident'> | Entry<'maintenance'> | undefined {
  const { incident, maintenance } = content.entries;
  return [...incident, ...maintenance].find(({ data }) => data.comments?.includes(mark));
}

function repeated(entry: Entry<'incident'> | Entry<'maintenance'>, { content }: Desk): Deed {
  const about = entry.kind;
  return { about, id: entry.id, path: entry.file.origin ?? entry.file.path, changes: [], message: '', after: content };
}
