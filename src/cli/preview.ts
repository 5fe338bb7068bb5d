import type { Desk } from '../acts/desk.ts';
import type { Deed } from '../acts/perform.ts';
import type { Content } from '../checks/content.ts';
import { buildIncident, impactsAt } from '../domain/incident.ts';
import type { Entry } from '../parse/entry.ts';
import { lostHtml } from '../parse/lost-html.ts';
import { printNote, printUpdate } from '../parse/print-update.ts';
import { wrapLine } from '../problems/terminal.ts';
import type { Note } from '../schema/note.ts';
import type { IncidentUpdate, Update } from '../schema/update.ts';
import { IMPACT_TEXT } from '../schema/words.ts';
import { difference } from './difference.ts';
import { shown, shownLines } from './shown.ts';
import { tableLines } from './table.ts';
import { maintenanceFacts, nextWindows, staying, type Windows, windowLines } from './windows.ts';

/** Somebody who will hear of it, and under which words. */
export interface Hearing {
  channel: string;
  subject: string;
  /** How long it may take until the channel is told, where it takes its time. */
  within?: string;
}

/** What a deed will have people read. */
export interface Preview {
  /** Whether anybody but the team will. */
  isPublic: boolean;
  page: string;
  title: string;
  /** What stands at the top of the page. */
  facts: string;
  /** What will be left out of the words that come, because Markdown takes it for HTML. */
  lost: readonly string[];
  /** The updates that come; where none does, what changes in the file. */
  updates: readonly (Update | Note)[];
  body: string;
  changes: readonly string[];
  hears: readonly Hearing[];
  /** Of a series that is planned, when its next windows are. */
  windows: Windows | undefined;
  /** Of a series that is ended, what is planned all the same. */
  stays: readonly string[];
}

type Told = Entry<'incident'> | Entry<'maintenance'> | Entry<'postmortem'>;

const BAR = '  │ ';

const FOLDERS = {
  incident: 'incidents',
  log: 'incidents',
  maintenance: 'maintenance',
  postmortem: 'postmortems',
} as const;

export function previewOf(deed: Deed, before: Desk, textBefore: string, hears: readonly Hearing[]): Preview {
  const [was, is] = [entryIn(before.content, deed), entryIn(deed.after, deed)];
  const after = { ...before, content: deed.after };
  const [wasPublic, isPublic] = [isSeen(was), isSeen(is)];
  const told = was && wasPublic === isPublic ? was.updates.length : 0;
  const url = deed.after.site.data.url.replace(/\/$/, '');
  const named = is?.kind === 'log' ? deed.after.entries.incident.find(({ id }) => id === deed.id) : is;
  const updates = is?.updates.slice(told) ?? [];
  const body = bodyOf(was, is);
  return {
    isPublic,
    page: `${url}/${FOLDERS[deed.about]}/${deed.id}/`,
    title: named?.data.title ?? deed.id,
    facts: named ? factsOf(named, deed.id, after) : '',
    lost: [...updates.map(({ text }) => text), body].flatMap(lostHtml),
    updates,
    body,
    changes: difference(textBefore, deed.changes[0]?.text ?? textBefore),
    hears,
    windows: !was && is?.kind === 'maintenance' ? nextWindows(is, after) : undefined,
    stays: is?.kind === 'maintenance' ? staying(is, was as typeof is | undefined, after) : [],
  };
}

/** A preview as somebody at a terminal reads it; what comes from content stands behind a bar. */
export function previewLines(preview: Preview, bold: (text: string) => string, columns?: number): string[] {
  const { isPublic, page, title, facts, lost, updates, body, changes, windows, stays } = preview;
  const texts = updates.map((one) => ('who' in one ? printNote(one) : printUpdate(one)).slice('## '.length).trimEnd());
  const read = [title, facts, ...[...texts, body].filter(Boolean).flatMap((text) => ['', text])];
  return [
    bold(
      isSilent(preview)
        ? 'What will change; nothing new to read'
        : isPublic
          ? 'What people will read'
          : 'What the team will read, and nobody else',
    ),
    ...(isSilent(preview) ? [title, ...changes] : read).flatMap(shownLines).flatMap((line) => barred(line, columns)),
    `  ${shown(page)}`,
    ...lost.map((tag) => `  ✗ "${shown(tag)}" will not be shown; write it as code: \`${shown(tag)}\``),
    '',
    ...(windows ? [bold('When it comes'), ...windowLines(windows).map(indented), ''] : []),
    ...(stays.length > 0 ? [bold('Planned all the same'), ...stays.map(stayLine), ''] : []),
    bold('Who will hear'),
    ...hearLines(preview, columns),
    '',
  ];
}

function hearLines(preview: Preview, columns: number | undefined): string[] {
  const { hears, isPublic } = preview;
  if (hears.length > 0)
    return tableLines(hears.map(hearRow)).flatMap((line) => wrapLine(indented(line), columns, '    '));
  if (isSilent(preview)) return ['  Nobody is told.'];
  return [
    isPublic ? '  No channel; it is on the page and in its feeds.' : '  Nobody is told; it is not on the public page.',
  ];
}

function hearRow({ channel, subject, within }: Hearing): string[] {
  return [channel, within === undefined ? subject : `${subject} (within ${within})`];
}

/** A line of content behind its bar, however narrow the terminal is. */
function barred(line: string, columns: number | undefined): string[] {
  const width = columns === undefined ? undefined : columns - BAR.length;
  return wrapLine(line, width).map((part) => `${BAR}${part}`.trimEnd());
}

function stayLine(id: string): string {
  return `  ${id} has a file of its own: npm run maintenance -- cancel ${id}`;
}

function indented(line: string): string {
  return `  ${line}`;
}

/** Whether it brings nothing that anybody reads as news. */
export function isSilent({ updates, body }: Preview): boolean {
  return updates.length === 0 && body === '';
}

function isSeen(entry: Told | Entry<'log'> | undefined): boolean {
  if (entry?.kind === 'postmortem') return (entry as Entry<'postmortem'>).data.status === 'published';
  if (entry === undefined || entry.kind === 'log') return false;
  return (entry as Entry<'incident'> | Entry<'maintenance'>).data.visibility === 'public';
}

function entryIn({ entries }: Content, { about, path }: Deed): Told | Entry<'log'> | undefined {
  return (entries[about] as Told[]).find(({ file }) => (file.origin ?? file.path) === path);
}

/** Text that comes with it and is no update: of a maintenance its plan, of a post-mortem its summary once it is published. */
function bodyOf(was: Told | Entry<'log'> | undefined, is: Told | Entry<'log'> | undefined): string {
  if (is?.kind === 'maintenance') return was ? '' : is.body;
  if (is?.kind !== 'postmortem') return '';
  return isSeen(is) && !isSeen(was) ? (is as Entry<'postmortem'>).data.summary : '';
}

function factsOf(entry: Told, meant: string, desk: Desk): string {
  if (entry.kind === 'postmortem') {
    const { status, published } = entry.data as Entry<'postmortem'>['data'];
    return [status, published].filter(Boolean).join(' · ');
  }
  if (entry.kind === 'maintenance') return maintenanceFacts(entry as Entry<'maintenance'>, meant, desk);
  const { id, data, updates } = entry as Entry<'incident'>;
  const incident = buildIncident(id, data, updates as IncidentUpdate[]);
  const { severity } = incident;
  const last = incident.updates.at(-1)?.at ?? desk.now;
  const impacts = incident.open ? impactsAt(incident, Math.max(last, desk.now)) : [];
  const hits = [...impacts].map(([component, impact]) => `${component}: ${IMPACT_TEXT[impact]}`);
  return [severity, incident.open ? hits.join(', ') : incident.state].filter(Boolean).join(' · ');
}
