import type { Opening } from '../acts/act.ts';
import type { Desk } from '../acts/desk.ts';
import { refuse } from '../acts/refusal.ts';
import { readUpdates } from '../parse/updates.ts';
import { cleanLine, cleanText } from '../schema/text.ts';
import { INCIDENT_STATES } from '../schema/words.ts';
import type { Issue } from './event.ts';
import { answered } from './form.ts';

/** So many reports an hour become drafts by themselves. */
export const MOST_DRAFTS = 20;
const HOUR_MS = 3_600_000;
const MOST_LETTERS = 4_000;
const BEFORE_WORDS = /^[\s\u200B]*/;

/** What a report is called until somebody who may write gives it a title: no word of whoever wrote it. */
export function neutralTitle({ number }: Pick<Issue, 'number'>): string {
  return `Report ${number}`;
}

/** The draft that a report becomes: the reporter's own words, for a person to look at. */
export function draftOf(issue: Issue, desk: Desk): Opening {
  const { content, now } = desk;
  const recent = content.entries.incident.filter(
    ({ data, updates }) =>
      data.visibility === 'draft' && data.tracking !== undefined && (updates[0]?.at ?? 0) > now - HOUR_MS,
  );
  if (recent.length >= MOST_DRAFTS) {
    refuse(
      `${recent.length} reports have come in within the last hour, more than become drafts by themselves.`,
      'Nothing is lost: it stays here.',
    );
  }
  const [mildest] = content.entries.severity.toSorted((a, b) => b.data.level - a.data.level);
  return {
    kind: 'open',
    title: neutralTitle(issue),
    severity: mildest?.id ?? refuse('The site has no severities.', 'Add one in content/severities.'),
    components: {},
    text: `A report says:\n\n${quote(issue)}`,
    draft: true,
    tracking: issue.url,
  };
}

/** Words of others as a quotation that cannot be anything else: no update, no code that swallows what follows. */
function quote({ title, body }: Issue): string {
  const words = [cleanLine(plain(title)), cleanText(plain(answered(body))).trim()].filter(Boolean).join('\n\n') || '…';
  const whole = words.length <= MOST_LETTERS ? words : `${cut(words, MOST_LETTERS - 1)}…`;
  return whole.split('\n').map(quotedLine).join('\n');
}

function quotedLine(line: string): string {
  const quoted = `> ${line}`.trimEnd();
  const { updates, problems } = readUpdates(quoted, 1, INCIDENT_STATES, { path: '', text: quoted });
  if (updates.length + problems.length === 0) return quoted;
  const [first = '', ...rest] = line.replace(BEFORE_WORDS, '');
  return `> &#${first.codePointAt(0)};${rest.join('')}`;
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** The mark for what could not be decoded is refused when files are read. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll('\uFFFD', '?');
}
