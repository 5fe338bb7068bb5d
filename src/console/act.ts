import type { Act, IncidentAct } from '../acts/act.ts';
import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import { idsOf } from '../checks/content.ts';
import type { Entry } from '../parse/entry.ts';
import { didYouMean } from '../problems/suggest.ts';
import { ROLES } from '../schema/words.ts';
import type { Command } from './command.ts';
import type { CommandName } from './commands.ts';
import type { Issue } from './event.ts';
import { markOfIssue } from './mark.ts';
import { neutralTitle } from './report.ts';
import { incidentOf, trackedBy } from './tracked.ts';
import { readWords } from './words.ts';

export type Doing = Exclude<CommandName, 'status' | 'help'>;

/** What a command in an issue does about the incident that the issue tracks. */
export function actOf({ name, words, text }: Command & { name: Doing }, issue: Issue, desk: Desk): Act {
  if (name === 'open') return opening(words, text, issue, desk);
  const entry = incidentOf(issue, desk);
  const incident = entry.id;
  if (name === 'dismiss') return { kind: 'dismiss', incident };
  if (name === 'ack') {
    refuseText(name, words, text);
    return { kind: 'acknowledge', incident };
  }
  if (name === 'severity') {
    if (words === '') refuse('There is no severity.', `Write one of: ${idsOf(desk.content, 'severity').join(', ')}.`);
    if (/\s/.test(words)) refuseText(name, words, text);
    refuseText(name, '', text);
    return { kind: 'severity', incident, severity: words };
  }
  if (name === 'assign') return assigning(incident, words, text);
  if (name === 'confirm') {
    const { title, severity, components, rest } = readWords(words, ['title', 'severity', 'components'], desk);
    // Until somebody with the right to has named it, no word of a stranger's does.
    if (!title && entry.data.title === neutralTitle(issue)) refuseNoTitle(name);
    return {
      kind: 'confirm',
      incident,
      text: joined(rest, text),
      ...(title && { title }),
      ...(severity && { severity }),
      ...(components && { components }),
    };
  }
  return saying(name, entry, words, text, desk);
}

function opening(words: string, text: string, issue: Issue, desk: Desk): IncidentAct {
  const tracked = trackedBy(issue, desk);
  if (tracked) {
    const remedy = isDraft(tracked) ? 'Publish it with /confirm.' : 'Write /update, or /reopen where it is over.';
    refuse(`This issue has its incident already: ${tracked.id}.`, remedy);
  }
  const takes = ['title', 'severity', 'components', 'next'] as const;
  const { rest, title, severity, components = {}, ...said } = readWords(words, takes, desk);
  if (severity === undefined) {
    return refuse(
      'It is not said how bad it is.',
      `Write one of these behind /open: ${idsOf(desk.content, 'severity').join(', ')}.`,
    );
  }
  if (!title) return refuseNoTitle('open');
  const marks = [markOfIssue(issue)];
  return { kind: 'open', title, severity, components, ...said, text: joined(rest, text), tracking: issue.url, marks };
}

function saying(
  kind: 'update' | 'resolve' | 'reopen',
  entry: Entry<'incident'>,
  words: string,
  text: string,
  desk: Desk,
): IncidentAct {
  if (isDraft(entry)) {
    refuse('It is a draft, which nobody outside sees.', 'Publish it with /confirm first.');
  }
  const { rest, ...said } = readWords(words, kind === 'resolve' ? [] : ['components', 'state', 'next'], desk);
  return { kind, incident: entry.id, ...said, text: joined(rest, text) };
}

function assigning(incident: string, words: string, text: string): IncidentAct {
  const [, word = '', name = ''] = /^(\S*)\s*(.*)$/s.exec(words) ?? [];
  const role = ROLES.find((one) => one === word.toLowerCase());
  if (!role) {
    const remedy = word === '' ? `Write one of: ${ROLES.join(', ')}.` : didYouMean(word.toLowerCase(), ROLES);
    return refuse(word === '' ? 'There is no role.' : `"${word}" is no role.`, remedy);
  }
  if (name === '') refuse('It is not said who.', `Write a name behind the role: /assign ${role} @somebody.`);
  refuseText('assign', '', text);
  return { kind: 'assign', incident, role, name };
}

function refuseNoTitle(name: 'confirm' | 'open'): never {
  return refuse(
    'There is no title.',
    `Write one in words of your own at the end of the first line: /${name} … title: Labels cannot be printed`,
  );
}

function refuseText(name: string, words: string, text: string): void {
  if (words === '' && text.trim() === '') return;
  refuse(`/${name} publishes no text.`, 'Write the command alone, and what people should read in an /update.');
}

function joined(first: string, below: string): string {
  return [first, below].filter((part) => part.trim() !== '').join('\n');
}

function isDraft({ data }: Entry<'incident'>): boolean {
  return data.visibility === 'draft';
}
