import type { Refusal } from '../acts/refusal.ts';
import type { Content } from '../checks/content.ts';
import { buildIncident, impactsAt } from '../domain/incident.ts';
import type { Entry } from '../parse/entry.ts';
import { printUpdate, writtenMoment } from '../parse/print-update.ts';
import type { IncidentUpdate } from '../schema/update.ts';
import { IMPACT_TEXT } from '../schema/words.ts';
import { COMMANDS } from './commands.ts';
import { inert } from './inert.ts';
import { incidentLink, list, paragraphs } from './markdown.ts';

export function refusedReply(refusals: readonly Refusal[]): string {
  return paragraphs(
    'Nothing was changed.',
    inert(refusals.map(({ what, remedy }) => `${what}\n→ ${remedy}`).join('\n\n')),
    'Write a new comment: one that is changed is not read again. `/help` lists the commands.',
  );
}

export function changedReply(isGone: boolean): string {
  const what = isGone ? 'taken away' : 'changed';
  return `Nothing was done: the comment with the command was ${what} before it was read. Write a new one.`;
}

export function statusReply(entry: Entry<'incident'>, content: Content, now: number): string {
  const incident = buildIncident(entry.id, entry.data, entry.updates as IncidentUpdate[]);
  const { visibility, severity } = entry.data;
  const { state, started, acknowledged, nextUpdate } = incident;
  const hits = [...impactsAt(incident, now)].map(([component, impact]) => `${component}: ${IMPACT_TEXT[impact]}`);
  const last = entry.updates.at(-1) as IncidentUpdate | undefined;
  const where = visibility === 'public' ? incidentLink(entry, content) : `${entry.id} (${visibility})`;
  return paragraphs(
    `${where}: **${state}**, ${severity}, since ${writtenMoment(started)}.`,
    list([
      hits.length === 0 ? 'No component is hit now.' : `Components: ${hits.join(', ')}.`,
      acknowledged === undefined ? 'Nobody has acknowledged it.' : `Acknowledged at ${writtenMoment(acknowledged)}.`,
      ...(nextUpdate === undefined ? [] : [`The next word is promised by ${writtenMoment(nextUpdate)}.`]),
      ...(last ? ['The last word:'] : []),
    ]),
    last && inert(printUpdate(last)),
  );
}

export function helpReply({ entries }: Content): string {
  const rows = Object.values(COMMANDS).map(({ example, does }) => `| \`${example}\` | ${does} |`);
  const idsOf = (list: readonly { id: string }[]): string => list.map(({ id }) => `\`${id}\``).join(', ');
  return paragraphs(
    ['| command | does |', '| --- | --- |', ...rows].join('\n'),
    'A command is the first line of a comment. What people should read stands behind it or on the lines below.',
    `Severities: ${idsOf(entries.severity)}. Components: ${idsOf(entries.component)}.`,
  );
}

/** To whoever reported something that was nothing. */
export function dismissedReply(): string {
  return paragraphs(
    'Thank you for telling us. We have looked at it, and it is nothing that the status page should tell of, so this is closed.',
    'If it goes on, or we got it wrong, please say so here: somebody reads it.',
  );
}

/** To whoever reported something; the command is for those who may use it. */
export function reportReply(kept: { id: string } | { refusals: readonly Refusal[] }): string {
  const isKept = 'id' in kept;
  const place = isKept ? `It is written down as a draft, \`${kept.id}\`` : 'It is not written down elsewhere';
  const { example } = isKept ? COMMANDS.confirm : COMMANDS.open;
  return paragraphs(
    `Thank you. ${place}; none of it is on the status page before a person with write access has looked at it.`,
    isKept ? undefined : inert(kept.refusals.map(({ what, remedy }) => `${what} ${remedy}`).join('\n')),
    `For them: \`${example}\` in the first line of a comment, and below it what people should read. \`/help\` lists the other commands.`,
  );
}
